"""Codes of closed lists among the figures of the audit trail, in the words of their lists."""

from members.enums import FactorKind
from members.models import Member
from members.roles import Role

from ..directory import ComplaintRoute, ReferralState, ReminderKind, ServiceRequestKind
from ..enums import (
    ActionState,
    AssessmentKind,
    ConsentDecision,
    ConsentPurpose,
    Feeling,
    FileKind,
    Kind,
    NoteKind,
    Outcome,
    Satisfaction,
    Stage,
    TransferState,
    Urgency,
)
from ..models import Provider
from ..personal_rights import RightsKind

KINDS = (Kind, NoteKind, AssessmentKind, RightsKind, ReminderKind, FileKind, ServiceRequestKind, FactorKind)


def _spelled(*lists) -> dict:
    """Their codes in words; of two lists that share a code the first speaks."""
    return {value: label for choices in reversed(lists) for value, label in choices.choices}


# Figures that hold a code of a closed list; one that is in none of them is told as it is.
CODED = {
    "model": {model._meta.label: model._meta.verbose_name_plural for model in (Member, Provider)},
    "role": _spelled(Role),
    "kind": _spelled(*KINDS),
    "from": _spelled(Stage),
    "to": _spelled(Stage, ComplaintRoute),
    "state": _spelled(ReferralState, ActionState, TransferState),
    "purpose": _spelled(ConsentPurpose),
    "decision": _spelled(ConsentDecision),
    "outcome": _spelled(Outcome),
    "feeling": _spelled(Feeling),
    "satisfaction": _spelled(Satisfaction),
    "proposed": _spelled(Urgency),
    "urgency": _spelled(Urgency),
}


def in_words(name: str, value):
    """``value`` of the figure ``name`` in its list's words; what is in no list is told as it is."""
    return CODED.get(name, {}).get(value, value) if isinstance(value, str) else value
