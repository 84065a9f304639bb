"""Which standard plans fit a case, the most exact first; the general one of its kind comes last."""

from .enums import PersonRole
from .models import Complaint, StandardPlan

MAIN, FURTHER = 2, 1  # what the case is mainly about, and what it is about too


def fitting_plans(complaint: Complaint) -> list[StandardPlan]:
    """Active plans of its kind none of whose facts the case lacks, with their actions. Three queries."""
    is_child = any(row.is_child for row in complaint.persons.filter(role=PersonRole.CONCERNED))
    rows = StandardPlan.objects.filter(kind=complaint.kind, is_active=True).prefetch_related("actions")
    ranked = [(exactness(row, complaint, is_child), row) for row in rows]
    fitting = [(rank, row) for rank, row in ranked if rank is not None]
    return [row for rank, row in sorted(fitting, key=lambda one: one[0], reverse=True)]


def exactness(plan: StandardPlan, complaint: Complaint, is_child: bool) -> tuple[int, ...] | None:
    """How exactly ``plan`` speaks of the case, comparable: a need says more than its category, a child
    more than the household. None when it states a fact that the case lacks.
    """
    strengths = (
        _told(plan.need, complaint.need, complaint.further),
        MAIN * (plan.sexual_kind in complaint.sexual_kinds) if plan.sexual_kind else None,
        _told(plan.category, complaint.category, complaint.further),
        MAIN * is_child if plan.is_child else None,
        MAIN * (complaint.domestic is True) if plan.is_domestic else None,
    )
    return None if 0 in strengths else tuple(one or 0 for one in strengths)


def _told(stated: str, main: str, further: list[str]) -> int | None:
    """How strongly the case says what a plan states; None where it states nothing."""
    if not stated:
        return None
    return MAIN if stated == main else FURTHER * (stated in further)
