"""Keeping the standard plans: what comes with the portal, and that a change is on record."""

import json
from pathlib import Path

from django.db import transaction

from safeguards import audit

from ..models import StandardAction, StandardPlan

SEEDS = Path(__file__).parent.parent / "data" / "standard_plans.json"
FACTS = ("kind", "category", "need", "sexual_kind", "is_domestic", "is_child")


def load_standard_plans() -> list[StandardPlan]:
    """Adds the plans that are missing, and returns those; changes none.

    A plan is there if one has its name, or speaks of the same cases: an officer may have renamed it,
    worded it anew or put it out of use.
    """
    with transaction.atomic():
        rows = list(StandardPlan.objects.all())
        names, facts = {row.name for row in rows}, {_facts(row) for row in rows}
        plans = [(_plan(told), told["actions"]) for told in json.loads(SEEDS.read_text())]
        missing = [one for one in plans if one[0].name not in names and _facts(one[0]) not in facts]
        for plan, actions in missing:
            _add(plan, actions)
    return [plan for plan, _actions in missing]


def _plan(told: dict) -> StandardPlan:
    return StandardPlan(name=told["name"], **{name: told[name] for name in FACTS if name in told})


def _facts(plan: StandardPlan) -> tuple:
    return tuple(getattr(plan, name) for name in FACTS)


def _add(plan: StandardPlan, actions: list) -> None:
    plan.save(force_insert=True)
    StandardAction.objects.bulk_create(
        StandardAction(plan=plan, place=place, text=text, days=days)
        for place, (text, days) in enumerate(actions, start=1)
    )
    keep_standard_plan(plan=plan, is_new=True)


def keep_standard_plan(*, plan: StandardPlan, by=None, is_new: bool, changed: list[str] = ()) -> None:
    """Records that ``plan``, saved by the admin's own form, is new or was changed in these fields."""
    figures = {"new": is_new, "fields": sorted(changed)}
    audit.record(action="standardplan.changed", by=by, subject=plan, figures=figures)
