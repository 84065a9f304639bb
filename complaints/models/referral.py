"""A referral to one service, and its steps with date, person and reason."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safeguards.fields import SealedTextField
from safeguards.identifiers import time_ordered_uuid

from ..addresses import referral_address
from ..directory import JUDGED, ReferralState, RefusalReason
from ..enums import Satisfaction
from ..querysets import ReferralQuerySet
from .base import CaseRow, listed
from .complaint import Complaint
from .consent import Consent
from .provider import Provider

USER = settings.AUTH_USER_MODEL
REFUSALS = [ReferralState.DECLINED, ReferralState.NOT_SERVED, ReferralState.WITHDRAWN]


class Referral(CaseRow):
    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="referrals")
    submission_key = models.UUIDField(unique=True, default=time_ordered_uuid, editable=False)
    provider = models.ForeignKey(
        Provider, models.PROTECT, verbose_name=_("layanan"), related_name="referrals"
    )
    consent = models.ForeignKey(Consent, models.PROTECT, related_name="+")
    services = models.JSONField(_("layanan yang diminta"), default=list)  # values of directory.Service
    told = SealedTextField(_("yang boleh diberitahukan"), max_length=5_000, blank=True)
    # Parts of the identity that may stand in the letter: she is asked for each.
    tells_name = models.BooleanField(_("nama boleh diberitahukan"), default=False)
    tells_nik = models.BooleanField(_("NIK boleh diberitahukan"), default=False)
    note = SealedTextField(_("catatan"), max_length=5_000, blank=True)
    state = models.CharField(_("keadaan"), max_length=12, choices=ReferralState, default=ReferralState.SENT)
    sent_at = models.DateTimeField(_("dikirim"), default=timezone.now)
    sent_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    due_at = models.DateTimeField(_("harus dijawab sebelum"), null=True, blank=True)
    answered_at = models.DateTimeField(_("dijawab"), null=True, blank=True)
    ended_at = models.DateTimeField(_("berakhir"), null=True, blank=True)
    # What the person said of the service, once it has ended; empty until she was asked.
    satisfaction = models.CharField(_("puas?"), max_length=10, choices=Satisfaction, blank=True)
    # Referrals that left together: one letter with a list, one answer for all or each.
    batch = models.UUIDField(null=True, blank=True, editable=False)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        verbose_name = _("rujukan")
        verbose_name_plural = _("rujukan")
        ordering = ["-sent_at", "-id"]
        indexes = [
            models.Index(  # covers what statistics asks of a year's referrals
                fields=["sent_at", "complaint", "state", "due_at", "answered_at", "services"],
                name="referral_counted",
            ),
            models.Index(fields=["sent_at", "complaint"], name="referral_work_counted"),
            models.Index(fields=["due_at"], name="referral_waiting", condition=Q(state=ReferralState.SENT)),
            models.Index(fields=["-sent_at", "-id"], name="referral_newest_first"),
            models.Index(fields=["batch"], name="referral_of_a_batch", condition=Q(batch__isnull=False)),
        ]
        constraints = [
            listed("referral_state_is_listed", "state", ReferralState),
            listed("referral_satisfaction_is_listed", "satisfaction", Satisfaction, blank=True),
            models.CheckConstraint(
                name="referral_satisfaction_once_it_ended",
                condition=Q(satisfaction="") | Q(state__in=JUDGED),
            ),
            models.CheckConstraint(
                name="referral_answer_fits_its_state",
                condition=Q(state=ReferralState.SENT, answered_at__isnull=True)
                | Q(state=ReferralState.WITHDRAWN)
                | ~Q(state__in=[ReferralState.SENT, ReferralState.WITHDRAWN]) & Q(answered_at__isnull=False),
            ),
            models.CheckConstraint(
                name="referral_end_fits_its_state",
                condition=Q(state__in=[ReferralState.SENT, ReferralState.ACCEPTED], ended_at__isnull=True)
                | ~Q(state__in=[ReferralState.SENT, ReferralState.ACCEPTED]) & Q(ended_at__isnull=False),
            ),
        ]

    def get_absolute_url(self) -> str:
        return referral_address(self.pk)

    def is_late(self, now=None) -> bool:
        now = now or timezone.now()
        return self.state == ReferralState.SENT and self.due_at is not None and self.due_at < now


class ReferralStep(CaseRow):
    referral = models.ForeignKey(Referral, models.CASCADE, related_name="steps")
    state = models.CharField(max_length=12, choices=ReferralState)
    reason = models.CharField(_("alasan"), max_length=20, choices=RefusalReason, blank=True)
    text = SealedTextField(_("keterangan"), max_length=5_000, blank=True)  # what the service said or did
    at = models.DateTimeField(_("pada"), default=timezone.now)
    # Who entered it; or the link on which the service itself answered.
    by = models.ForeignKey(USER, models.PROTECT, related_name="+", null=True, blank=True)
    link = models.ForeignKey(
        "AnswerLink", models.PROTECT, related_name="+", null=True, blank=True, db_index=False
    )

    class Meta:
        verbose_name = _("langkah rujukan")
        verbose_name_plural = _("langkah rujukan")
        ordering = ["at", "id"]
        constraints = [
            listed("referral_step_state_is_listed", "state", ReferralState),
            listed("referral_step_reason_is_listed", "reason", RefusalReason, blank=True),
            models.CheckConstraint(
                name="referral_refusal_has_a_reason",
                condition=Q(state__in=REFUSALS) & ~Q(reason="") | ~Q(state__in=REFUSALS) & Q(reason=""),
            ),
            models.UniqueConstraint(fields=["referral", "state"], name="referral_step_once"),
            models.CheckConstraint(
                name="referral_step_by_a_person_or_a_link",
                condition=Q(by__isnull=False, link__isnull=True) | Q(by__isnull=True, link__isnull=False),
            ),
        ]

    @property
    def complaint(self) -> Complaint:
        return self.referral.complaint

    @property
    def told_by(self):
        """Who stands beside the step: who entered it, or the service that answered by itself."""
        return self.by or _("Layanan, lewat tautan")
