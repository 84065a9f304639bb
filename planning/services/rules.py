"""Keeping the rules that suggest proposals: what comes with the portal, and that a change is on record."""

from django.db import transaction

from safeguards import audit

from ..models import ProposalRule
from ..standard_rules import STANDARD_RULES


def add_standard_rules(model: type = ProposalRule) -> int:
    """Adds those whose code is missing, changes none; returns how many were added.

    ``model``: also ProposalRule as a migration knows it, which has no column of a later day.
    """
    known = {field.name for field in model._meta.get_fields()}
    added = 0
    for place, told in enumerate(STANDARD_RULES, start=1):
        values = {name: value for name, value in {**told, "place": place}.items() if name in known}
        added += model.objects.get_or_create(code=values.pop("code"), defaults=values)[1]
    return added


@transaction.atomic
def keep_rule(*, rule: ProposalRule, by, changed: list[str], is_new: bool) -> None:
    """Saves what a form of admin has checked; where nothing was changed, nothing is recorded."""
    if not changed and not is_new:
        return
    rule.save()
    figures = {"new": is_new, "fields": sorted(changed)}
    audit.record(action="proposalrule.changed", by=by, subject=rule, figures=figures)
