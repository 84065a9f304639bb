"""A proposal (usulan) for the budget of a village, what became of it, and the rules that suggest one.

Nothing here is of a person: a problem is told in totals, and its evidence in figures as a village may
be told them.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from complaints.models.base import Worded, listed
from members.models import Group
from safeguards.identifiers import time_ordered_uuid
from villages.models import Village

from ..budget import BUDGETED, SECTORS, FundSource, Implementation, Status, SubSector
from ..querysets import ProposalQuerySet, ProposalStepQuerySet
from .release import FIRST_YEAR

USER = settings.AUTH_USER_MODEL
LAST_YEAR = 2100


class Proposal(Worded):
    """One activity for one year's budget. Amounts are whole rupiah."""

    id = models.UUIDField(primary_key=True, default=time_ordered_uuid, editable=False)
    village = models.ForeignKey(
        Village, models.PROTECT, verbose_name=_("desa/kelurahan"), related_name="proposals"
    )
    group = models.ForeignKey(
        Group, models.PROTECT, verbose_name=_("pengusul"), related_name="proposals", null=True, blank=True
    )
    year = models.PositiveSmallIntegerField(_("tahun anggaran"))
    subsector = models.CharField(_("bidang dan sub-bidang"), max_length=3, choices=SubSector)
    title = models.CharField(_("jenis kegiatan"), max_length=160)
    problem = models.TextField(_("masalah"), max_length=1000)
    evidence = models.JSONField(_("bukti"), default=list, blank=True)  # evidence.Told.stored(), one each
    rule = models.SlugField(_("dari saran"), max_length=40, blank=True, db_index=False)
    location = models.CharField(_("lokasi"), max_length=160, blank=True)
    volume = models.CharField(_("volume"), max_length=80, blank=True)
    targets = models.CharField(_("sasaran"), max_length=200, blank=True)
    women = models.PositiveIntegerField(_("perempuan"), null=True, blank=True)
    men = models.PositiveIntegerField(_("laki-laki"), null=True, blank=True)
    children = models.PositiveIntegerField(_("anak"), null=True, blank=True)
    disability = models.PositiveIntegerField(_("penyandang disabilitas"), null=True, blank=True)
    time = models.CharField(_("waktu"), max_length=80, blank=True)
    amount_asked = models.PositiveBigIntegerField(_("biaya diusulkan (Rp)"), null=True, blank=True)
    amount_granted = models.PositiveBigIntegerField(_("biaya disetujui (Rp)"), null=True, blank=True)
    fund_source = models.CharField(_("sumber dana"), max_length=14, choices=FundSource, blank=True)
    implementation = models.CharField(
        _("pola pelaksanaan"), max_length=18, choices=Implementation, blank=True
    )
    priority = models.PositiveSmallIntegerField(_("prioritas"), default=1)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PROPOSED)
    status_since = models.DateField(_("sejak"), default=timezone.localdate)
    reason = models.TextField(_("alasan ditolak"), max_length=500, blank=True)
    carried_from = models.OneToOneField(
        "self",
        models.PROTECT,
        verbose_name=_("lanjutan dari"),
        related_name="carried_to",
        null=True,
        blank=True,
    )
    submission_key = models.UUIDField(unique=True, default=time_ordered_uuid, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("dicatat"), default=timezone.now, editable=False)
    created_by = models.ForeignKey(USER, models.PROTECT, related_name="+", db_index=False, editable=False)
    updated_at = models.DateTimeField(_("diubah"), default=timezone.now, editable=False)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("usulan")
        verbose_name_plural = _("usulan")
        ordering = ["-year", "priority", "created_at", "id"]
        indexes = [models.Index(fields=["village", "year", "priority"], name="proposal_in_its_list")]
        constraints = [
            listed("proposal_subsector_is_listed", "subsector", SubSector),
            listed("proposal_fund_source_is_listed", "fund_source", FundSource, blank=True),
            listed("proposal_implementation_is_listed", "implementation", Implementation, blank=True),
            listed("proposal_status_is_listed", "status", Status),
            models.CheckConstraint(
                name="proposal_year_is_possible", condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR)
            ),
            models.CheckConstraint(name="proposal_priority_counts_from_one", condition=Q(priority__gte=1)),
            models.CheckConstraint(
                name="proposal_refused_with_a_reason",
                condition=Q(status=Status.REFUSED) & ~Q(reason="") | ~Q(status=Status.REFUSED) & Q(reason=""),
            ),
            models.CheckConstraint(
                name="proposal_budgeted_with_an_amount",
                condition=Q(status=Status.RKPDES)
                | Q(status__in=sorted(BUDGETED), amount_granted__isnull=False)
                | ~Q(status__in=sorted({Status.RKPDES, *BUDGETED})) & Q(amount_granted__isnull=True),
            ),
            models.CheckConstraint(
                name="proposal_not_carried_from_itself",
                condition=Q(carried_from__isnull=True) | ~Q(carried_from=F("id")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def money(self) -> int | None:
        """What was granted, once that is known; before, what is asked. Whole rupiah."""
        return self.amount_asked if self.amount_granted is None else self.amount_granted

    def get_absolute_url(self) -> str:
        return reverse("planning:proposal-detail", args=[self.pk])

    @property
    def sector(self) -> str:
        """ "4. Pemberdayaan masyarakat"."""
        return f"{self.subsector[0]}. {SECTORS[self.subsector[0]]}"

    @property
    def home(self) -> Village:
        """Where it is looked after today: its village, or the one that was merged into."""
        return self.village.successor

    @property
    def proposer(self) -> str:
        """The group, or the village where its secretary proposed it."""
        return str(self.group) if self.group else self.village.formal_name

    @property
    def next_one(self) -> "Proposal | None":
        """That to which it was carried over, asked for anew each time."""
        return Proposal.objects.filter(carried_from=self).first()

    @property
    def is_refused(self) -> bool:
        return self.status == Status.REFUSED

    @property
    def is_bare(self) -> bool:
        """It rests on no evidence, and no meeting has discussed it: evidence may still be cited, once."""
        return self.status == Status.PROPOSED and not self.evidence


class ProposalStep(Worded):
    """What a meeting decided: from which status to which, on what day, for how much or why not.

    One that was recorded by mistake is taken back: its row stays, and counts nowhere.
    """

    id = models.UUIDField(primary_key=True, default=time_ordered_uuid, editable=False)
    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="steps")
    from_status = models.CharField(max_length=10, choices=Status, blank=True)  # "" where it begins
    to_status = models.CharField(max_length=10, choices=Status)
    on = models.DateField(_("tanggal"))
    amount = models.PositiveBigIntegerField(_("jumlah (Rp)"), null=True, blank=True)
    reason = models.TextField(_("alasan"), max_length=500, blank=True)
    submission_key = models.UUIDField(unique=True, default=time_ordered_uuid, editable=False)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(default=timezone.now, editable=False)
    taken_back_at = models.DateTimeField(null=True, blank=True, editable=False)
    taken_back_by = models.ForeignKey(
        USER, models.PROTECT, related_name="+", db_index=False, null=True, blank=True, editable=False
    )
    taken_back_reason = models.TextField(_("alasan dibatalkan"), max_length=500, blank=True)

    objects = ProposalStepQuerySet.as_manager()

    class Meta:
        verbose_name = _("langkah usulan")
        verbose_name_plural = _("langkah usulan")
        ordering = ["at", "id"]
        constraints = [
            listed("proposal_step_from_is_listed", "from_status", Status, blank=True),
            listed("proposal_step_to_is_listed", "to_status", Status),
            models.CheckConstraint(
                name="proposal_step_refusal_has_a_reason",
                condition=Q(to_status=Status.REFUSED) & ~Q(reason="")
                | ~Q(to_status=Status.REFUSED) & Q(reason=""),
            ),
            models.CheckConstraint(
                name="proposal_step_budgeted_has_an_amount",
                condition=~Q(to_status__in=sorted(BUDGETED)) | Q(amount__isnull=False),
            ),
            models.CheckConstraint(
                name="proposal_step_taken_back_wholly_or_not",
                condition=Q(taken_back_at__isnull=False, taken_back_by__isnull=False)
                & ~Q(taken_back_reason="")
                | Q(taken_back_at__isnull=True, taken_back_by__isnull=True, taken_back_reason=""),
            ),
            models.CheckConstraint(
                name="proposal_step_first_is_not_taken_back",
                condition=~Q(from_status="") | Q(taken_back_at__isnull=True),
            ),
        ]

    @property
    def stands(self) -> bool:
        return self.taken_back_at is None

    @property
    def is_first(self) -> bool:
        """With it the proposal begins."""
        return not self.from_status


class ProposalRule(models.Model):
    """When what cases show calls for a proposal, and how it then reads. Kept by administrators.

    It is offered where one of ``keys`` (of planning.evidence) is told as at least ``least``.
    """

    code = models.SlugField(_("kode"), max_length=40, unique=True)
    place = models.PositiveSmallIntegerField(_("urutan"), default=1)
    is_active = models.BooleanField(_("dipakai"), default=True)
    keys = models.JSONField(_("angka yang dilihat"), default=list)
    least = models.PositiveSmallIntegerField(
        _("paling sedikit"),
        default=5,
        help_text=_("Angka yang disamarkan dihitung paling kecilnya: “1–4” sebagai 1. Isi 0: selalu."),
    )
    subsector = models.CharField(_("bidang dan sub-bidang"), max_length=3, choices=SubSector)
    title = models.CharField(_("jenis kegiatan"), max_length=160)
    title_kelurahan = models.CharField(
        _("jenis kegiatan untuk kelurahan"), max_length=160, blank=True, help_text=_("Kosong: sama.")
    )
    problem = models.TextField(
        _("masalah"), max_length=1000, help_text=_("Boleh memuat {bukti}, {tahun}, dan {desa}.")
    )
    volume = models.CharField(_("volume"), max_length=80, blank=True)
    targets = models.CharField(_("sasaran"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("aturan saran usulan")
        verbose_name_plural = _("aturan saran usulan")
        ordering = ["place", "id"]
        constraints = [listed("proposal_rule_subsector_is_listed", "subsector", SubSector)]

    def __str__(self) -> str:
        return self.title
