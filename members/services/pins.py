"""A PIN on one phone: chosen, removed, and tried on a locked session.

Tries are counted in the session's row, and each is counted before it is looked at: however many arrive
at once, over however many processes, five are looked at. A right one gives its own count back.
"""

from django.db import transaction
from django.db.models import F

from safeguards import audit

from .. import pins
from ..errors import NotPermitted
from ..models import Assignment, Pin, Session, User
from ..models.session import MOST_WRONG_PINS
from .frame import deed


def enrol(*, by: User, pin: str, secret: str) -> None:
    """``pin`` opens her locked sessions on the phone that holds ``secret``, in place of any before.

    Not when all PINs were ended (services.sessions) while this one was hashed.
    """
    key_id, hashed = pins.hash_pin(pin, user_id=by.pk, secret=secret)
    with deed(action="pin.enrolled", by=by, subject=by, permitted=pins.may_use(by)):
        row = User.objects.select_for_update().get(pk=by.pk)
        if not row.is_active or row.get_session_auth_hash() != by.get_session_auth_hash():
            raise NotPermitted
        Pin.objects.update_or_create(
            user=by,
            device_digest=pins.device_digest(secret),
            defaults={"key_id": key_id, "hashed": hashed},
        )
        audit.record(action="pin.enrolled", by=by, subject=by)


def remove(*, by: User, secret: str) -> bool:
    with transaction.atomic():
        removed, _rows = Pin.objects.filter(user=by, device_digest=pins.device_digest(secret)).delete()
        if removed:
            audit.record(action="pin.removed", by=by, subject=by)
    return bool(removed)


def chosen_on(*, user: User, secret: str) -> Pin | None:
    """Her PIN on the phone that holds ``secret``, while she may have one."""
    digest = pins.device_digest(secret)
    if digest is None or not user.is_active or not pins.may_use(user):
        return None
    return Pin.objects.filter(user=user, device_digest=digest).first()


def is_right(*, locked: Session, chosen: Pin, pin: str, secret: str) -> bool:
    """One try. A wrong one is recorded; the fifth ends the session and removes the PIN."""
    kept = {"key_id": chosen.key_id, "user_id": chosen.user_id, "secret": secret}
    if _count_a_try(locked) and pins.check_pin(pin, chosen.hashed, **kept):
        return True
    left = tries_left(locked)
    told = {"by": chosen.user, "subject": chosen.user, "figures": {"left": left}}
    audit.record_refusal(action="session.unlocked", reason="wrong_pin", **told)
    if left == 0:
        _lock_out(locked, chosen)
    return False


def purge() -> int:
    """Removes those of accounts whose tasks are over; how many there were."""
    standing = Assignment.objects.not_over().filter(user__is_active=True)
    return Pin.objects.exclude(user__in=standing.values("user")).delete()[0]


def tries_left(locked: Session) -> int:
    """0 also when the session was ended."""
    made = Session.objects.filter(pk=locked.pk).values_list("wrong_pins", flat=True).first()
    return 0 if made is None else MOST_WRONG_PINS - made


def _count_a_try(locked: Session) -> bool:
    going_on = Session.objects.lasting().filter(pk=locked.pk, wrong_pins__lt=MOST_WRONG_PINS)
    return bool(going_on.update(wrong_pins=F("wrong_pins") + 1))


def _lock_out(locked: Session, chosen: Pin) -> None:
    """Recorded once, by whichever of several tries ends it."""
    with transaction.atomic():
        ended, _rows = Session.objects.filter(pk=locked.pk, wrong_pins__gte=MOST_WRONG_PINS).delete()
        if ended:
            Pin.objects.filter(pk=chosen.pk).delete()
            audit.record(action="pin.locked_out", by=chosen.user, subject=chosen.user)
