"""What was found out and agreed before anything is done: the assessment, and the safety plan of kind A."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safeguards.fields import SealedJSONField, SealedTextField

from .. import enums
from .base import CaseRow, listed
from .complaint import Complaint

USER = settings.AUTH_USER_MODEL


class Assessment(CaseRow):
    """The answers to one guided conversation, and the urgency they yield: a proposal with its reasons,
    which a person confirms or overrides. ``answers`` are keyed by question; ``reasons`` are codes.
    """

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="assessments")
    kind = models.CharField(_("jenis asesmen"), max_length=10, choices=enums.AssessmentKind)
    answers = SealedJSONField(_("jawaban"), default=dict, blank=True)
    proposed = models.CharField(_("kedaruratan menurut jawaban"), max_length=10, choices=enums.Urgency)
    reasons = models.JSONField(_("alasan"), default=list, blank=True)  # codes of complaints.assessing
    urgency = models.CharField(_("kedaruratan yang dipakai"), max_length=10, choices=enums.Urgency)
    override_reason = SealedTextField(_("alasan diubah"), max_length=2_000, blank=True)
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        verbose_name = _("asesmen")
        verbose_name_plural = _("asesmen")
        ordering = ["at", "id"]
        constraints = [
            listed("assessment_kind_is_listed", "kind", enums.AssessmentKind),
            listed("assessment_proposed_is_listed", "proposed", enums.Urgency),
            listed("assessment_urgency_is_listed", "urgency", enums.Urgency),
        ]


class SafetyPlan(CaseRow):
    """What she does when danger comes, in her words; or that she wants none. The newest holds."""

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="safety_plans")
    is_refused = models.BooleanField(_("tidak mau"), default=False)
    steps = SealedJSONField(_("rencana"), default=dict, blank=True)  # keyed by question
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        verbose_name = _("rencana keselamatan")
        verbose_name_plural = _("rencana keselamatan")
        ordering = ["at", "id"]
