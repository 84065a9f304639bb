"""A case that goes on: to a colleague at once, to another group when it says yes."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Group
from safeguards.fields import SealedTextField

from .. import enums
from ..querysets import TransferQuerySet
from .base import CaseRow, listed, together
from .complaint import Complaint

USER = settings.AUTH_USER_MODEL


class Handover(CaseRow):
    """From now on ``to`` accompanies the case: she finds it on her first page, with the words for her."""

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="handovers")
    to = models.ForeignKey(
        USER, models.PROTECT, verbose_name=_("pendamping"), related_name="+", db_index=False
    )
    text = SealedTextField(_("pesan"), max_length=2_000, blank=True)
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(  # nobody: her predecessor's time had run out
        USER, models.PROTECT, related_name="+", null=True, blank=True, db_index=False
    )

    class Meta:
        verbose_name = _("penyerahan")
        verbose_name_plural = _("penyerahan")
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["to", "-at"], name="handover_to_a_volunteer")]


class Transfer(CaseRow):
    """Offered to another group, then accepted or declined; until then the case stays where it is."""

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="transfers")
    from_group = models.ForeignKey(Group, models.PROTECT, related_name="+", db_index=False)
    to_group = models.ForeignKey(
        Group, models.PROTECT, verbose_name=_("kelompok penerima"), related_name="incoming"
    )
    reason = SealedTextField(_("alasan dan pesan"), max_length=2_000)
    state = models.CharField(
        _("keadaan"), max_length=10, choices=enums.TransferState, default=enums.TransferState.OFFERED
    )
    offered_at = models.DateTimeField(default=timezone.now, editable=False)
    offered_by = models.ForeignKey(USER, models.PROTECT, related_name="+", db_index=False)
    answer = SealedTextField(_("jawaban"), max_length=2_000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    answered_by = models.ForeignKey(
        USER, models.PROTECT, related_name="+", null=True, blank=True, db_index=False, editable=False
    )

    objects = TransferQuerySet.as_manager()

    class Meta:
        verbose_name = _("pelimpahan")
        verbose_name_plural = _("pelimpahan")
        ordering = ["offered_at", "id"]
        constraints = [
            listed("transfer_state_is_listed", "state", enums.TransferState),
            together("transfer_answered_wholly_or_not", "answered_at", "answered_by"),
            models.CheckConstraint(
                name="transfer_answer_fits_its_state",
                condition=Q(state=enums.TransferState.OFFERED, answered_at__isnull=True)
                | ~Q(state=enums.TransferState.OFFERED) & Q(answered_at__isnull=False),
            ),
            models.CheckConstraint(name="transfer_goes_elsewhere", condition=~Q(from_group=F("to_group"))),
            models.UniqueConstraint(
                fields=["complaint"],
                condition=Q(state=enums.TransferState.OFFERED),
                name="transfer_one_offer_at_a_time",
            ),
        ]

    @property
    def is_open(self) -> bool:
        return self.state == enums.TransferState.OFFERED

    def get_absolute_url(self) -> str:
        return reverse("complaints:transfer-answer", args=[self.pk])
