"""Admin of what villages plan; each module registers its own, and the trail learns its words."""

from complaints.admin.audit_codes import CODED

from ..budget import Status
from . import proposal, proposal_rule

__all__ = ["proposal", "proposal_rule"]

for name in ("from", "to"):
    CODED[name] = {**dict(Status.choices), **CODED[name]}
