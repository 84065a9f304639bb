"""What a user may do with an activity that she sees."""

from datetime import timedelta

from django.utils import timezone

from ..models import Activity

FREE = timedelta(days=90)  # how long anyone of the group may still mend what was recorded


def may_record(user, group) -> bool:
    return group.pk in user.scope.volunteer_groups


def may_read_words(user, activity: Activity) -> bool:
    """Its title, who accompanies its group too; the village office reads counts, since a name may have
    slipped in.
    """
    scope = user.scope
    return is_own(user, activity) or scope.everywhere or activity.group.partner_id in scope.organisations


def is_own(user, activity: Activity) -> bool:
    """Of her group: she reads all of it, the photo too."""
    return activity.group_id in user.scope.volunteer_groups


def are_own(user, activities) -> bool:
    """Each of this queryset: then she reads their sums as they are."""
    return not activities.exclude(group__in=user.scope.volunteer_groups).exists()


def may_change(user, activity: Activity) -> bool:
    """Of her group; what is older than 90 days, as ketua or koordinator."""
    if not is_own(user, activity):
        return False
    return not is_old(activity) or activity.group_id in user.scope.led_groups


def is_old(activity: Activity) -> bool:
    return timezone.now() - activity.at > FREE
