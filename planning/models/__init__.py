"""What a group and its village bring to the meeting."""

from .activity import Activity, ActivityPhoto
from .step import PlanningStep

__all__ = ["Activity", "ActivityPhoto", "PlanningStep"]
