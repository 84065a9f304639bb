"""Counts as they are, of a place and a span. Nothing here is told: see releasing.py and exact.py."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from ..directory import ReferralState
from ..enums import Kind
from ..models import Complaint, Inquiry, Referral
from .spans import Span


@dataclass(frozen=True)
class Counted:
    """By village code first. ``cases``: (village, kind, category, need, quarter); ``asked`` and ``late``:
    (village, kind, service), how often a service was asked for, and how often its answer came late or not
    yet; ``inquiries`` and ``notes`` (village,), of kind B: of violence they would be a second number.
    """

    cases: Counter
    asked: Counter
    late: Counter
    inquiries: Counter
    notes: Counter

    def of(self, place: str) -> "Counted":
        """What lies in a village, kecamatan or kabupaten, as one: its code, with which those of its
        villages begin, stands in the place of theirs.
        """
        within = {what: Counter() for what in PARTS}
        for what, counter in within.items():
            for (village, *rest), number in getattr(self, what).items():
                if village.startswith(place):
                    counter[place, *rest] += number
        return Counted(**within)

    def sum(self, what: str, **wanted) -> int:
        """Of ``what`` all that agree with ``wanted`` (village, kind, category …)."""
        places = {PARTS[what].index(name): value for name, value in wanted.items()}
        rows = getattr(self, what).items()
        return sum(count for key, count in rows if all(key[at] == value for at, value in places.items()))


PARTS = {
    "cases": ("village", "kind", "category", "need", "quarter"),
    "asked": ("village", "kind", "service"),
    "late": ("village", "kind", "service"),
    "inquiries": ("village",),
    "notes": ("village",),
}


def count(where: Q, span: Span, user=None, *, work: Q | None = None) -> Counted:
    """``where``: of which place, as fields of a case (village, regency); ``work``: the same for inquiries
    and notes, where they are wanted of fewer. With ``user`` what she reviews alone. Four queries.
    """
    work = where if work is None else work
    cases = Complaint.objects.reviewed_by(user) if user else Complaint.objects.all()
    sent = Referral.objects.reviewed_by(user) if user else Referral.objects.all()
    asked, late = _asked_and_late(sent.filter(_prefixed(where, "complaint")), span)
    noted = cases.filter(
        work, span.holds("notes__at", row="notes__id"), may_be_counted=True, kind=Kind.SOCIAL
    )
    inquiries = Inquiry.objects.filter(work, span.holds("received_at"), kind=Kind.SOCIAL)
    return Counted(
        cases=_cases(cases.filter(where), span),
        asked=asked,
        late=late,
        inquiries=_by_village(inquiries),
        notes=_by_village(noted),
    )


def _cases(cases: QuerySet, span: Span) -> Counter:
    rows = (
        cases.filter(span.holds("received_at"), may_be_counted=True)
        .order_by()
        .annotate(quarter=span.quarter_of("received_at"))
        .values_list("village", "kind", "category", "need", "quarter")
        .annotate(cases=Count("*"))
    )
    return Counter({tuple(key): cases for *key, cases in rows})


def _asked_and_late(sent: QuerySet, span: Span) -> tuple[Counter, Counter]:
    rows = (
        sent.filter(span.holds("sent_at"), complaint__may_be_counted=True)
        .order_by()
        .values_list("complaint__village", "complaint__kind", "services")
        .annotate(asked=Count("*"), late=Count("sent_at", filter=came_late()))
    )
    asked, late = Counter(), Counter()
    for village, kind, services, times, late_times in rows:
        for service in services:
            asked[village, kind, service] += times
            late[village, kind, service] += late_times
    return asked, late


def came_late() -> Q:
    """Of a referral: that its answer came after the day that was set, or has not come and is due."""
    return Q(state=ReferralState.SENT, due_at__lt=timezone.now()) | Q(answered_at__gt=F("due_at"))


def _by_village(rows: QuerySet) -> Counter:
    counted = rows.order_by().values_list("village").annotate(count=Count("*"))
    return Counter({(code,): count for code, count in counted})


def _prefixed(where: Q, relation: str) -> Q:
    return Q(*[(f"{relation}__{name}", value) for name, value in where.children])
