"""How a referral is followed until it is answered: reminders, and the link by which a service answers."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safeguards.fields import SealedTextField

from ..directory import ReminderKind, ServiceRequestKind
from ..querysets import ReminderQuerySet
from .base import CaseRow, listed, together
from .complaint import Complaint
from .referral import Referral

USER = settings.AUTH_USER_MODEL


class _ReferralRow(CaseRow):
    class Meta:
        abstract = True

    @property
    def complaint(self) -> Complaint:
        return self.referral.complaint


class Reminder(_ReferralRow):
    """That somebody was reminded, once for each automatic kind; ``by`` is empty for the timer.

    ``mailed_at``: since when no e-mail is owed for it, be it that all went or that nobody has an address.
    """

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="reminders")
    kind = models.CharField(_("pengingat"), max_length=12, choices=ReminderKind)
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+", null=True, blank=True, db_index=False)
    mailed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = _("pengingat")
        verbose_name_plural = _("pengingat")
        ordering = ["at", "id"]
        indexes = [
            models.Index(
                fields=["at"],
                name="reminder_to_mail",
                condition=~Q(kind=ReminderKind.BY_HAND) & Q(mailed_at__isnull=True),
            )
        ]
        constraints = [
            listed("reminder_kind_is_listed", "kind", ReminderKind),
            models.CheckConstraint(
                name="reminder_by_hand_has_a_person",
                condition=Q(kind=ReminderKind.BY_HAND, by__isnull=False)
                | ~Q(kind=ReminderKind.BY_HAND) & Q(by__isnull=True),
            ),
            models.CheckConstraint(
                name="reminder_by_hand_is_not_mailed",
                condition=~Q(kind=ReminderKind.BY_HAND) | Q(mailed_at__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["referral", "kind"],
                condition=~Q(kind=ReminderKind.BY_HAND),
                name="reminder_of_the_timer_once",
            ),
        ]


class AnswerLink(_ReferralRow):
    """The road on which a service answers without an account. Whoever holds the code sees the case number
    and what was agreed to be told, nothing more; it is found by the digest and shown again by its sealed
    form. One referral has at most one that is in force.
    """

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="links")
    digest = models.BinaryField(_("sidik kode"), max_length=32, unique=True, editable=False)
    code = SealedTextField(_("kode"), max_length=60)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey(USER, models.PROTECT, related_name="+", db_index=False)
    expires_at = models.DateTimeField(_("berlaku sampai"))
    revoked_at = models.DateTimeField(_("dicabut"), null=True, blank=True)
    used_at = models.DateTimeField(_("terakhir dibuka"), null=True, blank=True)

    class Meta:
        verbose_name = _("tautan jawaban")
        verbose_name_plural = _("tautan jawaban")
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["referral"], condition=Q(revoked_at__isnull=True), name="answer_link_one_in_force"
            ),
            models.CheckConstraint(
                name="answer_link_expires_after_it_begins", condition=Q(expires_at__gt=models.F("made_at"))
            ),
        ]


class ServiceRequest(_ReferralRow):
    """The way back: what a service asks of the group through its link, until a volunteer has seen to it."""

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="requests")
    kind = models.CharField(_("permintaan"), max_length=12, choices=ServiceRequestKind)
    text = SealedTextField(_("pesan layanan"), max_length=2_000, blank=True)
    at = models.DateTimeField(default=timezone.now, editable=False)
    done_at = models.DateTimeField(null=True, blank=True, editable=False)
    done_by = models.ForeignKey(
        USER, models.PROTECT, related_name="+", null=True, blank=True, db_index=False, editable=False
    )

    class Meta:
        verbose_name = _("permintaan layanan")
        verbose_name_plural = _("permintaan layanan")
        ordering = ["at", "id"]
        indexes = [
            models.Index(fields=["at"], name="service_request_waiting", condition=Q(done_at__isnull=True))
        ]
        constraints = [
            listed("service_request_kind_is_listed", "kind", ServiceRequestKind),
            together("service_request_done_wholly_or_not", "done_at", "done_by"),
        ]
