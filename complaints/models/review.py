"""What officers do with a case: open the seal with a reason, ask, flag."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safeguards.fields import SealedTextField
from safeguards.identifiers import time_ordered_uuid

from .. import enums
from .base import CaseRow, listed, together
from .complaint import Complaint

USER = settings.AUTH_USER_MODEL


class Opening(CaseRow):
    """A sealed case opened by one reviewer, for settings.OPENING_HOURS."""

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="openings")
    user = models.ForeignKey(USER, models.PROTECT, related_name="+")
    reason = models.CharField(_("alasan"), max_length=10, choices=enums.OpeningReason)
    text = SealedTextField(_("keterangan"), max_length=2_000, blank=True)
    at = models.DateTimeField(default=timezone.now, editable=False)
    ends_at = models.DateTimeField()

    class Meta:
        verbose_name = _("pembukaan segel")
        verbose_name_plural = _("pembukaan segel")
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["complaint", "user", "ends_at"], name="opening_in_force")]
        constraints = [
            listed("opening_reason_is_listed", "reason", enums.OpeningReason),
            models.CheckConstraint(
                name="opening_ends_after_it_begins", condition=Q(ends_at__gt=models.F("at"))
            ),
        ]


class Question(CaseRow):
    """An officer asks the volunteer who accompanies the case; the answer closes it."""

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="questions")
    submission_key = models.UUIDField(unique=True, default=time_ordered_uuid, editable=False)
    text = SealedTextField(_("pertanyaan"), max_length=2_000)
    asked_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    answer = SealedTextField(_("jawaban"), max_length=5_000, blank=True)
    answered_by = models.ForeignKey(USER, models.PROTECT, related_name="+", null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("pertanyaan petugas")
        verbose_name_plural = _("pertanyaan petugas")
        ordering = ["asked_at", "id"]
        indexes = [
            models.Index(
                fields=["asked_at", "id"], name="question_waiting", condition=Q(answered_at__isnull=True)
            )
        ]
        constraints = [together("question_answered_wholly_or_not", "answered_by", "answered_at")]


class Flag(CaseRow):
    """``raised_by`` is empty where the timer raised it."""

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="flags")
    submission_key = models.UUIDField(unique=True, default=time_ordered_uuid, editable=False)
    text = SealedTextField(_("alasan ditandai"), max_length=2_000)
    raised_by = models.ForeignKey(USER, models.PROTECT, related_name="+", null=True, blank=True)
    raised_at = models.DateTimeField(default=timezone.now, editable=False)
    resolution = SealedTextField(_("penyelesaian"), max_length=2_000, blank=True)
    resolved_by = models.ForeignKey(USER, models.PROTECT, related_name="+", null=True, blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("tanda")
        verbose_name_plural = _("tanda")
        ordering = ["raised_at", "id"]
        constraints = [together("flag_resolved_wholly_or_not", "resolved_by", "resolved_at")]
