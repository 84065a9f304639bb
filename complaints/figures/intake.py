"""What came in: cases, incidents, and how long it took until somebody was told."""

from collections import Counter
from datetime import timedelta

from django.db.models import Count, F, QuerySet
from django.utils.translation import gettext as _

from ..enums import Kind, Outcome, ViolenceForm, When
from ..needs import NeedCategory
from .tables import BOTH_HEADS, VIOLENCE_HEAD, Row, Table, days_between, listed, row, village_day

MONTH = 30  # days
# The last day of each band; a month counts as 30 days.
BANDS = ((3, "0–3"), (5, "4–5"), (14, "6–14"), (MONTH, "15–30"), (4 * MONTH - 1, "1–3"), (None, "4+"))
UNKNOWN = "unknown"
DECIDED = frozenset({When.TODAY, When.THREE_DAYS})  # words that hold no other band than the first


def cases_and_forms(received: QuerySet) -> list[Table]:
    """Cases received, and incidents of violence among them; then both by form and need.

    Primero "Number of Cases" and "Number of Incidents". Here one case of violence tells one incident, and
    one that was recorded twice (outcome: duplicate) is one incident.
    """
    rows = (
        received.order_by()
        .values_list("kind", "category", "domestic", "happened", "outcome")
        .annotate(cases=Count("pk"))
    )
    counted, found = Counter(), Counter()
    for kind, category, domestic, happened, outcome, cases in rows:
        counted[kind, category] += cases
        found["cases", kind] += cases
        if kind == Kind.VIOLENCE and outcome != Outcome.DUPLICATE:
            found["incidents", kind] += cases
            found["domestic", kind] += cases if domestic else 0
            found["repeated", kind] += cases if happened == When.REPEATED else 0
    return [_numbers(found), _forms(counted)]


def _numbers(found: Counter) -> Table:
    def line(name: str, label: str) -> Row:
        both = {kind: found[name, kind] for kind in Kind}
        return row(label, both) if name == "cases" else Row(label, (both[Kind.VIOLENCE], None))

    return Table(
        slug="kasus",
        title=_("Kasus dan kejadian"),
        about=_("Kasus yang diterima dalam periode ini; kejadian yang tercatat dua kali dihitung sekali."),
        heads=BOTH_HEADS,
        rows=[
            line("cases", _("Kasus diterima")),
            line("incidents", _("Kejadian kekerasan")),
            line("domestic", _("– dalam rumah tangga (KDRT)")),
            line("repeated", _("– terjadi berulang-ulang")),
        ],
    )


def _forms(counted: Counter) -> Table:
    return Table(
        slug="bentuk",
        title=_("Menurut bentuk dan kebutuhan"),
        about=_("Setiap kasus dihitung sekali, menurut bentuk kekerasan atau kebutuhan utamanya."),
        heads=(_("Kasus"),),
        rows=[
            *listed(ViolenceForm.choices, counted, [Kind.VIOLENCE]),
            *listed(NeedCategory.choices, counted, [Kind.SOCIAL]),
        ],
    )


def reporting_delay(received: QuerySet) -> Table:
    """Days from the incident to the day it was recorded, both on the clock of the village.

    Primero "Reporting Delay", with its bands, incidents of violence alone. Where no date is known, but
    that it was today or up to three days ago, the band is known all the same.
    """
    incidents = received.filter(kind=Kind.VIOLENCE).exclude(outcome=Outcome.DUPLICATE)
    rows = (
        incidents.order_by()
        .annotate(days=days_between(F("happened_on"), village_day("received_at")))
        .values_list("days", "happened")
        .annotate(cases=Count("pk"))
    )
    found = Counter()
    for days, happened, cases in rows:
        found[band(days, happened)] += cases
    labels = {
        "0–3": _("0–3 hari"),
        "4–5": _("4–5 hari"),
        "6–14": _("6–14 hari"),
        "15–30": _("15–30 hari"),
        "1–3": _("1–3 bulan"),
        "4+": _("4 bulan atau lebih"),
        UNKNOWN: _("Tidak diketahui"),
    }
    return Table(
        slug="jeda",
        title=_("Jeda dari kejadian sampai dicatat"),
        about=_("Dihitung dari tanggal kejadian sampai hari kasus kekerasan dicatat; sebulan 30 hari."),
        heads=VIOLENCE_HEAD,
        rows=[Row(label, (found[name],)) for name, label in labels.items()],
    )


def band(days: timedelta | None, happened: str) -> str:
    """The band of a delay. A date after the day of recording is a mistyped one."""
    if days is None:
        return BANDS[0][1] if happened in DECIDED else UNKNOWN
    if days.days < 0:
        return UNKNOWN
    return next(name for last, name in BANDS if last is None or days.days <= last)
