"""`/kelompok/`: a volunteer's own group, its divisions, its decree, and who is in it."""

from itertools import groupby

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from .. import inclusion
from ..enums import Division, Position, Sex
from ..models import Group, Member
from ..permissions import permission_required


@require_safe
@permission_required("group.own")
def group(request):
    """One group at once; who volunteers in several chooses by ``?kelompok=<id>``."""
    groups = list(
        Group.objects.filter(pk__in=request.user.scope.volunteer_groups).select_related(
            "village__district__regency", "partner"
        )
    )
    chosen = _chosen(groups, request.GET.get("kelompok"))
    oversees = chosen.pk in request.user.scope.overseen_groups
    return render(request, "members/group.html", {"groups": groups, "oversees": oversees, **_told(chosen)})


def _chosen(groups: list[Group], wanted: str | None) -> Group:
    """The group asked for, else the first; 404 for a foreign one and for who has none."""
    found = [row for row in groups if wanted is None or str(row.pk) == wanted]
    if not found:
        raise Http404
    return found[0]


def _told(group: Group) -> dict:
    today = timezone.localdate()
    members = list(Member.objects.current(today).filter(group=group).with_standing(today))
    return {
        "group": group,
        "regency": group.village.district.regency,
        "divisions": _divisions(members),
        "members_count": len(members),
        "women": _women(members),
        "shares": inclusion.of_regency(group.village.district.regency_id),
        "lapsed": group.sk_has_lapsed(today),
        "lapses_soon": group.sk_lapses_soon(today),
    }


def _divisions(members: list[Member]) -> list[tuple[str, list[Member]]]:
    """(division, members with ketua first) in the programme's order; the board without one first."""
    order = {value: place for place, value in enumerate(["", *Division.values])}
    rank = {value: place for place, value in enumerate(Position.values)}
    rows = sorted(members, key=lambda row: (order[row.division], rank[row.position], row.full_name))
    parts = groupby(rows, key=lambda row: row.division)
    return [(Division(value).label if value else "", list(part)) for value, part in parts]


def _women(members: list[Member]) -> dict | None:
    if not members:
        return None
    count = sum(row.sex == Sex.FEMALE for row in members)
    return {"count": count, "percent": round(100 * count / len(members))}
