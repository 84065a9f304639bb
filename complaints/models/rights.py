"""What the person asks of what is kept about her, and why some of it must not go yet."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safeguards.fields import SealedTextField

from .. import personal_rights as lists
from .base import CaseRow, listed, together
from .complaint import Complaint

USER = settings.AUTH_USER_MODEL


class HoldQuerySet(models.QuerySet):
    def in_force(self, today=None):
        """Neither lifted nor past its day, on the server's clock."""
        return self.filter(ended_at__isnull=True, until__gte=today or timezone.localdate())


class RightsQuerySet(models.QuerySet):
    def reviewed_by(self, user):
        """Requests about cases that ``user`` reviews and that are not hidden from her."""
        return self.filter(complaint__in=Complaint.objects.reviewed_by(user))

    def waiting(self):
        return self.filter(state=lists.RightsState.OPEN)

    def late(self, now=None):
        return self.waiting().filter(due_at__lt=now or timezone.now())


class Hold(CaseRow):
    """An officer's word that a case is not destroyed until ``until`` (that day included), or until she
    lifts it. Whoever else holds back an erasure does it in a court, not here.
    """

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="holds")
    reason = SealedTextField(_("mengapa ditahan?"), max_length=2_000)
    until = models.DateField(_("sampai"))
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+", db_index=False)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    ended_by = models.ForeignKey(
        USER, models.PROTECT, related_name="+", null=True, blank=True, db_index=False, editable=False
    )

    objects = HoldQuerySet.as_manager()

    class Meta:
        verbose_name = _("penahanan penghapusan")
        verbose_name_plural = _("penahanan penghapusan")
        ordering = ["at", "id"]
        constraints = [together("hold_ended_wholly_or_not", "ended_at", "ended_by")]

    def is_in_force(self) -> bool:
        return self.ended_at is None and self.until >= timezone.localdate()


class RightsRequest(CaseRow):
    """``due_at``: 3 × 24 hours after she asked (UU 27/2022 Ps 31-34, 38, 40), on whatever day that falls."""

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="rights")
    kind = models.CharField(_("yang diminta"), max_length=8, choices=lists.RightsKind)
    asked_by = models.CharField(_("yang meminta"), max_length=8, choices=lists.RightsAsker)
    checked = models.CharField(_("cara memastikan orangnya"), max_length=8, choices=lists.IdentityCheck)
    way = models.CharField(_("cara masuk"), max_length=8, choices=lists.RightsWay)
    text = SealedTextField(_("kata-katanya"), max_length=2_000, blank=True)
    received_at = models.DateTimeField(_("diterima"))
    due_at = models.DateTimeField(_("batas"), editable=False)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(USER, models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(
        _("keadaan"), max_length=8, choices=lists.RightsState, default=lists.RightsState.OPEN
    )
    refusal = models.CharField(_("alasan"), max_length=12, choices=lists.RightsRefusal, blank=True)
    answer = SealedTextField(_("jawaban"), max_length=2_000, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    ended_by = models.ForeignKey(
        USER, models.PROTECT, related_name="+", null=True, blank=True, db_index=False, editable=False
    )

    objects = RightsQuerySet.as_manager()

    class Meta:
        verbose_name = _("permintaan hak")
        verbose_name_plural = _("permintaan hak")
        ordering = ["received_at", "id"]
        indexes = [
            models.Index(fields=["due_at"], name="rights_waiting", condition=Q(state=lists.RightsState.OPEN))
        ]
        constraints = [
            listed("rights_kind_is_listed", "kind", lists.RightsKind),
            listed("rights_asker_is_listed", "asked_by", lists.RightsAsker),
            listed("rights_check_is_listed", "checked", lists.IdentityCheck),
            listed("rights_way_is_listed", "way", lists.RightsWay),
            listed("rights_state_is_listed", "state", lists.RightsState),
            listed("rights_refusal_is_listed", "refusal", lists.RightsRefusal, blank=True),
            together("rights_ended_wholly_or_not", "ended_at", "ended_by"),
            models.CheckConstraint(
                name="rights_end_fits_its_state",
                condition=Q(state=lists.RightsState.OPEN, ended_at__isnull=True)
                | ~Q(state=lists.RightsState.OPEN) & Q(ended_at__isnull=False),
            ),
            models.CheckConstraint(
                name="rights_refusal_has_a_reason",
                condition=Q(state=lists.RightsState.REFUSED) & ~Q(refusal="")
                | ~Q(state=lists.RightsState.REFUSED) & Q(refusal=""),
            ),
            models.CheckConstraint(name="rights_due_after_it_came", condition=Q(due_at__gt=F("received_at"))),
        ]

    @property
    def is_open(self) -> bool:
        return self.state == lists.RightsState.OPEN

    def is_late(self, now=None) -> bool:
        return self.is_open and self.due_at < (now or timezone.now())
