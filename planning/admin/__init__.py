"""Admin of what goes to the village meeting; each module registers its own."""

from complaints.admin import audit_words
from complaints.admin.audit_codes import CODED

from ..budget import Status
from . import activities, limits, planning_steps, proposal_rule, proposals, words

__all__ = ["activities", "limits", "planning_steps", "proposal_rule", "proposals"]

for name in ("from", "to"):
    CODED[name] = {**dict(Status.choices), **CODED[name]}

audit_words.ACTIONS.update(words.ACTIONS)
audit_words.REASONS.update(words.REASONS)
audit_words.FIGURES.update(words.FIGURES)
