"""Ending sessions: one's own from the list, all of an account when what opens it changes or it ends."""

from django.db import transaction

from safeguards import audit

from ..models import Pin, Session, User


def end_one(*, by: User, name: str) -> bool:
    """One of her own, dead at its next request; False when it was not there (any more)."""
    with transaction.atomic():
        ended, _rows = Session.objects.filter(user=by, pk=name).delete()
        if ended:
            audit.record(action="session.ended", by=by, subject=by, figures={"sessions": ended})
    return bool(ended)


def end_others(*, by: User, name: str, device: bytes | None) -> int:
    """All of her own but the one called ``name``, and the PINs on other phones than ``device``."""
    with transaction.atomic():
        ended, _rows = Session.objects.filter(user=by).exclude(pk=name).delete()
        pins, _rows = Pin.objects.filter(user=by).exclude(device_digest=device or b"").delete()
        if ended or pins:
            audit.record(action="session.ended", by=by, subject=by, figures={"sessions": ended, "pins": pins})
    return ended


def end_all(user: User, *, but: str = "") -> User:
    """Inside a deed that holds the account's row: every session but the one called ``but`` ends, locked ones
    and those that wait for a code among them, and every PIN. That one takes over the round of the account
    returned (update_session_auth_hash).
    """
    user.session_round += 1
    user.save(update_fields=["session_round"])
    Session.objects.filter(user=user).exclude(pk=but).delete()
    Pin.objects.filter(user=user).delete()
    return user


def put_out(user: User) -> None:
    """Whose tasks are over: nothing of hers, on no device, lets her in again without her password."""
    with transaction.atomic():
        row = end_all(User.objects.select_for_update().get(pk=user.pk))
        audit.record(action="session.ended", by=user, subject=row, reason="tasks_over")
