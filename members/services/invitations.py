"""Invitations: whoever keeps an account sends its owner a link, and never sees her password.

The link works once, for three days, and sets a password; it logs nobody in, so that a second factor
stands before whoever else may hold it.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from safeguards import audit

from .. import codes, reach
from ..errors import AccountEnded, InvitationOver, NoInvitation
from ..models import Invitation, User
from . import sessions
from .frame import deed

LASTS = timedelta(hours=72)


@dataclass(frozen=True)
class Invited:
    """An account, and the code of its invitation, which prints itself nowhere."""

    user: User
    code: str
    expires_at: object

    def __repr__(self) -> str:
        return f"<Invited {self.user.pk}>"


def reset_password(*, by: User, user: User) -> Invited:
    """Her old password and sessions end at once; the link leads her to a new one."""
    action = "password.reset"
    with deed(action=action, by=by, subject=user, permitted=reach.may_manage(by, user)):
        row = User.objects.select_for_update().get(pk=user.pk)
        if not row.is_active:
            raise AccountEnded
        audit.record(action=action, by=by, subject=row)
        return invite(row, by=by)


def revoke(*, by: User, user: User) -> None:
    """The link that is out opens nothing any more."""
    action = "invitation.revoked"
    with deed(action=action, by=by, subject=user, permitted=reach.may_manage(by, user)):
        row = User.objects.select_for_update().get(pk=user.pk)
        if not close(row, by=by):
            raise NoInvitation


def accept(*, invitation: Invitation, password: str) -> User:
    """Her own password, once; every session that began before ends."""
    with transaction.atomic():
        user = User.objects.select_for_update().get(pk=invitation.user_id)
        row = Invitation.objects.select_for_update().get(pk=invitation.pk)
        if not row.is_open or not user.is_active:
            raise InvitationOver
        row.used_at = timezone.now()
        row.save(update_fields=["used_at"])
        user.set_password(password)
        user.must_change_password = False
        user.save(update_fields=["password", "must_change_password"])
        sessions.end_all(user)
        audit.record(action="invitation.used", by=user, subject=user, figures={"from": row.made_by_id or 0})
    return user


def invite(user: User, *, by: User | None) -> Invited:
    """Inside the deed of a service that holds the account's row: no password opens it until the link has
    been used, and an earlier link opens nothing.
    """
    close(user, by=by)
    user.set_unusable_password()
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    sessions.end_all(user)
    code = codes.random_code(codes.INVITATION_LENGTH)
    row = user.invitations.create(
        digest=codes.invitation_digest(code), made_by=by, expires_at=timezone.now() + LASTS
    )
    audit.record(action="invitation.made", by=by, subject=user)
    return Invited(user, codes.show(code), row.expires_at)


def close(user: User, *, by: User | None) -> bool:
    """Ends the invitation that neither was used nor revoked; whether it could still have been used."""
    row = user.invitations.select_for_update().filter(used_at=None, revoked_at=None).first()
    if row is None:
        return False
    could = row.is_open
    row.revoked_at = timezone.now()
    row.save(update_fields=["revoked_at"])
    audit.record(action="invitation.revoked", by=by, subject=user)
    return could
