"""The same tables exact and of the day, for officers and administrators; never for a village."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import Count, Q
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
    kecamatan and kabupaten as well, for who accompanies all of their groups; they are counted in the same
    queries, four of each year. What a group did is told of the village alone.
    """
    here = Q(village=village.pk)
    where, places, standing = here, [village.pk], Counter()
    if with_regency:
        where = Q(regency=village.regency_code)
        places += [village.district_id, village.regency_code]
        standing = _standing(village.regency_code)
    spans = [Span(year, village.zone), Span(year - 1, village.zone)]
    counted = [count(where, span, user, work=here) for span in spans]
    told = [[_figures(of_year.of(place), standing[place]) for of_year in counted] for place in places]
    return totals_of(village=village, year=year, told=told, until=_until(spans[0]), exact=True)


def _standing(regency: str) -> Counter:
    """How many groups stand in the kabupaten and in each kecamatan of it."""
    rows = Group.objects.active().filter(village__district__regency=regency).order_by()
    districts = Counter(dict(rows.values_list("village__district").annotate(number=Count("*"))))
    return districts + Counter({regency: districts.total()})


def first_year(village: Village, user) -> int:
    """That of the first case in it that ``user`` reviews; this year where there is none."""
    cases = Complaint.objects.reviewed_by(user).filter(village=village, may_be_counted=True)
    first = cases.order_by("received_at").values_list("received_at", flat=True).first()
    return (first or timezone.now()).astimezone(village.zone).year


def _until(span: Span):
    today = timezone.localtime(timezone=span.zone).date()
    return today if today.year == span.year else None


def _figures(counted: Counted, groups: int) -> Figures:
    social, violence = {"kind": Kind.SOCIAL}, {"kind": Kind.VIOLENCE}
    asked = {key[2] for key in counted.asked if key[1] == Kind.SOCIAL}
    services = [one for one in Service if one in SOCIAL_SERVICES or one in asked]
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
        groups,
        unlisted=_exact(0),
    )


def _table(counted: Counted, what: str, part: str, keys: Iterable[str], **wanted) -> dict[str, Released]:
    cells = {key: _exact(counted.sum(what, **wanted, **{part: key})) for key in keys}
    return cells | {TOTAL: _exact(counted.sum(what, **wanted))}


def _present(table: dict[str, Released]) -> dict[str, Released]:
    return {key: figure for key, figure in table.items() if figure.value and key != TOTAL}


def _exact(count: int) -> Released:
    return release(count, Rule.EXACT)
