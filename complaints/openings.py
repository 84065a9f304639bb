"""Who opened which sealed case: for an administrator all, for the ketua of a group its own. Of each only what
its reader may know of: ``Complaint.objects.visible_to`` leaves out hidden cases and those beyond her sight.
"""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.timezone import localdate

from members.models import Assignment
from members.roles import Role

from .models import Complaint, Opening

OPENERS = (Role.OFFICER, Role.ADMINISTRATOR)


def openings_within(user) -> QuerySet[Opening]:
    """Newest first, of every case that ``user`` may know of."""
    rows = Opening.objects.filter(complaint__in=Complaint.objects.visible_to(user))
    return rows.select_related("complaint__group", "user")


def openings_of_groups(user) -> QuerySet[Opening]:
    """Of the groups for whose cases she answers."""
    return openings_within(user).filter(complaint__group__in=user.scope.overseen_groups)


def tell_roles(rows: Iterable[Opening]) -> None:
    """Adds ``role``, as what each of them opened it on that day; one query for the page."""
    rows = list(rows)
    held = Assignment.objects.filter(user__in={row.user_id for row in rows}, role__in=OPENERS)
    held = list(held.select_related("organisation").order_by("starts_on", "pk"))
    for row in rows:
        day = localdate(row.at)
        row.role = ", ".join(
            _words(post) for post in held if post.user_id == row.user_id and _lasts(post, day)
        )


def _lasts(post: Assignment, day) -> bool:
    return post.starts_on <= day and (post.ends_on is None or post.ends_on >= day)


def _words(post: Assignment) -> str:
    return f"{post.get_role_display()} {post.organisation.short_name if post.organisation else ''}".strip()
