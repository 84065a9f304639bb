"""The way to a password of one's own: a link that works once, and only for its account."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safeguards.identifiers import time_ordered_uuid


class Invitation(models.Model):
    """Its code is random and shown once to who made it; here only a digest of it is kept."""

    id = models.UUIDField(primary_key=True, default=time_ordered_uuid, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("akun"), related_name="invitations"
    )
    digest = models.BinaryField(_("sidik"), max_length=32, unique=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("dibuat oleh"),
        related_name="+",
        null=True,
        blank=True,
        help_text=_("Kosong: dari mesin portal."),
    )
    made_at = models.DateTimeField(_("dibuat"), default=timezone.now)
    expires_at = models.DateTimeField(_("berlaku sampai"))
    used_at = models.DateTimeField(_("dipakai"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("dicabut"), null=True, blank=True)

    class Meta:
        verbose_name = _("undangan")
        verbose_name_plural = _("undangan")
        ordering = ["-made_at", "-id"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="invitation_ends_once",
                condition=Q(used_at__isnull=True) | Q(revoked_at__isnull=True),
            ),
            models.CheckConstraint(
                name="invitation_expires_after_it_is_made", condition=Q(expires_at__gt=F("made_at"))
            ),
            models.UniqueConstraint(
                name="invitation_one_open_per_account",
                fields=["user"],
                condition=Q(used_at__isnull=True, revoked_at__isnull=True),
            ),
        ]

    @property
    def is_open(self) -> bool:
        """Neither used nor revoked nor expired."""
        return not self.used_at and not self.revoked_at and self.expires_at > timezone.now()
