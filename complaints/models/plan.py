"""What is going to be done about a need: actions of one case, and the standard plans they begin from."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safeguards.fields import SealedTextField

from .. import enums
from ..needs import Need, NeedCategory
from .base import CaseRow, listed, together
from .complaint import Complaint

USER = settings.AUTH_USER_MODEL


class StandardPlan(models.Model):
    """A checklist for one kind of need. Which case it fits is said by kind, category and need: the most
    exact that fits is offered. Kept by officers in admin; changing it changes no case's plan.
    """

    name = models.CharField(_("nama"), max_length=80, unique=True)
    kind = models.CharField(_("jenis"), max_length=10, choices=enums.Kind)
    category = models.CharField(
        _("kebutuhan atau bentuk"),
        max_length=20,
        choices=[*enums.ViolenceForm.choices, *NeedCategory.choices],
        blank=True,
    )
    need = models.CharField(_("rincian kebutuhan"), max_length=24, choices=Need, blank=True)
    sexual_kind = models.CharField(
        _("jenis kekerasan seksual"), max_length=24, choices=enums.SexualKind, blank=True
    )
    is_domestic = models.BooleanField(_("untuk kekerasan dalam rumah tangga"), default=False)
    is_child = models.BooleanField(_("untuk anak di bawah 18 tahun"), default=False)
    is_active = models.BooleanField(_("dipakai"), default=True)

    class Meta:
        verbose_name = _("rencana baku")
        verbose_name_plural = _("rencana baku")
        ordering = ["kind", "name", "id"]
        constraints = [
            listed("standard_plan_kind_is_listed", "kind", enums.Kind),
            listed("standard_plan_need_is_listed", "need", Need, blank=True),
            listed("standard_plan_sexual_kind_is_listed", "sexual_kind", enums.SexualKind, blank=True),
            models.CheckConstraint(
                name="standard_plan_category_fits_its_kind",
                condition=Q(category="")
                | Q(kind=enums.Kind.VIOLENCE, category__in=enums.ViolenceForm.values)
                | Q(kind=enums.Kind.SOCIAL, category__in=NeedCategory.values),
                violation_error_message=_("Pilih bentuk atau kebutuhan yang sesuai dengan jenisnya."),
            ),
            models.CheckConstraint(
                name="standard_plan_violence_facts_on_violence_only",
                condition=Q(kind=enums.Kind.VIOLENCE, need="")
                | Q(kind=enums.Kind.SOCIAL, sexual_kind="", is_domestic=False),
                violation_error_message=_(
                    "Rincian kebutuhan hanya untuk perlindungan sosial, yang lain hanya untuk kekerasan."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class StandardAction(models.Model):
    plan = models.ForeignKey(StandardPlan, models.CASCADE, related_name="actions")
    place = models.PositiveSmallIntegerField(_("urutan"), default=1)
    text = models.CharField(_("yang dilakukan"), max_length=200)
    days = models.PositiveSmallIntegerField(_("dalam berapa hari"), default=7)

    class Meta:
        verbose_name = _("langkah baku")
        verbose_name_plural = _("langkah baku")
        ordering = ["place", "id"]

    def __str__(self) -> str:
        return self.text


class PlanAction(CaseRow):
    """One thing to be done for one need, by whom and by when; then done, or why it was not possible."""

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="actions")
    need = SealedTextField(_("kebutuhan"), max_length=200, blank=True)
    text = SealedTextField(_("yang dilakukan"), max_length=500)
    responsible = models.ForeignKey(
        USER, models.PROTECT, related_name="+", verbose_name=_("siapa yang mengurus")
    )
    due_on = models.DateField(_("paling lambat"))
    state = models.CharField(
        _("keadaan"), max_length=12, choices=enums.ActionState, default=enums.ActionState.OPEN
    )
    result = SealedTextField(_("hasil, atau mengapa tidak bisa"), max_length=2_000, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    ended_by = models.ForeignKey(
        USER, models.PROTECT, related_name="+", null=True, blank=True, db_index=False, editable=False
    )
    at = models.DateTimeField(default=timezone.now, editable=False)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        verbose_name = _("langkah rencana")
        verbose_name_plural = _("langkah rencana")
        ordering = ["due_on", "at", "id"]
        indexes = [
            models.Index(
                fields=["responsible", "due_on"],
                name="action_waiting",
                condition=Q(state=enums.ActionState.OPEN),
            )
        ]
        constraints = [
            listed("action_state_is_listed", "state", enums.ActionState),
            together("action_ended_wholly_or_not", "ended_at", "ended_by"),
            models.CheckConstraint(
                name="action_end_fits_its_state",
                condition=Q(state=enums.ActionState.OPEN, ended_at__isnull=True)
                | ~Q(state=enums.ActionState.OPEN) & Q(ended_at__isnull=False),
            ),
        ]
