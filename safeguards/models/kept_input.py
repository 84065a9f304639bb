"""What a person had typed when her session ended: sealed, for the same user, for an hour."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class KeptInput(models.Model):
    """Written and read by safeguards.kept alone."""

    token_digest = models.BinaryField(_("sidik tanda ambil"), max_length=32, unique=True)
    user_id = models.BigIntegerField(_("nomor akun"), db_index=True)
    path = models.CharField(_("halaman"), max_length=300)
    key_id = models.CharField(_("kunci"), max_length=32)
    sealed = models.BinaryField(_("isian tersegel"))
    created_at = models.DateTimeField(_("disimpan"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("isian yang disimpan sementara")
        verbose_name_plural = _("isian yang disimpan sementara")
        default_permissions = ()
