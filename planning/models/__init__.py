"""What a village plans."""

from .proposal import Proposal, ProposalRule, ProposalStep

__all__ = ["Proposal", "ProposalRule", "ProposalStep"]
