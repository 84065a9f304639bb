"""Which standard plans fit a case, the most exact first; the general one of its kind comes last."""

from .enums import Relation
from .models import Complaint, Person, StandardPlan
from .policies import is_child_among

MAIN, FURTHER = 2, 1  # what the case is mainly about, and what it is about too
# Where nobody has said whether it was domestic violence: who is likely of her household (UU 23/2004 Ps 2).
HOUSEHOLD = frozenset({Relation.SPOUSE, Relation.PARENT, Relation.FAMILY})


def offered_plans(complaint: Complaint) -> list[StandardPlan]:
    """Active plans of its kind with their actions: those that fit, most exact first, then the others by
    name. Three queries.
    """
    persons = list(complaint.persons.all())
    rows = StandardPlan.objects.filter(kind=complaint.kind, is_active=True).prefetch_related("actions")
    ranked = [(exactness(row, complaint, persons), row) for row in rows]
    fitting = sorted((one for one in ranked if one[0] is not None), key=lambda one: one[0], reverse=True)
    return [row for rank, row in fitting] + [row for rank, row in ranked if rank is None]


def exactness(plan: StandardPlan, complaint: Complaint, persons: list[Person]) -> tuple[int, ...] | None:
    """How exactly ``plan`` speaks of the case, comparable: a need says more than its category, a child
    more than the household. None when it states a fact that the case lacks.
    """
    strengths = (
        _told(plan.need, complaint.need, complaint.further),
        MAIN * (plan.sexual_kind in complaint.sexual_kinds) if plan.sexual_kind else None,
        _told(plan.category, complaint.category, complaint.further),
        MAIN * is_child_among(persons) if plan.is_child else None,
        _domestic(complaint, persons) if plan.is_domestic else None,
    )
    return None if 0 in strengths else tuple(one or 0 for one in strengths)


def _domestic(complaint: Complaint, persons: list[Person]) -> int:
    if complaint.domestic is not None:
        return MAIN * complaint.domestic
    return FURTHER * any(row.relation in HOUSEHOLD for row in persons)


def _told(stated: str, main: str, further: list[str]) -> int | None:
    """How strongly the case says what a plan states; None where it states nothing."""
    if not stated:
        return None
    return MAIN if stated == main else FURTHER * (stated in further)
