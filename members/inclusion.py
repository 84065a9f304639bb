"""How many members of a regency said what of themselves: the only place that counts it.

Never for one group: "transgender 1" beside 24 names is an outing. Over the groups of a regency a
figure is told from 10 on, rounded to 5, and only where at least three groups make it up, since
among fewer each could subtract its own.
"""

from collections import Counter
from dataclasses import dataclass

from safeguards.disclosure import LIMITS, Released, Rule, release

from .enums import Inclusion
from .models import Group, Member


@dataclass(frozen=True)
class Share:
    """``label`` of the attribute and the number as it may be printed."""

    label: str
    count: Released


def of_regency(regency_code: str) -> list[Share]:
    """One row per attribute; empty where the regency has too few groups. Two queries."""
    groups = Group.objects.active().filter(village__district__regency=regency_code)
    if not LIMITS.comparable(groups.count()):
        return []
    told = Member.objects.current().filter(group__in=groups, data_key__isnull=False)
    rows = told.select_related("data_key").only("inclusion", "data_key")
    counts = Counter(value for member in rows for value in member.inclusion)
    return [Share(label, release(counts[value], Rule.VIOLENCE)) for value, label in Inclusion.choices]
