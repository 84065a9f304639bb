import django.utils.timezone
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='KeptInput',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_digest', models.BinaryField(max_length=32, unique=True, verbose_name='sidik tanda ambil')),
                ('user_id', models.BigIntegerField(db_index=True, verbose_name='nomor akun')),
                ('path', models.CharField(max_length=300, verbose_name='halaman')),
                ('key_id', models.CharField(max_length=32, verbose_name='kunci')),
                ('sealed', models.BinaryField(verbose_name='isian tersegel')),
                ('created_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name='disimpan')),
            ],
            options={
                'verbose_name': 'isian yang disimpan sementara',
                'verbose_name_plural': 'isian yang disimpan sementara',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='AuditEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('chain', models.UUIDField(help_text='Kasusnya, atau rantai pelaku bila tanpa kasus.', verbose_name='rantai')),
                ('seq', models.PositiveIntegerField(verbose_name='urutan')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='waktu')),
                ('actor', models.BigIntegerField(blank=True, help_text='Kosong: sistem.', null=True, verbose_name='nomor akun')),
                ('action', models.CharField(max_length=60, verbose_name='tindakan')),
                ('subject_type', models.CharField(blank=True, max_length=60, verbose_name='jenis objek')),
                ('subject_id', models.CharField(blank=True, max_length=40, verbose_name='nomor objek')),
                ('reason', models.CharField(blank=True, max_length=60, verbose_name='alasan')),
                ('figures', models.JSONField(blank=True, default=dict, verbose_name='angka')),
                ('refused', models.BooleanField(default=False, verbose_name='ditolak')),
                ('key_id', models.CharField(max_length=32, verbose_name='kunci')),
                ('digest', models.BinaryField(max_length=32, verbose_name='sidik')),
            ],
            options={
                'verbose_name': 'catatan audit',
                'verbose_name_plural': 'catatan audit',
                'default_permissions': ('view',),
                'indexes': [models.Index(fields=['actor', '-at'], name='audit_event_by_actor'), models.Index(fields=['-at'], name='audit_event_by_time')],
                'constraints': [models.UniqueConstraint(fields=('chain', 'seq'), name='audit_event_once_in_its_chain'), models.CheckConstraint(condition=models.Q(('seq__gte', 1)), name='audit_event_counts_from_one'), models.CheckConstraint(condition=models.Q(('action', ''), _negated=True), name='audit_event_has_an_action')],
            },
        ),
        migrations.CreateModel(
            name='DataKey',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('wrapped', models.BinaryField(verbose_name='kunci terbungkus')),
                ('master_id', models.CharField(max_length=32, verbose_name='kunci induk')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='dibuat')),
                ('destroyed_at', models.DateTimeField(blank=True, null=True, verbose_name='dimusnahkan')),
            ],
            options={
                'verbose_name': 'kunci data',
                'verbose_name_plural': 'kunci data',
                'indexes': [models.Index(fields=['master_id'], name='data_key_master')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('destroyed_at__isnull', True), models.Q(('wrapped', b''), _negated=True)), models.Q(('destroyed_at__isnull', False), ('wrapped', b'')), _connector='OR'), name='data_key_destroyed_means_empty')],
            },
        ),
    ]
