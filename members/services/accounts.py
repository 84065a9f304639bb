"""Accounts of others: made, reset and ended by whoever has them within reach.

Nobody but its owner ever knows a password: whoever makes or reopens an account gets an invitation to
hand on (services/invitations.py).
"""

from collections.abc import Callable

from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from safeguards import audit

from .. import reach
from ..errors import AccountEnded, AlreadyLinked, AlreadyThere
from ..models import Assignment, Member, User
from ..roles import PLACE_OF, Role
from . import invitations, sessions
from .frame import deed
from .invitations import Invited


def create_account(
    *,
    by: User,
    role: str,
    place=None,
    full_name: str,
    username: str = "",
    phone=None,
    member: Member | None = None,
) -> Invited:
    """An account with one role at ``place``, linked to ``member`` when she already sits in a group."""
    action = "account.created"
    with deed(action=action, by=by, permitted=reach.may_give(by, role, place)):
        _refuse_a_second_one(full_name, role, place)
        user = User(username=username or free_username(full_name), full_name=full_name, phone=phone or None)
        user.set_unusable_password()
        user.save(force_insert=True)
        row = _assign(user, role, place)
        if member is not None:
            _link(member, user)
        audit.record(action=action, by=by, subject=user, figures={"role": row.role, **_place_figures(row)})
        return invitations.invite(user, by=by)


def first_administrator(*, full_name: str, username: str, phone=None) -> Invited:
    """The account with which a new portal begins; AlreadyThere once an administrator can log in."""
    action = "account.created"
    with deed(action=action, by=None, permitted=True):
        if Assignment.objects.current().filter(role=Role.ADMINISTRATOR, user__is_active=True).exists():
            raise AlreadyThere(_("Administrator sudah ada. Akun lain dibuat di /admin/."))
        user = User(username=username, full_name=full_name, phone=phone)
        user.set_unusable_password()
        user.full_clean(exclude=["password"])
        user.save(force_insert=True)
        _assign(user, Role.ADMINISTRATOR, None)
        audit.record(action=action, by=None, subject=user, figures={"role": Role.ADMINISTRATOR.value})
        return invitations.invite(user, by=None)


def end_account(*, by: User, user: User, hand_over: Callable[[User], object]):
    """Her assignments end today and she is out at her next request; all in one transaction with
    ``hand_over``, which moves what she leaves behind (cases, which members know nothing of).
    """
    action = "account.ended"
    with deed(action=action, by=by, subject=user, permitted=reach.may_manage(by, user)):
        row = User.objects.select_for_update().get(pk=user.pk)
        row.is_active = False
        row.save(update_fields=["is_active"])
        invitations.close(row, by=by)
        ended = _end_assignments(row)
        sessions.end_all(row)
        audit.record(action=action, by=by, subject=row, figures={"assignments": ended})
        return hand_over(row)


def reopen_account(*, by: User, user: User) -> Invited:
    """An ended account opens again with an invitation; roles are given anew."""
    action = "account.reopened"
    with deed(action=action, by=by, subject=user, permitted=reach.may_manage(by, user)):
        row = User.objects.select_for_update().get(pk=user.pk)
        row.is_active = True
        row.save(update_fields=["is_active"])
        audit.record(action=action, by=by, subject=row)
        return invitations.invite(row, by=by)


def change_details(*, by: User, user: User, changed: list[str]) -> None:
    """Saves ``changed`` fields (name, phone, mail) of an account that a form has checked."""
    with deed(action="account.changed", by=by, subject=user, permitted=reach.may_manage(by, user)):
        user.save(update_fields=changed)
        audit.record(action="account.changed", by=by, subject=user, figures={"fields": changed})


def give_role(*, by: User, user: User, role: str, place=None, starts_on=None, ends_on=None) -> Assignment:
    """One more role for an account; nobody gives one to herself."""
    action = "assignment.made"
    permitted = by.pk != user.pk and reach.may_give(by, role, place)
    with deed(action=action, by=by, subject=user, permitted=permitted):
        if not user.is_active:
            raise AccountEnded
        row = _assign(user, role, place, starts_on=starts_on, ends_on=ends_on)
        audit.record(action=action, by=by, subject=row, figures={"role": role, **_place_figures(row)})
    return row


def grant_identity(*, by: User, assignment: Assignment, granted: bool) -> None:
    """Lets an officer take identity into a file (complaints' export of rows), or no longer."""
    action = "assignment.changed"
    row = Assignment.objects.select_related("user").get(pk=assignment.pk)
    permitted = by.has_perm("account.staff") and row.user_id != by.pk and row.role == Role.OFFICER
    with deed(action=action, by=by, subject=row, permitted=permitted):
        locked = Assignment.objects.select_for_update().get(pk=row.pk)
        locked.exports_identity = granted
        locked.save(update_fields=["exports_identity"])
        audit.record(action=action, by=by, subject=locked, figures={"exports_identity": granted})


def end_role(*, by: User, assignment: Assignment, ends_on, hand_over: Callable[[User], object]):
    """Sets (or clears, with None) the last day of an assignment, then hands over what it held."""
    action = "assignment.changed" if ends_on is None else "assignment.ended"
    within = Assignment.objects.visible_to(by).filter(pk=assignment.pk).exists()
    permitted = within and assignment.user_id != by.pk
    with deed(action=action, by=by, subject=assignment, permitted=permitted):
        row = Assignment.objects.select_for_update().get(pk=assignment.pk)
        row.ends_on = ends_on
        row.save(update_fields=["ends_on"])
        ends = ends_on.isoformat() if ends_on else ""
        audit.record(action=action, by=by, subject=row, figures={"ends_on": ends})
        return hand_over(row.user)


def free_username(full_name: str) -> str:
    """ "Contoh Siti Aminah" → "contoh.siti", with a number where that is taken."""
    words = slugify(full_name).split("-")[:2]
    stem = ".".join(filter(None, words))[:50] or "akun"
    taken = set(User.objects.filter(username__startswith=stem).values_list("username", flat=True))
    numbered = (f"{stem}{number}" for number in range(2, len(taken) + 3))
    return stem if stem not in taken else next(name for name in numbered if name not in taken)


def _refuse_a_second_one(full_name: str, role: str, place) -> None:
    """Of a double tap the second one waits for the place's row, then finds what the first has made."""
    fields = {}
    if place is not None:
        fields = {PLACE_OF[role]: type(place)._default_manager.select_for_update().get(pk=place.pk)}
    held = Assignment.objects.current().filter(role=role, user__is_active=True, **fields)
    if held.filter(user__full_name__iexact=full_name).exists():
        raise AlreadyThere


def _assign(user: User, role: str, place, *, starts_on=None, ends_on=None) -> Assignment:
    fields = {PLACE_OF[role]: place} if role in PLACE_OF else {}
    return user.assignments.create(
        role=role, starts_on=starts_on or timezone.localdate(), ends_on=ends_on, **fields
    )


def _place_figures(row: Assignment) -> dict:
    return {PLACE_OF[row.role]: str(row.place.pk)} if row.role in PLACE_OF else {}


def _link(member: Member, user: User) -> None:
    seat = Member.objects.select_for_update().get(pk=member.pk)
    if seat.user_id is not None:
        raise AlreadyLinked
    seat.user = user
    seat.save(update_fields=["user"])


def _end_assignments(user: User) -> int:
    """Today is the last day of those that run; what had not begun never will."""
    today = timezone.localdate()
    user.assignments.filter(starts_on__gt=today).delete()
    running = user.assignments.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=today))
    return running.update(ends_on=today)
