import django.contrib.auth.validators
import django.db.models.deletion
import django.utils.timezone
import phonenumber_field.modelfields
import safeguards.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('safeguards', '0001_initial'),
        ('villages', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('username', models.CharField(error_messages={'unique': 'Nama pengguna ini sudah dipakai. Pilih yang lain.'}, max_length=60, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='nama pengguna')),
                ('full_name', models.CharField(max_length=120, verbose_name='nama lengkap')),
                ('phone', phonenumber_field.modelfields.PhoneNumberField(blank=True, error_messages={'unique': 'Nomor ini sudah dipakai akun lain.'}, max_length=128, null=True, region=None, unique=True, verbose_name='nomor HP')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='surel')),
                ('is_active', models.BooleanField(default=True, verbose_name='aktif')),
                ('must_change_password', models.BooleanField(default=False, verbose_name='wajib ganti kata sandi')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='dibuat')),
            ],
            options={
                'verbose_name': 'akun',
                'verbose_name_plural': 'akun',
                'ordering': ['full_name', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, unique=True, verbose_name='nama')),
                ('short_name', models.CharField(max_length=20, unique=True, verbose_name='singkatan')),
                ('is_lead', models.BooleanField(default=False, help_text='Petugasnya melihat kelompok di semua wilayah.', verbose_name='lembaga induk')),
                ('regencies', models.ManyToManyField(blank=True, related_name='organisations', to='villages.regency', verbose_name='wilayah kerja')),
            ],
            options={
                'verbose_name': 'lembaga',
                'verbose_name_plural': 'lembaga',
                'ordering': ['short_name'],
            },
        ),
        migrations.CreateModel(
            name='Group',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(default='Kelompok Konstituen', help_text='Misalnya Kelompok Konstituen atau Kelompok Pemerhati Desa.', max_length=60, verbose_name='sebutan')),
                ('name', models.CharField(help_text='Misalnya KK Teros atau KK Mekar.', max_length=80, verbose_name='nama')),
                ('programme', models.CharField(default='INKLUSI', max_length=60, verbose_name='program')),
                ('founded_on', models.DateField(blank=True, null=True, verbose_name='tanggal dibentuk')),
                ('sk_number', models.CharField(blank=True, max_length=60, verbose_name='nomor SK')),
                ('sk_date', models.DateField(blank=True, null=True, verbose_name='tanggal SK')),
                ('sk_ends_on', models.DateField(blank=True, null=True, verbose_name='SK berlaku sampai')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='tidak aktif sejak')),
                ('village', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='groups', to='villages.village', verbose_name='desa/kelurahan')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='groups', to='members.organisation', verbose_name='mitra pendamping')),
            ],
            options={
                'verbose_name': 'kelompok',
                'verbose_name_plural': 'kelompok',
                'ordering': ['name', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('volunteer', 'Relawan'), ('secretary', 'Sekretaris desa'), ('officer', 'Petugas program'), ('administrator', 'Administrator')], max_length=20, verbose_name='peran')),
                ('starts_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='mulai')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='hari terakhir')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to=settings.AUTH_USER_MODEL, verbose_name='akun')),
                ('village', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='villages.village', verbose_name='desa/kelurahan')),
                ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='members.group', verbose_name='kelompok')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='members.organisation', verbose_name='lembaga')),
            ],
            options={
                'verbose_name': 'penugasan',
                'verbose_name_plural': 'penugasan',
                'ordering': ['-starts_on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Member',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('full_name', models.CharField(max_length=120, verbose_name='nama lengkap')),
                ('sex', models.CharField(choices=[('female', 'Perempuan'), ('male', 'Laki-laki')], max_length=10, verbose_name='jenis kelamin')),
                ('phone', phonenumber_field.modelfields.PhoneNumberField(blank=True, max_length=128, null=True, region=None, verbose_name='nomor HP')),
                ('position', models.CharField(choices=[('chair', 'Ketua'), ('clerk', 'Sekretaris'), ('treasurer', 'Bendahara'), ('coordinator', 'Koordinator divisi'), ('member', 'Anggota')], default='member', max_length=20, verbose_name='jabatan')),
                ('division', models.CharField(blank=True, choices=[('public_relations', 'Humas'), ('economy', 'Ekonomi'), ('data', 'Pendataan'), ('complaints', 'Pengaduan')], max_length=20, verbose_name='divisi')),
                ('joined_on', models.DateField(blank=True, null=True, verbose_name='bergabung')),
                ('left_on', models.DateField(blank=True, null=True, verbose_name='berhenti')),
                ('public_post', models.CharField(blank=True, choices=[('village_head', 'Kepala desa/lurah'), ('secretary', 'Sekretaris desa/kelurahan'), ('official', 'Perangkat desa/kelurahan'), ('hamlet_head', 'Kepala dusun/kawil/lingkungan'), ('neighbourhood_head', 'Ketua RT/RW'), ('council', 'Anggota BPD')], max_length=20, verbose_name='jabatan di pemerintahan desa')),
                ('public_post_from', models.DateField(blank=True, null=True, verbose_name='menjabat sejak')),
                ('public_post_until', models.DateField(blank=True, null=True, verbose_name='menjabat sampai')),
                ('inclusion', safeguards.fields.SealedJSONField(blank=True, default=list, verbose_name='keterangan inklusi')),
                ('data_key', models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='safeguards.datakey')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='members.group', verbose_name='kelompok')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL, verbose_name='akun')),
            ],
            options={
                'verbose_name': 'anggota',
                'verbose_name_plural': 'anggota',
                'ordering': ['full_name', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('sex__in', ['female', 'male'])), name='member_sex_is_listed'), models.CheckConstraint(condition=models.Q(('position__in', ['chair', 'clerk', 'treasurer', 'coordinator', 'member'])), name='member_position_is_listed'), models.CheckConstraint(condition=models.Q(('division__in', ['', 'public_relations', 'economy', 'data', 'complaints'])), name='member_division_is_listed'), models.CheckConstraint(condition=models.Q(('public_post__in', ['', 'village_head', 'secretary', 'official', 'hamlet_head', 'neighbourhood_head', 'council'])), name='member_post_is_listed'), models.CheckConstraint(condition=models.Q(models.Q(('position', 'coordinator'), _negated=True), models.Q(('division', ''), _negated=True), _connector='OR'), name='member_coordinator_has_a_division', violation_error_message='Koordinator divisi memerlukan divisi. Pilih divisinya.'), models.CheckConstraint(condition=models.Q(('left_on__isnull', True), ('joined_on__isnull', True), ('left_on__gte', models.F('joined_on')), _connector='OR'), name='member_leaves_after_joining', violation_error_message='Tanggal berhenti lebih awal daripada tanggal bergabung.'), models.CheckConstraint(condition=models.Q(models.Q(('public_post', ''), _negated=True), models.Q(('public_post_from__isnull', True), ('public_post_until__isnull', True)), _connector='OR'), name='member_post_dates_need_a_post', violation_error_message='Pilih jabatannya, atau kosongkan tanggal menjabat.'), models.CheckConstraint(condition=models.Q(('public_post_from__isnull', True), ('public_post_until__isnull', True), ('public_post_until__gte', models.F('public_post_from')), _connector='OR'), name='member_post_ends_after_it_begins', violation_error_message='Akhir jabatan lebih awal daripada mulainya.'), models.UniqueConstraint(condition=models.Q(('left_on__isnull', True), ('user__isnull', False)), fields=('group', 'user'), name='member_account_once_in_a_group', violation_error_message='Akun ini sudah tercatat di kelompok ini.')],
            },
        ),
        migrations.AddConstraint(
            model_name='group',
            constraint=models.CheckConstraint(condition=models.Q(('sk_ends_on__isnull', True), ('sk_date__isnull', True), ('sk_ends_on__gte', models.F('sk_date')), _connector='OR'), name='group_sk_ends_after_it_begins', violation_error_message='SK berakhir sebelum tanggal SK. Periksa kedua tanggal.'),
        ),
        migrations.AddConstraint(
            model_name='group',
            constraint=models.UniqueConstraint(fields=('village', 'name'), name='group_name_once_in_a_village', violation_error_message='Di desa ini sudah ada kelompok dengan nama ini.'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('role', 'volunteer'), ('group__isnull', False), ('organisation__isnull', True), ('village__isnull', True)), models.Q(('role', 'secretary'), ('group__isnull', True), ('organisation__isnull', True), ('village__isnull', False)), models.Q(('role', 'officer'), ('group__isnull', True), ('organisation__isnull', False), ('village__isnull', True)), models.Q(('role', 'administrator'), ('group__isnull', True), ('organisation__isnull', True), ('village__isnull', True)), _connector='OR'), name='assignment_role_fits_its_place', violation_error_message='Relawan memerlukan kelompok, sekretaris desa memerlukan desa, petugas memerlukan lembaga.'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='assignment_ends_after_it_starts', violation_error_message='Hari terakhir lebih awal daripada mulai.'),
        ),
    ]
