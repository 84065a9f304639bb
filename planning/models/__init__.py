"""What is kept of the planning: figures as they were released, their limits, and what a village plans."""

from .limits import DisclosureLimits
from .proposal import Proposal, ProposalRule, ProposalStep
from .release import Release

__all__ = ["DisclosureLimits", "Proposal", "ProposalRule", "ProposalStep", "Release"]
