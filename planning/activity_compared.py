"""What somebody typed beside what was saved meanwhile, field by field."""

from .activity_forms import WHOLE_GROUP, ActivityForm
from .activity_kinds import ActivityKind
from .models import Activity
from .services.activities import FIELDS


def both_versions(activity: Activity, hers: dict) -> list[dict]:
    """The fields in which they differ, each in words."""
    return [
        {
            "label": ActivityForm.base_fields[name].label,
            "hers": _shown(name, hers[name]),
            "newest": _shown(name, getattr(activity, name)),
        }
        for name in FIELDS
        if hers[name] != getattr(activity, name)
    ]


def _shown(name: str, value):
    if name == "kind":
        return ActivityKind(value).label
    if name == "division":
        return dict(Activity._meta.get_field("division").flatchoices).get(value, WHOLE_GROUP)
    return value
