"""The case: what is told about it in the clear for counting, and what is sealed."""

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Substr
from django.db.models.lookups import Exact
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Group
from safeguards.fields import SealedJSONField, SealedTextField
from safeguards.identifiers import new_case_number, show_case_number, time_ordered_uuid
from safeguards.models import DataKey
from villages.models import Regency, Village

from .. import enums
from ..needs import Need, NeedCategory
from ..personal_rights import PurgeReason
from ..querysets import ComplaintQuerySet
from .base import Worded, listed

USER = settings.AUTH_USER_MODEL


def _link(to, **options) -> models.ForeignKey:
    """A foreign key without an index of its own: what is looked for stands in Meta.indexes, and every
    further index is a page more to write for each new case. Nothing it leads to is ever deleted.
    """
    return models.ForeignKey(to, models.PROTECT, db_index=False, **{"related_name": "+"} | options)


def _by_somebody_or_purged(name: str) -> Q:
    """Where the time ran out before an officer looked, nothing waits for one any more, and nobody did it."""
    return Q(**{f"{name}__isnull": False}) | Q(purged_at__isnull=False)


class Complaint(Worded):
    id = models.UUIDField(primary_key=True, default=time_ordered_uuid, editable=False)
    number = models.CharField(_("nomor"), max_length=8, default=new_case_number, editable=False)
    submission_key = models.UUIDField(unique=True, default=time_ordered_uuid, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    data_key = models.OneToOneField(DataKey, models.PROTECT, related_name="+", editable=False)

    # What it is about; the category alone is counted, further ones help the work.
    kind = models.CharField(_("jenis"), max_length=10, choices=enums.Kind)
    category = models.CharField(
        _("kebutuhan atau bentuk"),
        max_length=20,
        choices=[*enums.ViolenceForm.choices, *NeedCategory.choices],
    )
    need = models.CharField(_("rincian kebutuhan"), max_length=24, choices=Need, blank=True)
    further = models.JSONField(_("yang lain"), default=list, blank=True)  # values like category or need
    urgency = models.CharField(
        _("kedaruratan"), max_length=10, choices=enums.Urgency, default=enums.Urgency.NORMAL
    )
    safety = models.CharField(_("aman sekarang?"), max_length=10, choices=enums.Safety, blank=True)

    # Whose it is and where. village: where the person lives, which decides whose total it enters.
    group = _link(Group, verbose_name=_("kelompok"), related_name="complaints")
    village = _link(Village, verbose_name=_("desa/kelurahan"))
    regency = _link(Regency, editable=False)
    hamlet = SealedTextField(_("dusun/lingkungan"), max_length=80, blank=True)
    event_village = _link(Village, verbose_name=_("desa kejadian"), null=True, blank=True)
    recorded_by = _link(USER, verbose_name=_("dicatat oleh"))
    assigned_to = _link(USER, verbose_name=_("didampingi oleh"))

    channel = models.CharField(
        _("cara masuk"), max_length=15, choices=enums.Channel, default=enums.Channel.FACE_TO_FACE
    )
    received_at = models.DateTimeField(_("diterima"), default=timezone.now)
    happened = models.CharField(_("kapan terjadi"), max_length=12, choices=enums.When, blank=True)
    happened_on = models.DateField(_("tanggal kejadian"), null=True, blank=True)
    happened_on_is_estimate = models.BooleanField(_("tanggal perkiraan"), default=False)

    # Facts of kind A only.
    domestic = models.BooleanField(_("kekerasan dalam rumah tangga"), null=True, blank=True)
    sexual_kinds = models.JSONField(_("jenis kekerasan seksual"), default=list, blank=True)
    scene = models.CharField(_("tempat kejadian"), max_length=15, choices=enums.Scene, blank=True)

    # Sealed: nobody finds these in a copied database.
    reminder = SealedTextField(_("tanda pengingat"), max_length=60, blank=True)
    narrative = SealedTextField(_("apa yang terjadi"), max_length=20_000, blank=True)
    safe_contact = SealedJSONField(
        _("cara menghubungi yang aman"), default=dict, blank=True
    )  # way, hours, note

    # Where it stands.
    stage = models.CharField(_("tahap"), max_length=10, choices=enums.Stage, default=enums.Stage.RECEIVED)
    stage_since = models.DateTimeField(default=timezone.now, editable=False)
    next_appointment = models.DateTimeField(_("janji berikutnya"), null=True, blank=True)
    last_entry_at = models.DateTimeField(default=timezone.now, editable=False)
    may_be_counted = models.BooleanField(_("boleh dihitung tanpa nama"), default=False)
    closed_at = models.DateTimeField(_("ditutup"), null=True, blank=True)
    closed_by = _link(USER, null=True, blank=True)
    outcome = models.CharField(_("hasil"), max_length=20, choices=enums.Outcome, blank=True)
    closing_note = SealedTextField(_("catatan penutup"), max_length=5_000, blank=True)
    reviewed_at = models.DateTimeField(_("ditinjau"), null=True, blank=True)
    reviewed_by = _link(USER, null=True, blank=True)
    # How she felt about it at the end, if she said; and the officer's word on closing a kind A.
    feeling = models.CharField(_("perasaan orangnya"), max_length=10, choices=enums.Feeling, blank=True)
    closing_approved_at = models.DateTimeField(_("penutupan disetujui"), null=True, blank=True)
    closing_approved_by = _link(USER, null=True, blank=True)
    # Since when nothing but what is counted is left of it, and why.
    purged_at = models.DateTimeField(_("dihapus"), null=True, blank=True, editable=False)
    purged_because = models.CharField(max_length=4, choices=PurgeReason, blank=True, editable=False)
    # What was recorded together (many people, one need); and the case that this violence came to light in.
    batch = models.UUIDField(null=True, blank=True, editable=False)
    arose_from = _link("self", related_name="gave_rise_to", null=True, blank=True, editable=False)
    is_flagged = models.BooleanField(_("ditandai"), default=False)
    # 1 while an officer has something to do: violence nobody has reviewed, or whatever is flagged.
    # The database keeps it, so that her list is read from an index and can never disagree.
    attention = models.GeneratedField(
        expression=Case(
            When(Q(kind=enums.Kind.VIOLENCE, reviewed_at__isnull=True) | Q(is_flagged=True), then=Value(1)),
            default=Value(0),
        ),
        output_field=models.SmallIntegerField(),
        db_persist=True,
    )

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        verbose_name = _("kasus")
        verbose_name_plural = _("kasus")
        ordering = ["-received_at", "-id"]
        indexes = [
            models.Index(fields=["group", "-received_at", "-id"], name="case_of_a_group"),
            models.Index(fields=["assigned_to", "-received_at", "-id"], name="case_of_a_volunteer"),
            models.Index(fields=["-received_at", "-id"], name="case_newest_first"),
            models.Index(fields=["-attention", "-received_at", "-id"], name="case_attention_first"),
            models.Index(  # covers what statistics groups by, so that a year is counted from here;
                # and leads to what is alike in one village
                fields=["village", "received_at", "kind", "category", "need", "may_be_counted", "id"],
                name="case_of_a_village",
            ),
            models.Index(
                fields=["regency", "received_at", "kind", "category", "need", "id"],
                name="case_counted_regency",
                condition=Q(may_be_counted=True),
            ),
            models.Index(  # covers what is counted of open cases for those who supervise
                fields=[
                    *("group", "assigned_to", "kind", "urgency"),
                    *("last_entry_at", "next_appointment", "id"),
                ],
                name="case_open_work",
                condition=~Q(stage=enums.Stage.CLOSED),
            ),
            models.Index(  # the same of what an officer has something to do with
                fields=["group", "is_flagged", "reviewed_at", "id"],
                name="case_attention_counted",
                condition=Q(attention=1),
            ),
            models.Index(  # what an officer has still to approve
                fields=["-closed_at", "id", "group"],
                name="case_closing_waits",
                condition=Q(
                    kind=enums.Kind.VIOLENCE, stage=enums.Stage.CLOSED, closing_approved_at__isnull=True
                ),
            ),
            models.Index(  # what the timer looks through for cases that were kept long enough
                fields=["kind", "closed_at"],
                name="case_kept_closed",
                condition=Q(stage=enums.Stage.CLOSED, purged_at__isnull=True),
            ),
            models.Index(fields=["batch"], name="case_of_a_batch", condition=Q(batch__isnull=False)),
            models.Index(
                fields=["arose_from"], name="case_arose_from", condition=Q(arose_from__isnull=False)
            ),
            models.Index(
                fields=["assigned_to", "next_appointment"],
                name="case_appointments",
                condition=Q(next_appointment__isnull=False),
            ),
        ]
        constraints = [
            # Not unique=True, which on PostgreSQL keeps a second index for searches by a beginning.
            models.UniqueConstraint(fields=["number"], name="case_number_once"),
            listed("case_kind_is_listed", "kind", enums.Kind),
            listed("case_stage_is_listed", "stage", enums.Stage),
            listed("case_urgency_is_listed", "urgency", enums.Urgency),
            listed("case_safety_is_listed", "safety", enums.Safety, blank=True),
            listed("case_channel_is_listed", "channel", enums.Channel),
            listed("case_happened_is_listed", "happened", enums.When, blank=True),
            listed("case_scene_is_listed", "scene", enums.Scene, blank=True),
            listed("case_outcome_is_listed", "outcome", enums.Outcome, blank=True),
            listed("case_need_is_listed", "need", Need, blank=True),
            listed("case_feeling_is_listed", "feeling", enums.Feeling, blank=True),
            models.CheckConstraint(
                name="case_closing_approved_of_a_closed_violence",
                condition=Q(closing_approved_at__isnull=True, closing_approved_by__isnull=True)
                | Q(closing_approved_at__isnull=False)
                & _by_somebody_or_purged("closing_approved_by")
                & Q(kind=enums.Kind.VIOLENCE, stage=enums.Stage.CLOSED),
            ),
            models.CheckConstraint(
                name="case_feeling_when_closed",
                condition=Q(feeling="") | Q(stage=enums.Stage.CLOSED),
            ),
            models.CheckConstraint(  # nobody who reads the first case may learn of the second from it
                name="case_arises_as_violence",
                condition=Q(arose_from__isnull=True) | Q(kind=enums.Kind.VIOLENCE),
            ),
            models.CheckConstraint(
                name="case_category_fits_its_kind",
                condition=(~Q(kind=enums.Kind.VIOLENCE) | Q(category__in=enums.ViolenceForm.values, need=""))
                & (~Q(kind=enums.Kind.SOCIAL) | Q(category__in=NeedCategory.values)),
            ),
            models.CheckConstraint(
                name="case_violence_facts_on_violence_only",
                condition=Q(kind=enums.Kind.VIOLENCE) | Q(domestic__isnull=True, scene="", sexual_kinds=[]),
            ),
            models.CheckConstraint(
                name="case_stage_exists_for_its_kind",
                condition=Q(kind=enums.Kind.VIOLENCE)
                | ~Q(stage__in=[enums.Stage.ASSESSED, enums.Stage.PLANNED]),
            ),
            models.CheckConstraint(
                name="case_closed_wholly_or_not",
                condition=Q(stage=enums.Stage.CLOSED, closed_at__isnull=False, closed_by__isnull=False)
                & ~Q(outcome="")
                | ~Q(stage=enums.Stage.CLOSED)
                & Q(closed_at__isnull=True, closed_by__isnull=True, outcome=""),
            ),
            models.CheckConstraint(
                name="case_reviewed_wholly_or_not",
                condition=Q(reviewed_at__isnull=True, reviewed_by__isnull=True)
                | Q(reviewed_at__isnull=False) & _by_somebody_or_purged("reviewed_by"),
            ),
            listed("case_purged_because_is_listed", "purged_because", PurgeReason, blank=True),
            models.CheckConstraint(
                name="case_purged_wholly_or_not",
                condition=Q(purged_at__isnull=True, purged_because="")
                | Q(purged_at__isnull=False, stage=enums.Stage.CLOSED) & ~Q(purged_because=""),
            ),
            models.CheckConstraint(
                name="case_regency_is_its_villages",
                condition=Q(Exact(Substr(F("village"), 1, 5), F("regency"))),
            ),
            models.CheckConstraint(
                name="case_estimate_needs_a_date",
                condition=Q(happened_on_is_estimate=False) | Q(happened_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return show_case_number(self.number)

    def get_absolute_url(self) -> str:
        return reverse("complaints:detail", args=[self.number])

    @property
    def is_closed(self) -> bool:
        return self.stage == enums.Stage.CLOSED

    @property
    def is_purged(self) -> bool:
        return self.purged_at is not None

    @property
    def is_violence(self) -> bool:
        return self.kind == enums.Kind.VIOLENCE

    @property
    def closing_waits(self) -> bool:
        """Closed by a volunteer, and no officer has approved it yet: kind A alone waits for that."""
        return self.is_violence and self.is_closed and self.closing_approved_at is None


class Hiding(models.Model):
    """A user from whom a case is hidden, whatever her role."""

    complaint = models.ForeignKey(  # found through hiding_once
        Complaint, models.CASCADE, related_name="hidings", db_index=False
    )
    user = models.ForeignKey(USER, models.PROTECT, related_name="+")
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("disembunyikan dari")
        verbose_name_plural = _("disembunyikan dari")
        constraints = [models.UniqueConstraint(fields=["complaint", "user"], name="hiding_once")]
