"""Admin of what villages plan; each module registers its own."""

from . import proposal, proposal_rule

__all__ = ["proposal", "proposal_rule"]
