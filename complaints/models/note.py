"""What was done (tindak lanjut), and each step of the case from stage to stage."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safeguards.fields import SealedTextField
from safeguards.identifiers import time_ordered_uuid

from .. import enums
from .base import CaseRow, listed
from .complaint import Complaint

USER = settings.AUTH_USER_MODEL


class Note(CaseRow):
    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="notes")
    submission_key = models.UUIDField(unique=True, default=time_ordered_uuid, editable=False)
    kind = models.CharField(_("tindak lanjut"), max_length=12, choices=enums.NoteKind)
    text = SealedTextField(_("apa yang dilakukan"), max_length=20_000)
    happened_on = models.DateField(_("tanggal"), default=timezone.localdate)
    next_appointment = models.DateTimeField(_("janji berikutnya"), null=True, blank=True)
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        verbose_name = _("tindak lanjut")
        verbose_name_plural = _("tindak lanjut")
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["at", "complaint"], name="note_counted")]
        constraints = [listed("note_kind_is_listed", "kind", enums.NoteKind)]


class StageChange(CaseRow):
    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="stage_changes")
    from_stage = models.CharField(max_length=10, choices=enums.Stage)
    to_stage = models.CharField(max_length=10, choices=enums.Stage)
    # Of a closing, which the case itself forgets when it is reopened.
    outcome = models.CharField(_("hasil"), max_length=20, choices=enums.Outcome, blank=True)
    reason = SealedTextField(_("alasan"), max_length=5_000, blank=True)  # of a closing or a reopening
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        verbose_name = _("perubahan tahap")
        verbose_name_plural = _("perubahan tahap")
        ordering = ["at", "id"]
        constraints = [
            listed("stage_change_from_is_listed", "from_stage", enums.Stage),
            listed("stage_change_to_is_listed", "to_stage", enums.Stage),
            listed("stage_change_outcome_is_listed", "outcome", enums.Outcome, blank=True),
            models.CheckConstraint(
                name="stage_change_outcome_of_a_closing",
                condition=Q(outcome="") | Q(to_stage=enums.Stage.CLOSED),
            ),
        ]
