"""What was done: assessments, plans, services given, referrals and follow-ups, and who carries it."""

from collections import Counter

from django.db.models import Case, Count, Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from ..directory import ReferralState, Service
from ..enums import ActionState, AgeBand, Kind, PersonRole, Sex
from ..models import Assessment, Note, PlanAction, Referral, SafetyPlan
from ..periods import Period
from .tables import (
    BOTH,
    BOTH_HEADS,
    VIOLENCE_HEAD,
    Row,
    Table,
    days_between,
    in_days,
    listed,
    mean,
    median,
    row,
    share,
    village_day,
)


def _of(model, cases: QuerySet) -> QuerySet:
    return model.objects.filter(complaint__in=cases.order_by().values("pk")).order_by()


def assessments(received: QuerySet, whole: dict[str, int]) -> Table:
    """Cases with an assessment, and the days until the first; ``whole``: all of them, by kind.

    Primero "Assessment Status".
    """
    earlier = Assessment.objects.filter(complaint=OuterRef("complaint"))
    earlier = earlier.filter(Q(at__lt=OuterRef("at")) | Q(at=OuterRef("at"), pk__lt=OuterRef("pk")))
    begun = village_day("complaint__received_at", "complaint__regency")
    rows = (
        _of(Assessment, received)
        .filter(~Exists(earlier))
        .annotate(days=days_between(begun, village_day("at", "complaint__regency")))
        .values_list("complaint__kind", "days")
        .annotate(cases=Count("pk"))
    )
    days = in_days(rows)
    done = {kind: days[kind].total() for kind in BOTH}
    return Table(
        slug="asesmen",
        title=_("Asesmen"),
        about=_("Kasus periode ini yang sudah dinilai, dan hari sampai penilaian pertamanya."),
        heads=BOTH_HEADS,
        rows=[
            row(_("Sudah dinilai"), done),
            row(_("Bagian dari kasus (%)"), {one: share(done[one], whole.get(one, 0)) for one in BOTH}),
            row(_("Hari sampai dinilai (median)"), {kind: median(days[kind]) for kind in BOTH}),
        ],
    )


