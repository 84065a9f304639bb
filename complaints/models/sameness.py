"""Cases that may be the same: hints until a person has judged them, and merges that can be undone."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safeguards.fields import SealedTextField

from .. import enums
from .base import CaseRow, listed, together
from .complaint import Complaint

USER = settings.AUTH_USER_MODEL


class DuplicateHint(models.Model):
    """``newer`` looks like ``older``. ``is_same`` is empty until somebody has judged."""

    newer = models.ForeignKey(Complaint, models.CASCADE, related_name="hints")
    older = models.ForeignKey(Complaint, models.CASCADE, related_name="hinted_by")
    reason = models.CharField(_("tanda kesamaan"), max_length=10, choices=enums.SameBy)
    found_at = models.DateTimeField(default=timezone.now, editable=False)
    is_same = models.BooleanField(_("memang sama"), null=True, blank=True)
    judged_at = models.DateTimeField(null=True, blank=True, editable=False)
    judged_by = models.ForeignKey(
        USER, models.PROTECT, related_name="+", null=True, blank=True, db_index=False, editable=False
    )

    class Meta:
        verbose_name = _("mungkin kasus yang sama")
        verbose_name_plural = _("mungkin kasus yang sama")
        ordering = ["-found_at", "-id"]
        indexes = [
            models.Index(fields=["found_at"], name="hint_waiting", condition=Q(judged_at__isnull=True))
        ]
        constraints = [
            listed("hint_reason_is_listed", "reason", enums.SameBy),
            together("hint_judged_wholly_or_not", "is_same", "judged_at", "judged_by"),
            models.CheckConstraint(name="hint_of_two_cases", condition=~Q(newer=F("older"))),
            models.UniqueConstraint(fields=["newer", "older"], name="hint_once_for_two_cases"),
        ]


class MergeQuerySet(models.QuerySet):
    def in_force(self):
        """Those that nobody has undone."""
        return self.filter(undone_at__isnull=True)


class Merge(CaseRow):
    """``complaint`` was recorded twice: ``into`` goes on, the other rests closed with all its rows and its
    number, which leads there. ``before`` is how it stood, to put it back when the merge is undone.
    """

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="merges")
    into = models.ForeignKey(Complaint, models.CASCADE, related_name="merged_here")
    reason = SealedTextField(_("alasan"), max_length=2_000)
    before = models.JSONField(_("keadaan sebelumnya"), default=dict)  # plain columns of the case
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+", db_index=False)
    undone_at = models.DateTimeField(null=True, blank=True, editable=False)
    undone_by = models.ForeignKey(
        USER, models.PROTECT, related_name="+", null=True, blank=True, db_index=False, editable=False
    )

    objects = MergeQuerySet.as_manager()

    class Meta:
        verbose_name = _("penggabungan")
        verbose_name_plural = _("penggabungan")
        ordering = ["at", "id"]
        constraints = [
            together("merge_undone_wholly_or_not", "undone_at", "undone_by"),
            models.CheckConstraint(name="merge_of_two_cases", condition=~Q(complaint=F("into"))),
            models.UniqueConstraint(
                fields=["complaint"], condition=Q(undone_at__isnull=True), name="merge_one_in_force"
            ),
        ]
