"""The same tables exact and of the day, for officers and administrators; never for a village."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from members.models import Group
from safeguards.disclosure import Released, Rule, release
from villages.models import Village

from ..directory import SOCIAL_SERVICES, Service
from ..enums import Kind, ViolenceForm
from ..models import Complaint
from ..needs import Need, NeedCategory
from .counting import Counted, count
from .figures import TOTAL, Figures, Table, Work
from .lines import VillageTotals, totals_of
from .spans import Span


def exact_totals(*, user, village: Village, year: int, with_regency: bool = False) -> VillageTotals:
    """One village and year beside the year before, of what ``user`` reviews. ``with_regency``: its
    kecamatan and kabupaten as well, for who accompanies all of their groups.
    """
    places = {"village": village.pk}
    if with_regency:
        places |= {"village__district": village.district_id, "regency": village.regency_code}
    spans = [Span(year, village.zone), Span(year - 1, village.zone)]
    told = [[_figures(Q((field, code)), span, user) for span in spans] for field, code in places.items()]
    return totals_of(village=village, year=year, told=told, until=_until(spans[0]), exact=True)


def first_year(village: Village, user) -> int:
    """That of the first case in it that ``user`` reviews; this year where there is none."""
    cases = Complaint.objects.reviewed_by(user).filter(village=village, may_be_counted=True)
    first = cases.order_by("received_at").values_list("received_at", flat=True).first()
    return (first or timezone.now()).astimezone(village.zone).year


def _until(span: Span):
    today = timezone.localtime(timezone=span.zone).date()
    return today if today.year == span.year else None


def _figures(where: Q, span: Span, user) -> Figures:
    counted = count(where, span, user)
    social, violence = {"kind": Kind.SOCIAL}, {"kind": Kind.VIOLENCE}
    asked = {key[2] for key in counted.asked if key[1] == Kind.SOCIAL}
    services = [one for one in Service if one in SOCIAL_SERVICES or one in asked]
    [(field, code)] = where.children
    groups = {"village": "village", "village__district": "village__district"}
    standing = Group.objects.active().filter(**{groups.get(field, "village__district__regency"): code})
    return Figures(
        {
            Table.NEEDS: _table(counted, "cases", "category", NeedCategory, **social),
            Table.DETAILS: _present(_table(counted, "cases", "need", Need, **social)),
            Table.VIOLENCE: _table(counted, "cases", "category", ViolenceForm, **violence),
            Table.ASKED: _table(counted, "asked", "service", services, **social),
            Table.LATE: _table(counted, "late", "service", services, **social),
            Table.HELP: _present(_table(counted, "asked", "service", Service, **violence)),
            Table.WORK: {
                Work.INQUIRIES: _exact(counted.inquiries.total()),
                Work.NOTES: _exact(counted.notes.total()),
            },
        },
        standing.count(),
    )


def _table(counted: Counted, what: str, part: str, keys: Iterable[str], **wanted) -> dict[str, Released]:
    cells = {key: _exact(counted.sum(what, **wanted, **{part: key})) for key in keys}
    return cells | {TOTAL: _exact(counted.sum(what, **wanted))}


def _present(table: dict[str, Released]) -> dict[str, Released]:
    return {key: figure for key, figure in table.items() if figure.value and key != TOTAL}


def _exact(count: int) -> Released:
    return release(count, Rule.EXACT)
