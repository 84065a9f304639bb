"""How far a hand reaches: whose accounts and which roles someone may see, give, reset and end.

An officer reaches volunteers of the groups that her organisation accompanies, and secretaries of
villages in its regencies; only "account.staff" reaches officers and administrators. An account with
one foot outside the reach is left alone: a new password would open that other place too.
"""

from django.db.models import Q
from django.utils import timezone

from villages.models import Village

from .roles import Role

STAFF = (Role.OFFICER, Role.ADMINISTRATOR)


def villages(by) -> Q:
    """Villages (as a condition on Village) whose secretaries ``by`` keeps."""
    scope = by.scope
    if scope.everywhere:
        return Q()
    ours = Q(groups__partner__in=scope.organisations)
    return ours | Q(district__regency__organisations__in=scope.organisations)


def assignments(by) -> Q:
    """Assignments (as a condition on Assignment) that ``by`` may give and end."""
    if not by.scope.reviews:
        return Q(pk__in=[])
    places = Q(role=Role.VOLUNTEER) & by.scope.accompanied("group__")
    places |= Q(role=Role.SECRETARY, village__in=Village.objects.filter(villages(by)))
    return places | Q(role__in=STAFF) if by.has_perm("account.staff") else places


def roles(by) -> list[Role]:
    """The roles ``by`` may give at all."""
    if not by.has_perm("members.add_assignment"):
        return []
    return [role for role in Role if role not in STAFF or by.has_perm("account.staff")]


def may_give(by, role: str, place=None) -> bool:
    """Whether ``by`` may give ``role`` at ``place``: a Group, Village or Organisation, or None."""
    if role not in roles(by) or (place is None) != (role == Role.ADMINISTRATOR):
        return False
    if role == Role.VOLUNTEER:
        return type(place).objects.filter(by.scope.accompanied(), pk=place.pk).exists()
    if role == Role.SECRETARY:
        return Village.objects.filter(villages(by), pk=place.pk).exists()
    return True


def may_manage(by, user) -> bool:
    """Whether ``by`` may reset, change and end the account of ``user``: never her own."""
    if by.pk == user.pk or not by.has_perm("members.change_user"):
        return False
    rows = user.assignments.all()
    today = timezone.localdate()
    lasting = rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))
    held = lasting if lasting.exists() else rows
    if not held.exists():
        return by.has_perm("account.staff")
    return not held.exclude(pk__in=rows.filter(assignments(by)).values("pk")).exists()
