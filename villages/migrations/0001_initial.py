import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Province',
            fields=[
                ('name', models.CharField(max_length=80, verbose_name='nama')),
                ('search_name', models.CharField(db_index=True, editable=False, max_length=80, verbose_name='nama untuk pencarian')),
                ('withdrawn_on', models.DateField(blank=True, help_text='Tanggal impor yang tidak lagi memuat kode ini.', null=True, verbose_name='keluar dari daftar resmi')),
                ('code', models.CharField(max_length=2, primary_key=True, serialize=False, verbose_name='kode')),
            ],
            options={
                'verbose_name': 'provinsi',
                'verbose_name_plural': 'provinsi',
                'ordering': ['code'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Regency',
            fields=[
                ('name', models.CharField(max_length=80, verbose_name='nama')),
                ('search_name', models.CharField(db_index=True, editable=False, max_length=80, verbose_name='nama untuk pencarian')),
                ('withdrawn_on', models.DateField(blank=True, help_text='Tanggal impor yang tidak lagi memuat kode ini.', null=True, verbose_name='keluar dari daftar resmi')),
                ('code', models.CharField(max_length=5, primary_key=True, serialize=False, verbose_name='kode')),
                ('province', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='regencies', to='villages.province', verbose_name='provinsi')),
            ],
            options={
                'verbose_name': 'kabupaten/kota',
                'verbose_name_plural': 'kabupaten/kota',
                'ordering': ['code'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='District',
            fields=[
                ('name', models.CharField(max_length=80, verbose_name='nama')),
                ('search_name', models.CharField(db_index=True, editable=False, max_length=80, verbose_name='nama untuk pencarian')),
                ('withdrawn_on', models.DateField(blank=True, help_text='Tanggal impor yang tidak lagi memuat kode ini.', null=True, verbose_name='keluar dari daftar resmi')),
                ('code', models.CharField(max_length=8, primary_key=True, serialize=False, verbose_name='kode')),
                ('regency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='districts', to='villages.regency', verbose_name='kabupaten/kota')),
            ],
            options={
                'verbose_name': 'kecamatan',
                'verbose_name_plural': 'kecamatan',
                'ordering': ['code'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Village',
            fields=[
                ('name', models.CharField(max_length=80, verbose_name='nama')),
                ('search_name', models.CharField(db_index=True, editable=False, max_length=80, verbose_name='nama untuk pencarian')),
                ('withdrawn_on', models.DateField(blank=True, help_text='Tanggal impor yang tidak lagi memuat kode ini.', null=True, verbose_name='keluar dari daftar resmi')),
                ('code', models.CharField(max_length=13, primary_key=True, serialize=False, verbose_name='kode')),
                ('kind', models.CharField(choices=[('kelurahan', 'Kelurahan'), ('desa', 'Desa'), ('desa_adat', 'Desa adat')], max_length=10, verbose_name='jenis')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='villages', to='villages.district', verbose_name='kecamatan')),
            ],
            options={
                'verbose_name': 'desa/kelurahan',
                'verbose_name_plural': 'desa/kelurahan',
                'ordering': ['code'],
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='regency',
            constraint=models.CheckConstraint(condition=models.Q(django.db.models.lookups.Exact(django.db.models.functions.text.Substr(models.F('code'), 1, 2), models.F('province_id'))), name='regency_code_within_province', violation_error_message='Kode ini tidak termasuk wilayah di atasnya.'),
        ),
        migrations.AddConstraint(
            model_name='district',
            constraint=models.CheckConstraint(condition=models.Q(django.db.models.lookups.Exact(django.db.models.functions.text.Substr(models.F('code'), 1, 5), models.F('regency_id'))), name='district_code_within_regency', violation_error_message='Kode ini tidak termasuk wilayah di atasnya.'),
        ),
        migrations.AddConstraint(
            model_name='village',
            constraint=models.CheckConstraint(condition=models.Q(django.db.models.lookups.Exact(django.db.models.functions.text.Substr(models.F('code'), 1, 8), models.F('district_id'))), name='village_code_within_district', violation_error_message='Kode ini tidak termasuk wilayah di atasnya.'),
        ),
        migrations.AddConstraint(
            model_name='village',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'kelurahan'), django.db.models.lookups.Exact(django.db.models.functions.text.Substr(models.F('code'), 10, 1), models.Value('1'))), models.Q(('kind', 'desa'), django.db.models.lookups.Exact(django.db.models.functions.text.Substr(models.F('code'), 10, 1), models.Value('2'))), models.Q(('kind', 'desa_adat'), django.db.models.lookups.Exact(django.db.models.functions.text.Substr(models.F('code'), 10, 1), models.Value('3'))), _connector='OR'), name='village_kind_as_its_code_says', violation_error_message='Jenis tidak sesuai dengan kodenya (1 kelurahan, 2 desa, 3 desa adat).'),
        ),
    ]
