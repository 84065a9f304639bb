"""What is kept of the planning: released figures and limits, proposals, activities, the year's dates."""

from .activity import Activity, ActivityPhoto
from .limits import DisclosureLimits
from .planning_step import PlanningStep
from .proposal import Proposal, ProposalRule, ProposalStep
from .release import Release

__all__ = [
    "Activity",
    "ActivityPhoto",
    "DisclosureLimits",
    "PlanningStep",
    "Proposal",
    "ProposalRule",
    "ProposalStep",
    "Release",
]