def safety_plans(received: QuerySet) -> Table:
    """Cases of violence with a safety plan, or of which the person wants none: the newest word holds.

    Primero "Completed Case Safety Plan".
    """
    later = SafetyPlan.objects.filter(complaint=OuterRef("complaint"))
    later = later.filter(Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk")))
    rows = _of(SafetyPlan, received).filter(~Exists(later)).values_list("is_refused")
    found = dict(rows.annotate(cases=Count("pk")))
    return Table(
        slug="rencana-keselamatan",
        title=_("Rencana keselamatan"),
        about=_("Kasus kekerasan periode ini yang rencana keselamatannya sudah dibicarakan."),
        heads=VIOLENCE_HEAD,
        rows=[
            Row(_("Rencana dibuat"), (found.get(False, 0),)),
            Row(_("Orangnya tidak mau"), (found.get(True, 0),)),
        ],
    )


def plans(received: QuerySet) -> Table:
    """Cases with a plan, its actions, and how many of them are done.

    Primero "Completed Case Action Plan" and "Goal Progress Per Need".
    """
    states = {state: Count("pk", filter=Q(state=state)) for state in ActionState.values}
    rows = (
        _of(PlanAction, received)
        .values("complaint__kind")
        .annotate(cases=Count("complaint", distinct=True), actions=Count("pk"), **states)
    )
    found = {line["complaint__kind"]: line for line in rows}

    def line(name: str, label: str) -> Row:
        return row(label, {kind: numbers[name] for kind, numbers in found.items()})

    done = {kind: share(one[ActionState.DONE], one["actions"]) for kind, one in found.items()}
    return Table(
        slug="rencana",
        title=_("Rencana layanan"),
        about=_("Kasus periode ini yang punya rencana, dan sejauh mana langkah-langkahnya dikerjakan."),
        heads=BOTH_HEADS,
        rows=[
            line("cases", _("Kasus dengan rencana")),
            line("actions", _("Langkah")),
            line(ActionState.DONE, _("– sudah dikerjakan")),
            line(ActionState.NOT_POSSIBLE, _("– tidak bisa dikerjakan")),
            row(_("Langkah yang sudah dikerjakan (%)"), done, empty=None),
        ],
    )


def services(cases: QuerySet, period: Period) -> list[Table]:
    """Referrals that ended in the period with the person served: by service, and by who was served.

    Primero "Services Provided". A referral for two services gave both. Sex, age and disability are those
    of the person concerned, as she told them.
    """
    mine = Q(complaint__persons__role=PersonRole.CONCERNED)
    rows = (
        _of(Referral, cases)
        .filter(period.holds("ended_at"), state=ReferralState.SERVED)
        .annotate(
            who=FilteredRelation("complaint__persons", condition=mine),
            sex=Coalesce(F("who__sex"), Value("")),
            age=Coalesce(F("who__age_band"), Value("")),
            disabled=Case(
                When(Q(who__isnull=True) | Q(who__disabilities=[]), then=Value("no")), default=Value("yes")
            ),
        )
        .values_list("complaint__kind", "sex", "age", "disabled", "services")
        .annotate(served=Count("pk"))
    )
    by_service, by_person = Counter(), Counter()
    for kind, sex, age, disabled, given, served in rows:
        for part in (("sex", sex), ("age", age), ("disabled", disabled)):
            by_person[kind, part] += served
        for service in given:
            by_service[kind, service] += served
    return [_given(by_service), _served(by_person)]


def _given(counts: Counter) -> Table:
    return Table(
        slug="layanan",
        title=_("Layanan yang diterima"),
        about=_("Rujukan yang selesai dalam periode ini dan orangnya dilayani, menurut layanannya."),
        heads=BOTH_HEADS,
        rows=listed(Service.choices, counts),
    )


def _served(counts: Counter) -> Table:
    unsaid = ("", _("Tidak disebut"))
    answers = [("yes", _("Penyandang disabilitas")), ("no", _("Bukan, atau tidak disebut"))]
    parts = [
        ("sex", _("Jenis kelamin"), [*Sex.choices, unsaid]),
        ("age", _("Umur"), [*AgeBand.choices, unsaid]),
        ("disabled", _("Disabilitas"), answers),
    ]
    rows = []
    for name, title, choices in parts:
        named = [((name, value), label) for value, label in choices]
        rows += [Row(title), *listed(named, counts)]
    return Table(
        slug="yang-dilayani",
        title=_("Siapa yang dilayani"),
        about=_("Rujukan yang sama, menurut orang yang didampingi; satu orang bisa dilayani beberapa kali."),
        heads=BOTH_HEADS,
        rows=rows,
    )


def per_case(received: QuerySet, whole: dict[str, int]) -> Table:
    """Referrals and follow-ups of the period's cases, up to today; ``whole``: these cases, by kind.

    Primero "Average Referrals" and "Average Follow-up Meetings Per Case".
    """
    rows = []
    for model, label, average, without in (
        (Referral, _("Rujukan"), _("Rujukan per kasus (rata-rata)"), _("Kasus tanpa rujukan")),
        (Note, _("Tindak lanjut"), _("Tindak lanjut per kasus (rata-rata)"), _("Kasus tanpa tindak lanjut")),
    ):
        numbers = _of(model, received).values_list("complaint__kind")
        numbers = numbers.annotate(rows=Count("pk"), cases=Count("complaint", distinct=True))
        found = {kind: (number, cases) for kind, number, cases in numbers}
        there = {kind: (*found.get(kind, (0, 0)), whole.get(kind, 0)) for kind in BOTH}
        rows += [
            row(label, {kind: number for kind, (number, _cases, _all) in there.items()}),
            row(average, {kind: mean(number, all_) for kind, (number, _cases, all_) in there.items()}),
            row(without, {kind: all_ - cases for kind, (_number, cases, all_) in there.items()}),
        ]
    return Table(
        slug="per-kasus",
        title=_("Rujukan dan tindak lanjut per kasus"),
        about=_("Semua rujukan dan tindak lanjut, sampai hari ini, dari kasus yang diterima periode ini."),
        heads=BOTH_HEADS,
        rows=rows,
    )


def load(reviewed: QuerySet) -> Table:
    """Open cases per volunteer today, whatever the period and whether they may be counted: it is her work.

    Primero "Case Load".
    """
    rows = reviewed.open().order_by().values_list("assigned_to")
    rows = rows.annotate(
        violence=Count("pk", filter=Q(kind=Kind.VIOLENCE)),
        social=Count("pk", filter=Q(kind=Kind.SOCIAL)),
    )
    found: list[Counter] = [Counter(), Counter(), Counter()]
    for _who, *numbers in rows:
        for column, number in zip(found, [*numbers, sum(numbers)], strict=True):
            column[number] += 1
    return Table(
        slug="beban",
        title=_("Beban relawan hari ini"),
        about=_("Kasus yang sedang berjalan hari ini per relawan yang mendampingi sedikitnya satu kasus."),
        heads=(*BOTH_HEADS, _("Semua")),
        rows=[
            Row(_("Relawan yang mendampingi"), tuple(_people(column) for column in found)),
            Row(_("Kasus berjalan"), tuple(_cases(column) for column in found)),
            Row(_("Kasus per relawan (median)"), tuple(median(_some(column)) for column in found)),
            Row(_("Terbanyak pada satu relawan"), tuple(max(_some(column), default=0) for column in found)),
        ],
    )


def _some(column: Counter) -> dict[int, int]:
    return {cases: people for cases, people in column.items() if cases}


def _people(column: Counter) -> int:
    return sum(_some(column).values())


def _cases(column: Counter) -> int:
    return sum(cases * people for cases, people in column.items())
