import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import django.utils.timezone
import safeguards.fields
import safeguards.identifiers
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('members', '0001_initial'),
        ('safeguards', '0001_initial'),
        ('villages', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Complaint',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(default=safeguards.identifiers.new_case_number, editable=False, max_length=8, unique=True, verbose_name='nomor')),
                ('submission_key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('kind', models.CharField(choices=[('violence', 'Kekerasan'), ('social', 'Perlindungan sosial')], max_length=10, verbose_name='jenis')),
                ('category', models.CharField(choices=[('physical', 'Fisik'), ('psychological', 'Psikis'), ('sexual', 'Seksual'), ('exploitation', 'Eksploitasi'), ('trafficking', 'Perdagangan orang (TPPO)'), ('neglect', 'Penelantaran'), ('other_violence', 'Kekerasan lainnya'), ('civil', 'Administrasi kependudukan'), ('marriage', 'Perkawinan'), ('assistance', 'Bantuan sosial'), ('dtsen', 'Data DTSEN'), ('health', 'Kesehatan'), ('education', 'Pendidikan'), ('work', 'Kerja dan ekonomi')], max_length=20, verbose_name='kebutuhan atau bentuk')),
                ('need', models.CharField(blank=True, choices=[('id_card', 'KTP-el'), ('family_card', 'Kartu Keluarga'), ('birth_certificate', 'Akta kelahiran'), ('death_certificate', 'Akta kematian'), ('child_card', 'Kartu Identitas Anak (KIA)'), ('moving_letter', 'Surat pindah'), ('data_correction', 'Perbaikan data'), ('marriage_book', 'Buku nikah / isbat nikah'), ('divorce_certificate', 'Akta cerai'), ('pkh', 'PKH'), ('food', 'Sembako/BPNT'), ('blt', 'BLT Dana Desa'), ('housing', 'Rumah tidak layak huni'), ('subsidy', 'Subsidi pupuk/energi'), ('disability_aid', 'Bantuan penyandang disabilitas'), ('elderly_aid', 'Bantuan lansia'), ('orphan_aid', 'Bantuan anak yatim'), ('not_listed', 'Belum terdata'), ('wrong_decile', 'Desil keliru'), ('removed', 'Dikeluarkan dari data'), ('pbi_inactive', 'PBI-JK/KIS nonaktif'), ('bpjs_self', 'BPJS mandiri'), ('odgj', 'ODGJ'), ('drop_out', 'Putus sekolah'), ('school_aid', 'PIP/KIP'), ('equivalency', 'Kejar paket'), ('migrant_worker', 'Pekerja migran'), ('business_permit', 'NIB/izin usaha'), ('capital', 'Akses modal')], max_length=24, verbose_name='rincian kebutuhan')),
                ('further', models.JSONField(blank=True, default=list, verbose_name='yang lain')),
                ('urgency', models.CharField(choices=[('emergency', 'Darurat'), ('urgent', 'Mendesak'), ('normal', 'Biasa')], default='normal', max_length=10, verbose_name='kedaruratan')),
                ('safety', models.CharField(blank=True, choices=[('safe', 'Ya, sekarang aman'), ('unsafe', 'Tidak aman'), ('unknown', 'Belum tahu')], max_length=10, verbose_name='aman sekarang?')),
                ('hamlet', safeguards.fields.SealedTextField(blank=True, max_length=80, verbose_name='dusun/lingkungan')),
                ('channel', models.CharField(choices=[('face_to_face', 'Bertemu langsung'), ('phone', 'Telepon/WhatsApp'), ('outreach', 'Ditemui kelompok'), ('referred', 'Dirujuk pihak lain'), ('odk', 'Formulir KoboCollect/ODK')], default='face_to_face', max_length=15, verbose_name='cara masuk')),
                ('received_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='diterima')),
                ('happened', models.CharField(blank=True, choices=[('today', 'Hari ini'), ('three_days', 'Sampai 3 hari lalu'), ('month', 'Bulan ini'), ('longer', 'Lebih lama'), ('repeated', 'Berulang-ulang')], max_length=12, verbose_name='kapan terjadi')),
                ('happened_on', models.DateField(blank=True, null=True, verbose_name='tanggal kejadian')),
                ('happened_on_is_estimate', models.BooleanField(default=False, verbose_name='tanggal perkiraan')),
                ('domestic', models.BooleanField(blank=True, null=True, verbose_name='kekerasan dalam rumah tangga')),
                ('sexual_kinds', models.JSONField(blank=True, default=list, verbose_name='jenis kekerasan seksual')),
                ('scene', models.CharField(blank=True, choices=[('household', 'Rumah tangga'), ('workplace', 'Tempat kerja'), ('school', 'Sekolah'), ('public', 'Fasilitas umum'), ('short_course', 'Lembaga pendidikan kilat'), ('online', 'Daring'), ('other', 'Lainnya')], max_length=15, verbose_name='tempat kejadian')),
                ('reminder', safeguards.fields.SealedTextField(blank=True, max_length=60, verbose_name='tanda pengingat')),
                ('narrative', safeguards.fields.SealedTextField(blank=True, max_length=20000, verbose_name='apa yang terjadi')),
                ('safe_contact', safeguards.fields.SealedJSONField(blank=True, default=dict, verbose_name='cara menghubungi yang aman')),
                ('stage', models.CharField(choices=[('received', 'Aduan diterima'), ('assessed', 'Sudah dinilai'), ('planned', 'Rencana layanan'), ('assisted', 'Didampingi'), ('closed', 'Selesai')], default='received', max_length=10, verbose_name='tahap')),
                ('stage_since', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('next_appointment', models.DateTimeField(blank=True, null=True, verbose_name='janji berikutnya')),
                ('last_entry_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('may_be_counted', models.BooleanField(default=False, verbose_name='boleh dihitung tanpa nama')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='ditutup')),
                ('outcome', models.CharField(blank=True, choices=[('served', 'Sudah dilayani'), ('solved_by_group', 'Selesai bersama kelompok'), ('chose_not_to', 'Memilih tidak melanjutkan'), ('unavailable', 'Layanan tidak tersedia'), ('moved_away', 'Pindah tempat tinggal'), ('duplicate', 'Sudah tercatat di kasus lain')], max_length=20, verbose_name='hasil')),
                ('closing_note', safeguards.fields.SealedTextField(blank=True, max_length=5000, verbose_name='catatan penutup')),
                ('reviewed_at', models.DateTimeField(blank=True, null=True, verbose_name='ditinjau')),
                ('is_flagged', models.BooleanField(default=False, verbose_name='ditandai')),
                ('attention', models.GeneratedField(db_persist=True, expression=models.Case(models.When(models.Q(models.Q(('kind', 'violence'), ('reviewed_at__isnull', True)), ('is_flagged', True), _connector='OR'), then=models.Value(1)), default=models.Value(0)), output_field=models.SmallIntegerField())),
                ('assigned_to', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='didampingi oleh')),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('data_key', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='safeguards.datakey')),
                ('event_village', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='villages.village', verbose_name='desa kejadian')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='complaints', to='members.group', verbose_name='kelompok')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dicatat oleh')),
                ('regency', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='villages.regency')),
                ('reviewed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('village', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='villages.village', verbose_name='desa/kelurahan')),
            ],
            options={
                'verbose_name': 'kasus',
                'verbose_name_plural': 'kasus',
                'ordering': ['-received_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Flag',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('submission_key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('text', safeguards.fields.SealedTextField(max_length=2000, verbose_name='alasan ditandai')),
                ('raised_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('resolved_at', models.DateTimeField(blank=True, null=True)),
                ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='flags', to='complaints.complaint')),
                ('raised_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('resolved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'tanda',
                'verbose_name_plural': 'tanda',
                'ordering': ['raised_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Hiding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hidings', to='complaints.complaint')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'disembunyikan dari',
                'verbose_name_plural': 'disembunyikan dari',
            },
        ),
        migrations.CreateModel(
            name='Inquiry',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('submission_key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('violence', 'Kekerasan'), ('social', 'Perlindungan sosial')], max_length=10, verbose_name='jenis')),
                ('category', models.CharField(blank=True, choices=[('civil', 'Administrasi kependudukan'), ('marriage', 'Perkawinan'), ('assistance', 'Bantuan sosial'), ('dtsen', 'Data DTSEN'), ('health', 'Kesehatan'), ('education', 'Pendidikan'), ('work', 'Kerja dan ekonomi')], max_length=20, verbose_name='kebutuhan')),
                ('sex', models.CharField(blank=True, choices=[('female', 'Perempuan'), ('male', 'Laki-laki')], max_length=10, verbose_name='jenis kelamin')),
                ('answer', safeguards.fields.SealedTextField(blank=True, max_length=5000, verbose_name='yang disampaikan')),
                ('received_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='diterima')),
                ('data_key', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='safeguards.datakey')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inquiries', to='members.group', verbose_name='kelompok')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('regency', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='villages.regency')),
                ('village', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='villages.village', verbose_name='desa/kelurahan')),
            ],
            options={
                'verbose_name': 'pertanyaan warga',
                'verbose_name_plural': 'pertanyaan warga',
                'ordering': ['-received_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('submission_key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('visit', 'Kunjungan'), ('call', 'Telepon/WhatsApp'), ('accompanied', 'Mendampingi ke layanan'), ('meeting', 'Pertemuan'), ('papers', 'Mengurus surat'), ('other', 'Lainnya')], max_length=12, verbose_name='tindak lanjut')),
                ('text', safeguards.fields.SealedTextField(max_length=20000, verbose_name='apa yang dilakukan')),
                ('happened_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='tanggal')),
                ('next_appointment', models.DateTimeField(blank=True, null=True, verbose_name='janji berikutnya')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='complaints.complaint')),
            ],
            options={
                'verbose_name': 'tindak lanjut',
                'verbose_name_plural': 'tindak lanjut',
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Opening',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('reason', models.CharField(choices=[('review', 'Peninjauan kasus'), ('safety', 'Keselamatan orangnya'), ('support', 'Relawan meminta bantuan'), ('referral', 'Rujukan tidak dijawab'), ('request', 'Permintaan orangnya sendiri'), ('law', 'Kewajiban hukum'), ('other', 'Alasan lain (tulis)')], max_length=10, verbose_name='alasan')),
                ('text', safeguards.fields.SealedTextField(blank=True, max_length=2000, verbose_name='keterangan')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('ends_at', models.DateTimeField()),
                ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='openings', to='complaints.complaint')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'pembukaan segel',
                'verbose_name_plural': 'pembukaan segel',
                'ordering': ['-at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('role', models.CharField(choices=[('concerned', 'Orang yang kita dampingi'), ('reporter', 'Pelapor'), ('reported', 'Terlapor')], max_length=10, verbose_name='peran')),
                ('identity', safeguards.fields.SealedJSONField(blank=True, default=dict, verbose_name='identitas')),
                ('phone_digest', models.BinaryField(max_length=32, null=True)),
                ('nik_digest', models.BinaryField(max_length=32, null=True)),
                ('sex', models.CharField(blank=True, choices=[('female', 'Perempuan'), ('male', 'Laki-laki')], max_length=10, verbose_name='jenis kelamin')),
                ('age_band', models.CharField(blank=True, choices=[('0-5', '0–5 tahun'), ('6-12', '6–12 tahun'), ('13-17', '13–17 tahun'), ('18-24', '18–24 tahun'), ('25-44', '25–44 tahun'), ('45-59', '45–59 tahun'), ('60+', '60 tahun ke atas')], max_length=5, verbose_name='umur')),
                ('education', models.CharField(blank=True, choices=[('none', 'Tidak sekolah'), ('paud', 'PAUD'), ('tk', 'TK'), ('sd', 'SD'), ('sltp', 'SLTP'), ('slta', 'SLTA'), ('higher', 'Perguruan tinggi')], max_length=10, verbose_name='pendidikan')),
                ('occupation', models.CharField(blank=True, choices=[('none', 'Tidak bekerja'), ('working', 'Bekerja'), ('pupil', 'Pelajar'), ('housewife', 'Ibu rumah tangga'), ('employee', 'Swasta/buruh'), ('state', 'PNS/TNI/Polri'), ('trade_farm_fish', 'Pedagang/tani/nelayan')], max_length=16, verbose_name='pekerjaan')),
                ('marital_status', models.CharField(blank=True, choices=[('single', 'Belum menikah'), ('married', 'Menikah'), ('siri', 'Siri'), ('divorced', 'Cerai hidup'), ('widowed', 'Cerai mati')], max_length=10, verbose_name='status perkawinan')),
                ('disabilities', models.JSONField(blank=True, default=list, verbose_name='disabilitas')),
                ('relation', models.CharField(blank=True, choices=[('parent', 'Orang tua'), ('family', 'Keluarga/saudara'), ('spouse', 'Suami/istri'), ('neighbour', 'Tetangga'), ('friend', 'Pacar/teman'), ('teacher', 'Guru'), ('employer', 'Majikan'), ('colleague', 'Rekan kerja'), ('other', 'Lainnya'), ('stranger', 'Tidak dikenal')], max_length=10, verbose_name='hubungan dengan korban')),
                ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='persons', to='complaints.complaint')),
                ('data_key', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='safeguards.datakey')),
            ],
            options={
                'verbose_name': 'orang',
                'verbose_name_plural': 'orang',
            },
        ),
        migrations.CreateModel(
            name='Provider',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='nama')),
                ('kind', models.CharField(choices=[('uptd_ppa', 'UPTD PPA / Dinas P3A'), ('police_ppa', 'Unit PPA Polres'), ('sapa', 'SAPA 129'), ('lpsk', 'LPSK'), ('legal_aid', 'LBH/OBH, Posbankum desa'), ('puskesmas', 'Puskesmas'), ('hospital', 'Rumah sakit'), ('shelter', 'Rumah aman'), ('dukcapil', 'Dukcapil'), ('social_office', 'Dinas Sosial'), ('puskesos', 'Puskesos-SLRT / TKSK / pendamping PKH'), ('bpjs', 'BPJS Kesehatan'), ('kua', 'KUA'), ('religious_court', 'Pengadilan Agama'), ('education_office', 'Dinas Pendidikan'), ('pkbm', 'PKBM'), ('patbm', 'PATBM'), ('bp3mi', 'BP3MI'), ('dpmptsp', 'DPMPTSP'), ('cooperatives', 'Dinas Koperasi'), ('posyandu', 'Posyandu'), ('other', 'Lainnya')], max_length=20, verbose_name='jenis')),
                ('services', models.JSONField(default=list, verbose_name='layanan')),
                ('is_national', models.BooleanField(default=False, verbose_name='melayani seluruh Indonesia')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='alamat')),
                ('hours', models.CharField(blank=True, max_length=80, verbose_name='jam buka')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='telepon')),
                ('whatsapp', models.CharField(blank=True, max_length=20, verbose_name='WhatsApp')),
                ('what_to_bring', models.TextField(blank=True, max_length=500, verbose_name='yang perlu dibawa')),
                ('answer_within', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='harus menjawab dalam')),
                ('answer_unit', models.CharField(blank=True, choices=[('clock_hours', 'jam'), ('working_days', 'hari kerja')], max_length=12, verbose_name='satuan')),
                ('is_active', models.BooleanField(default=True, verbose_name='masih melayani')),
                ('district', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='villages.district', verbose_name='kecamatan kantornya')),
                ('kept_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.organisation', verbose_name='dikelola oleh')),
                ('regencies', models.ManyToManyField(blank=True, related_name='+', to='villages.regency', verbose_name='melayani kabupaten/kota')),
            ],
            options={
                'verbose_name': 'layanan',
                'verbose_name_plural': 'layanan',
                'ordering': ['name', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('purpose', models.CharField(choices=[('record', 'Boleh dicatat'), ('refer', 'Boleh dirujuk'), ('count', 'Boleh dihitung tanpa nama')], max_length=10, verbose_name='untuk')),
                ('decision', models.CharField(choices=[('given', 'Setuju'), ('refused', 'Tidak setuju'), ('withdrawn', 'Berubah pikiran'), ('vital', 'Tanpa persetujuan: demi keselamatan')], max_length=10, verbose_name='keputusan')),
                ('given_by', models.CharField(choices=[('person', 'Yang bersangkutan'), ('guardian', 'Orang tua/wali'), ('nobody', 'Tidak ada, demi keselamatan')], default='person', max_length=10, verbose_name='oleh')),
                ('method', models.CharField(choices=[('spoken', 'Lisan'), ('written', 'Tertulis'), ('thumbprint', 'Cap jempol'), ('recorded', 'Rekaman')], default='spoken', max_length=12, verbose_name='cara')),
                ('text', safeguards.fields.SealedTextField(blank=True, max_length=5000, verbose_name='yang boleh diberitahukan atau alasan')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='pada')),
                ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consents', to='complaints.complaint')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('provider', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='complaints.provider', verbose_name='layanan')),
            ],
            options={
                'verbose_name': 'persetujuan',
                'verbose_name_plural': 'persetujuan',
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('submission_key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('text', safeguards.fields.SealedTextField(max_length=2000, verbose_name='pertanyaan')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('answer', safeguards.fields.SealedTextField(blank=True, max_length=5000, verbose_name='jawaban')),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='complaints.complaint')),
            ],
            options={
                'verbose_name': 'pertanyaan petugas',
                'verbose_name_plural': 'pertanyaan petugas',
                'ordering': ['asked_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Referral',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('submission_key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('services', models.JSONField(default=list, verbose_name='layanan yang diminta')),
                ('told', safeguards.fields.SealedTextField(blank=True, max_length=5000, verbose_name='yang boleh diberitahukan')),
                ('tells_name', models.BooleanField(default=False, verbose_name='nama boleh diberitahukan')),
                ('tells_nik', models.BooleanField(default=False, verbose_name='NIK boleh diberitahukan')),
                ('note', safeguards.fields.SealedTextField(blank=True, max_length=5000, verbose_name='catatan')),
                ('state', models.CharField(choices=[('sent', 'Belum menjawab'), ('accepted', 'Layanan menerima'), ('declined', 'Layanan menolak'), ('served', 'Sudah dilayani'), ('not_served', 'Tidak terlayani'), ('withdrawn', 'Rujukan ditarik')], default='sent', max_length=12, verbose_name='keadaan')),
                ('sent_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='dikirim')),
                ('due_at', models.DateTimeField(blank=True, null=True, verbose_name='harus dijawab sebelum')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='dijawab')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='berakhir')),
                ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='referrals', to='complaints.complaint')),
                ('consent', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='complaints.consent')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='referrals', to='complaints.provider', verbose_name='layanan')),
                ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'rujukan',
                'verbose_name_plural': 'rujukan',
                'ordering': ['-sent_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='ReferralStep',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('sent', 'Belum menjawab'), ('accepted', 'Layanan menerima'), ('declined', 'Layanan menolak'), ('served', 'Sudah dilayani'), ('not_served', 'Tidak terlayani'), ('withdrawn', 'Rujukan ditarik')], max_length=12)),
                ('reason', models.CharField(blank=True, choices=[('not_competent', 'Bukan wewenangnya'), ('incomplete_papers', 'Syarat belum lengkap'), ('no_capacity', 'Layanan penuh atau tidak tersedia'), ('not_eligible', 'Tidak memenuhi syarat'), ('person_chose', 'Orangnya memilih tidak melanjutkan'), ('mistake', 'Salah kirim'), ('other', 'Lainnya')], max_length=20, verbose_name='alasan')),
                ('text', safeguards.fields.SealedTextField(blank=True, max_length=5000, verbose_name='keterangan')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='pada')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('referral', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='complaints.referral')),
            ],
            options={
                'verbose_name': 'langkah rujukan',
                'verbose_name_plural': 'langkah rujukan',
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='StageChange',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('from_stage', models.CharField(choices=[('received', 'Aduan diterima'), ('assessed', 'Sudah dinilai'), ('planned', 'Rencana layanan'), ('assisted', 'Didampingi'), ('closed', 'Selesai')], max_length=10)),
                ('to_stage', models.CharField(choices=[('received', 'Aduan diterima'), ('assessed', 'Sudah dinilai'), ('planned', 'Rencana layanan'), ('assisted', 'Didampingi'), ('closed', 'Selesai')], max_length=10)),
                ('outcome', models.CharField(blank=True, choices=[('served', 'Sudah dilayani'), ('solved_by_group', 'Selesai bersama kelompok'), ('chose_not_to', 'Memilih tidak melanjutkan'), ('unavailable', 'Layanan tidak tersedia'), ('moved_away', 'Pindah tempat tinggal'), ('duplicate', 'Sudah tercatat di kasus lain')], max_length=20, verbose_name='hasil')),
                ('reason', safeguards.fields.SealedTextField(blank=True, max_length=5000, verbose_name='alasan')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stage_changes', to='complaints.complaint')),
            ],
            options={
                'verbose_name': 'perubahan tahap',
                'verbose_name_plural': 'perubahan tahap',
                'ordering': ['at', 'id'],
            },
        ),
        migrations.AddIndex(
            model_name='complaint',
            index=models.Index(fields=['group', '-received_at', '-id'], name='case_of_a_group'),
        ),
        migrations.AddIndex(
            model_name='complaint',
            index=models.Index(fields=['assigned_to', '-received_at', '-id'], name='case_of_a_volunteer'),
        ),
        migrations.AddIndex(
            model_name='complaint',
            index=models.Index(fields=['-received_at', '-id'], name='case_newest_first'),
        ),
        migrations.AddIndex(
            model_name='complaint',
            index=models.Index(fields=['-attention', '-received_at', '-id'], name='case_attention_first'),
        ),
        migrations.AddIndex(
            model_name='complaint',
            index=models.Index(condition=models.Q(('may_be_counted', True)), fields=['village', 'received_at', 'kind', 'category', 'need', 'id'], name='case_counted_village'),
        ),
        migrations.AddIndex(
            model_name='complaint',
            index=models.Index(condition=models.Q(('may_be_counted', True)), fields=['regency', 'received_at', 'kind', 'category', 'need', 'id'], name='case_counted_regency'),
        ),
        migrations.AddIndex(
            model_name='complaint',
            index=models.Index(condition=models.Q(('next_appointment__isnull', False)), fields=['assigned_to', 'next_appointment'], name='case_appointments'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['violence', 'social'])), name='case_kind_is_listed'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(('stage__in', ['received', 'assessed', 'planned', 'assisted', 'closed'])), name='case_stage_is_listed'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(('urgency__in', ['emergency', 'urgent', 'normal'])), name='case_urgency_is_listed'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(('safety__in', ['', 'safe', 'unsafe', 'unknown'])), name='case_safety_is_listed'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(('channel__in', ['face_to_face', 'phone', 'outreach', 'referred', 'odk'])), name='case_channel_is_listed'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(('happened__in', ['', 'today', 'three_days', 'month', 'longer', 'repeated'])), name='case_happened_is_listed'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(('scene__in', ['', 'household', 'workplace', 'school', 'public', 'short_course', 'online', 'other'])), name='case_scene_is_listed'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['', 'served', 'solved_by_group', 'chose_not_to', 'unavailable', 'moved_away', 'duplicate'])), name='case_outcome_is_listed'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(('need__in', ['', 'id_card', 'family_card', 'birth_certificate', 'death_certificate', 'child_card', 'moving_letter', 'data_correction', 'marriage_book', 'divorce_certificate', 'pkh', 'food', 'blt', 'housing', 'subsidy', 'disability_aid', 'elderly_aid', 'orphan_aid', 'not_listed', 'wrong_decile', 'removed', 'pbi_inactive', 'bpjs_self', 'odgj', 'drop_out', 'school_aid', 'equivalency', 'migrant_worker', 'business_permit', 'capital'])), name='case_need_is_listed'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('kind', 'violence'), _negated=True), models.Q(('category__in', ['physical', 'psychological', 'sexual', 'exploitation', 'trafficking', 'neglect', 'other_violence']), ('need', '')), _connector='OR'), models.Q(models.Q(('kind', 'social'), _negated=True), ('category__in', ['civil', 'marriage', 'assistance', 'dtsen', 'health', 'education', 'work']), _connector='OR')), name='case_category_fits_its_kind'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'violence'), models.Q(('domestic__isnull', True), ('scene', ''), ('sexual_kinds', [])), _connector='OR'), name='case_violence_facts_on_violence_only'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'violence'), models.Q(('stage__in', ['assessed', 'planned']), _negated=True), _connector='OR'), name='case_stage_exists_for_its_kind'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', False), ('closed_by__isnull', False), ('stage', 'closed'), models.Q(('outcome', ''), _negated=True)), models.Q(models.Q(('stage', 'closed'), _negated=True), ('closed_at__isnull', True), ('closed_by__isnull', True), ('outcome', '')), _connector='OR'), name='case_closed_wholly_or_not'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reviewed_at__isnull', True), ('reviewed_by__isnull', True)), models.Q(('reviewed_at__isnull', False), ('reviewed_by__isnull', False)), _connector='OR'), name='case_reviewed_wholly_or_not'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(django.db.models.lookups.Exact(django.db.models.functions.text.Substr(models.F('village'), 1, 5), models.F('regency'))), name='case_regency_is_its_villages'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(('happened_on_is_estimate', False), ('happened_on__isnull', False), _connector='OR'), name='case_estimate_needs_a_date'),
        ),
        migrations.AddConstraint(
            model_name='flag',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('resolved_at__isnull', False), ('resolved_by__isnull', False)), models.Q(('resolved_at__isnull', True), ('resolved_by__isnull', True)), _connector='OR'), name='flag_resolved_wholly_or_not'),
        ),
        migrations.AddConstraint(
            model_name='hiding',
            constraint=models.UniqueConstraint(fields=('complaint', 'user'), name='hiding_once'),
        ),
        migrations.AddIndex(
            model_name='inquiry',
            index=models.Index(fields=['village', 'received_at'], name='inquiry_counted_village'),
        ),
        migrations.AddIndex(
            model_name='inquiry',
            index=models.Index(fields=['regency', 'received_at'], name='inquiry_counted_regency'),
        ),
        migrations.AddConstraint(
            model_name='inquiry',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['violence', 'social'])), name='inquiry_kind_is_listed'),
        ),
        migrations.AddConstraint(
            model_name='inquiry',
            constraint=models.CheckConstraint(condition=models.Q(('category__in', ['', 'civil', 'marriage', 'assistance', 'dtsen', 'health', 'education', 'work'])), name='inquiry_category_is_listed'),
        ),
        migrations.AddConstraint(
            model_name='inquiry',
            constraint=models.CheckConstraint(condition=models.Q(('sex__in', ['', 'female', 'male'])), name='inquiry_sex_is_listed'),
        ),
        migrations.AddConstraint(
            model_name='inquiry',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'social'), ('category', ''), _connector='OR'), name='inquiry_need_of_social_only'),
        ),
        migrations.AddIndex(
            model_name='note',
            index=models.Index(fields=['at', 'complaint'], name='note_counted'),
        ),
        migrations.AddConstraint(
            model_name='note',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['visit', 'call', 'accompanied', 'meeting', 'papers', 'other'])), name='note_kind_is_listed'),
        ),
        migrations.AddIndex(
            model_name='opening',
            index=models.Index(fields=['complaint', 'user', 'ends_at'], name='opening_in_force'),
        ),
        migrations.AddConstraint(
            model_name='opening',
            constraint=models.CheckConstraint(condition=models.Q(('reason__in', ['review', 'safety', 'support', 'referral', 'request', 'law', 'other'])), name='opening_reason_is_listed'),
        ),
        migrations.AddConstraint(
            model_name='opening',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('at'))), name='opening_ends_after_it_begins'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(condition=models.Q(('phone_digest__isnull', False)), fields=['phone_digest'], name='person_phone'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(condition=models.Q(('nik_digest__isnull', False)), fields=['nik_digest'], name='person_nik'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['concerned', 'reporter', 'reported'])), name='person_role_is_listed'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('sex__in', ['', 'female', 'male'])), name='person_sex_is_listed'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('age_band__in', ['', '0-5', '6-12', '13-17', '18-24', '25-44', '45-59', '60+'])), name='person_age_is_listed'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('education__in', ['', 'none', 'paud', 'tk', 'sd', 'sltp', 'slta', 'higher'])), name='person_education_is_listed'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('occupation__in', ['', 'none', 'working', 'pupil', 'housewife', 'employee', 'state', 'trade_farm_fish'])), name='person_occupation_is_listed'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('marital_status__in', ['', 'single', 'married', 'siri', 'divorced', 'widowed'])), name='person_marital_is_listed'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('relation__in', ['', 'parent', 'family', 'spouse', 'neighbour', 'friend', 'teacher', 'employer', 'colleague', 'other', 'stranger'])), name='person_relation_is_listed'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('relation', ''), ('role', 'reported'), _connector='OR'), name='person_relation_of_the_reported'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.UniqueConstraint(condition=models.Q(('role', 'concerned')), fields=('complaint',), name='person_concerned_once'),
        ),
        migrations.AddConstraint(
            model_name='provider',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['uptd_ppa', 'police_ppa', 'sapa', 'lpsk', 'legal_aid', 'puskesmas', 'hospital', 'shelter', 'dukcapil', 'social_office', 'puskesos', 'bpjs', 'kua', 'religious_court', 'education_office', 'pkbm', 'patbm', 'bp3mi', 'dpmptsp', 'cooperatives', 'posyandu', 'other'])), name='provider_kind_is_listed'),
        ),
        migrations.AddConstraint(
            model_name='provider',
            constraint=models.CheckConstraint(condition=models.Q(('answer_unit__in', ['', 'clock_hours', 'working_days'])), name='provider_unit_is_listed'),
        ),
        migrations.AddConstraint(
            model_name='provider',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'shelter'), _negated=True), models.Q(('address', ''), ('district__isnull', True)), _connector='OR'), name='provider_shelter_has_no_address', violation_error_message='Alamat rumah aman tidak boleh disimpan. Kosongkan alamatnya.'),
        ),
        migrations.AddConstraint(
            model_name='provider',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer_unit', ''), ('answer_within__isnull', True)), models.Q(('answer_within__isnull', False), models.Q(('answer_unit', ''), _negated=True)), _connector='OR'), name='provider_answer_rule_wholly_or_not', violation_error_message='Isi lama waktu menjawab beserta satuannya, atau kosongkan keduanya.'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.CheckConstraint(condition=models.Q(('purpose__in', ['record', 'refer', 'count'])), name='consent_purpose_is_listed'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.CheckConstraint(condition=models.Q(('decision__in', ['given', 'refused', 'withdrawn', 'vital'])), name='consent_decision_is_listed'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.CheckConstraint(condition=models.Q(('given_by__in', ['person', 'guardian', 'nobody'])), name='consent_giver_is_listed'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.CheckConstraint(condition=models.Q(('method__in', ['spoken', 'written', 'thumbprint', 'recorded'])), name='consent_method_is_listed'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('provider__isnull', False), ('purpose', 'refer')), models.Q(models.Q(('purpose', 'refer'), _negated=True), ('provider__isnull', True)), _connector='OR'), name='consent_provider_when_referring'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decision', 'vital'), ('given_by', 'nobody')), models.Q(models.Q(('decision', 'vital'), _negated=True), models.Q(('given_by', 'nobody'), _negated=True)), _connector='OR'), name='consent_by_nobody_only_for_life'),
        ),
        migrations.AddIndex(
            model_name='question',
            index=models.Index(condition=models.Q(('answered_at__isnull', True)), fields=['asked_at', 'id'], name='question_waiting'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', False), ('answered_by__isnull', False)), models.Q(('answered_at__isnull', True), ('answered_by__isnull', True)), _connector='OR'), name='question_answered_wholly_or_not'),
        ),
        migrations.AddIndex(
            model_name='referral',
            index=models.Index(fields=['sent_at', 'complaint', 'state', 'due_at', 'answered_at', 'services'], name='referral_counted'),
        ),
        migrations.AddIndex(
            model_name='referral',
            index=models.Index(fields=['sent_at', 'complaint'], name='referral_work_counted'),
        ),
        migrations.AddIndex(
            model_name='referral',
            index=models.Index(condition=models.Q(('state', 'sent')), fields=['due_at'], name='referral_waiting'),
        ),
        migrations.AddIndex(
            model_name='referral',
            index=models.Index(fields=['-sent_at', '-id'], name='referral_newest_first'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['sent', 'accepted', 'declined', 'served', 'not_served', 'withdrawn'])), name='referral_state_is_listed'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('state', 'sent')), ('state', 'withdrawn'), models.Q(models.Q(('state__in', ['sent', 'withdrawn']), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='referral_answer_fits_its_state'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('state__in', ['sent', 'accepted'])), models.Q(models.Q(('state__in', ['sent', 'accepted']), _negated=True), ('ended_at__isnull', False)), _connector='OR'), name='referral_end_fits_its_state'),
        ),
        migrations.AddConstraint(
            model_name='referralstep',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['sent', 'accepted', 'declined', 'served', 'not_served', 'withdrawn'])), name='referral_step_state_is_listed'),
        ),
        migrations.AddConstraint(
            model_name='referralstep',
            constraint=models.CheckConstraint(condition=models.Q(('reason__in', ['', 'not_competent', 'incomplete_papers', 'no_capacity', 'not_eligible', 'person_chose', 'mistake', 'other'])), name='referral_step_reason_is_listed'),
        ),
        migrations.AddConstraint(
            model_name='referralstep',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['declined', 'not_served', 'withdrawn']), models.Q(('reason', ''), _negated=True)), models.Q(models.Q(('state__in', ['declined', 'not_served', 'withdrawn']), _negated=True), ('reason', '')), _connector='OR'), name='referral_refusal_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='referralstep',
            constraint=models.UniqueConstraint(fields=('referral', 'state'), name='referral_step_once'),
        ),
        migrations.AddConstraint(
            model_name='stagechange',
            constraint=models.CheckConstraint(condition=models.Q(('from_stage__in', ['received', 'assessed', 'planned', 'assisted', 'closed'])), name='stage_change_from_is_listed'),
        ),
        migrations.AddConstraint(
            model_name='stagechange',
            constraint=models.CheckConstraint(condition=models.Q(('to_stage__in', ['received', 'assessed', 'planned', 'assisted', 'closed'])), name='stage_change_to_is_listed'),
        ),
        migrations.AddConstraint(
            model_name='stagechange',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['', 'served', 'solved_by_group', 'chose_not_to', 'unavailable', 'moved_away', 'duplicate'])), name='stage_change_outcome_is_listed'),
        ),
        migrations.AddConstraint(
            model_name='stagechange',
            constraint=models.CheckConstraint(condition=models.Q(('outcome', ''), ('to_stage', 'closed'), _connector='OR'), name='stage_change_outcome_of_a_closing'),
        ),
    ]
