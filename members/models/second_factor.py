"""What somebody has besides her password: an app that shows codes, a passkey, and codes on paper."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safeguards.fields import SealedJSONField
from safeguards.identifiers import time_ordered_uuid
from safeguards.models import DataKey

from ..enums import FactorKind


class AccountsSecretField(SealedJSONField):
    """Bound to its account as well: a secret that is moved to another account's row does not open."""

    def _aad(self, instance) -> bytes:
        return self._place(f"{instance.pk}|{instance.user_id}")


class SecondFactor(models.Model):
    """An app or a passkey. ``secret``: {"key": base32} of an app; {"credential": base64, "counter": n} of a
    passkey, and as "answered" the challenge it answered last. ``last_step`` is the half minute whose code was
    taken last: none is taken twice.
    """

    id = models.UUIDField(primary_key=True, default=time_ordered_uuid, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("akun"), related_name="second_factors"
    )
    kind = models.CharField(_("jenis"), max_length=10, choices=FactorKind)
    name = models.CharField(_("nama"), max_length=60)
    data_key = models.OneToOneField(DataKey, models.PROTECT, related_name="+", editable=False)
    secret = AccountsSecretField(_("rahasia"), default=dict)
    last_step = models.BigIntegerField(_("langkah waktu terakhir"), null=True, blank=True)
    added_at = models.DateTimeField(_("ditambahkan"), default=timezone.now)
    used_at = models.DateTimeField(_("terakhir dipakai"), null=True, blank=True)

    class Meta:
        verbose_name = _("langkah kedua")
        verbose_name_plural = _("langkah kedua")
        ordering = ["added_at", "id"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="second_factor_kind_is_listed", condition=Q(kind__in=FactorKind.values)
            ),
            models.CheckConstraint(
                name="second_factor_steps_are_an_apps",
                condition=Q(kind=FactorKind.APP) | Q(last_step__isnull=True),
            ),
            models.UniqueConstraint(
                name="second_factor_one_app_per_account",
                fields=["user"],
                condition=Q(kind=FactorKind.APP),
            ),
        ]


class RecoveryCode(models.Model):
    """One of ten, for when the phone is lost. Only its keyed digest is kept; a used one stays as used."""

    id = models.UUIDField(primary_key=True, default=time_ordered_uuid, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("akun"), related_name="recovery_codes"
    )
    digest = models.BinaryField(_("sidik"), max_length=32)
    made_at = models.DateTimeField(_("dibuat"), default=timezone.now)
    used_at = models.DateTimeField(_("dipakai"), null=True, blank=True)

    class Meta:
        verbose_name = _("kode cadangan")
        verbose_name_plural = _("kode cadangan")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(name="recovery_code_once_per_account", fields=["user", "digest"]),
        ]
