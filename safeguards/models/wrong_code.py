"""That somewhere a code was tried that opens nothing; kept for minutes, to slow down guessing."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class WrongCode(models.Model):
    """Written and read by safeguards.throttle alone. No code and no address, only a digest of the latter."""

    address_digest = models.BinaryField(_("sidik alamat"), max_length=32)
    at = models.DateTimeField(_("pada"), default=timezone.now)

    class Meta:
        verbose_name = _("kode keliru")
        verbose_name_plural = _("kode keliru")
        default_permissions = ()
        indexes = [
            models.Index(fields=["address_digest", "at"], name="wrong_code_by_address"),
            models.Index(fields=["at"], name="wrong_code_by_time"),
        ]
