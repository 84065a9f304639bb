"""Six figures that open a locked session on the one phone where they were chosen."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Pin(models.Model):
    """Written and read by members.services.pins alone; what is kept opens nothing without that phone."""

    user = models.ForeignKey("members.User", models.CASCADE, related_name="pins", verbose_name=_("akun"))
    device_digest = models.BinaryField(_("sidik perangkat"), max_length=32)
    key_id = models.CharField(_("kunci"), max_length=32)
    hashed = models.CharField(_("PIN teracak"), max_length=200)
    made_at = models.DateTimeField(_("dibuat"), default=timezone.now)

    class Meta:
        verbose_name = _("PIN")
        verbose_name_plural = _("PIN")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["user", "device_digest"], name="pin_once_on_a_device"),
        ]
