"""What it came to: time open, closing and its reasons, how people feel about it and about the services."""

from collections import Counter

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from ..directory import ReferralState
from ..enums import Feeling, Outcome, Satisfaction
from ..models import Referral
from ..periods import Period
from .tables import (
    BOTH,
    BOTH_HEADS,
    Row,
    Table,
    days_between,
    in_days,
    listed,
    median,
    row,
    share,
    village_day,
)

UNSAID = ""


def time_open(closed: QuerySet) -> Table:
    """Days from the day a case was received to the day it was closed. Primero "Time From Case Open to
    Close", as a median: a few old cases do not move it.
    """
    rows = (
        closed.order_by()
        .annotate(days=days_between(village_day("received_at"), village_day("closed_at")))
        .values_list("kind", "days")
        .annotate(cases=Count("pk"))
    )
    days = in_days(rows)
    return Table(
        slug="lama",
        title=_("Lama kasus berjalan"),
        about=_("Hari dari diterima sampai ditutup, dari kasus yang ditutup dalam periode ini."),
        heads=BOTH_HEADS,
        rows=[
            row(_("Kasus ditutup"), {kind: days[kind].total() for kind in BOTH}),
            row(_("Hari berjalan (median)"), {kind: median(days[kind]) for kind in BOTH}),
            row(_("Hari berjalan (terlama)"), {kind: max(days[kind], default=None) for kind in BOTH}),
        ],
    )


def closures(closed: QuerySet) -> Table:
    """Cases closed in the period by outcome, and how the person felt about it. Primero "Case Closure
    Rate" tells how many; the outcomes are those of the field.
    """
    rows = closed.order_by().values_list("kind", "outcome", "feeling").annotate(cases=Count("pk"))
    outcomes, feelings = Counter(), Counter()
    for kind, outcome, feeling, cases in rows:
        outcomes[kind, outcome] += cases
        feelings[kind, feeling] += cases
    return Table(
        slug="penutupan",
        title=_("Penutupan dan perasaan orangnya"),
        about=_("Kasus yang ditutup dalam periode ini, menurut hasilnya dan perasaan orang yang didampingi."),
        heads=BOTH_HEADS,
        rows=[
            Row(_("Hasil")),
            *listed(Outcome.choices, outcomes),
            Row(_("Perasaan waktu ditutup")),
            *listed([*Feeling.choices, (UNSAID, _("Tidak dikatakan"))], feelings),
        ],
    )


def satisfaction(cases: QuerySet, period: Period) -> Table:
    """What people said of services that ended in the period, served or not. Primero "Client Satisfaction
    Rate": the share of those content among those who were asked.
    """
    rows = (
        Referral.objects.filter(
            period.holds("ended_at"),
            state__in=[ReferralState.SERVED, ReferralState.NOT_SERVED],
            complaint__in=cases.order_by().values("pk"),
        )
        .order_by()
        .values_list("complaint__kind", "satisfaction")
        .annotate(referrals=Count("pk"))
    )
    found = Counter({(kind, said): referrals for kind, said, referrals in rows})
    asked = {kind: sum(found[kind, said] for said in Satisfaction.values) for kind in BOTH}
    content = {kind: share(found[kind, Satisfaction.YES], asked[kind]) for kind in BOTH}
    return Table(
        slug="kepuasan",
        title=_("Kepuasan atas layanan"),
        about=_("Rujukan yang diterima layanan dan selesai dalam periode ini, menurut kata orangnya."),
        heads=BOTH_HEADS,
        rows=[
            *listed([*Satisfaction.choices, (UNSAID, _("Belum ditanya"))], found),
            row(_("Puas dari yang menjawab (%)"), content),
        ],
    )
