"""Ending sessions: one's own from the list, all of an account when its password changes or it ends."""

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


def forget(user: User, *, but: str = "") -> None:
    """Inside the deed that changes her password or ends her account: every session but one, every PIN."""
    Session.objects.filter(user=user).exclude(pk=but).delete()
    Pin.objects.filter(user=user).delete()
