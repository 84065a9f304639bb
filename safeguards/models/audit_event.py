"""The audit trail: who did what to which case when. Append-only, no foreign keys, no personal data."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AppendOnly(TypeError):
    """Someone tried to change or remove what is only ever added to."""


class AuditEventQuerySet(models.QuerySet):
    """Reads and adds; safeguards.audit is the only one to add."""

    def update(self, **kwargs):
        raise AppendOnly("Audit events are never changed.")

    def delete(self):
        raise AppendOnly("Audit events are never removed.")

    def bulk_update(self, objs, fields, batch_size=None):
        raise AppendOnly("Audit events are never changed.")


class AuditEvent(models.Model):
    """One event. No foreign keys, so neither the trail nor what it tells of holds the other back."""

    chain = models.UUIDField(_("rantai"), help_text=_("Kasusnya, atau rantai pelaku bila tanpa kasus."))
    seq = models.PositiveIntegerField(_("urutan"))
    at = models.DateTimeField(_("waktu"), default=timezone.now)
    actor = models.BigIntegerField(_("nomor akun"), null=True, blank=True, help_text=_("Kosong: sistem."))
    action = models.CharField(_("tindakan"), max_length=60)
    subject_type = models.CharField(_("jenis objek"), max_length=60, blank=True)
    subject_id = models.CharField(_("nomor objek"), max_length=40, blank=True)
    reason = models.CharField(_("alasan"), max_length=60, blank=True)
    figures = models.JSONField(_("angka"), default=dict, blank=True)
    refused = models.BooleanField(_("ditolak"), default=False)
    key_id = models.CharField(_("kunci"), max_length=32)
    digest = models.BinaryField(_("sidik"), max_length=32)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("catatan audit")
        verbose_name_plural = _("catatan audit")
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["actor", "-at"], name="audit_event_by_actor"),
            models.Index(fields=["-at"], name="audit_event_by_time"),
            models.Index(fields=["key_id"], name="audit_event_by_key"),  # which keys are still needed
        ]
        constraints = [
            models.UniqueConstraint(fields=["chain", "seq"], name="audit_event_once_in_its_chain"),
            models.CheckConstraint(name="audit_event_counts_from_one", condition=Q(seq__gte=1)),
            models.CheckConstraint(name="audit_event_has_an_action", condition=~Q(action="")),
        ]

    def save(self, *args, **kwargs) -> None:
        if not self._state.adding:
            raise AppendOnly("Audit events are never changed.")
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnly("Audit events are never removed.")
