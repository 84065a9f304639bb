"""Second factors: added, used, taken away. Each is recorded; no code is taken twice.

The row of the account is locked first, so that of two at once with the same code one is refused.
"""

import time

from django.db import transaction
from django.utils import timezone

from safeguards import audit
from safeguards.models import DataKey

from .. import codes, totp
from ..enums import FactorKind
from ..errors import LastFactor, NoFactor, WrongCode, WrongPasskey
from ..models import RecoveryCode, SecondFactor, User
from . import sessions
from .frame import deed

HOW_MANY = 10
STAND_IN = "A" * 32  # a key for whoever has no app: the same work, and no code of it counts


def add_app(*, by: User, key: str, typed: str, session: str = "") -> tuple[User, list[str]]:
    """An app that showed the right code takes the place of the one before. Recovery codes come along
    when she has none. All sessions end but the one called ``session``, and all PINs.
    """
    with deed(action="factor.added", by=by, subject=by, permitted=True):
        user = _locked(by)
        step = totp.matching_step(key, _plain(typed), seconds=time.time(), after=None)
        if step is None:
            raise WrongCode
        for old in user.second_factors.filter(kind=FactorKind.APP):
            _take_away(old, by=by)
        fields = {"name": FactorKind.APP.label, "secret": {"key": key}, "last_step": step}
        return _added(user, FactorKind.APP, session, **fields)


def add_passkey(*, by: User, name: str, secret: dict, session: str = "") -> tuple[User, list[str]]:
    """``secret`` as passkeys.registered() gives it; the same consequences as of an app."""
    with transaction.atomic():
        return _added(_locked(by), FactorKind.PASSKEY, session, name=name, secret=secret)


def remove(*, by: User, factor: SecondFactor, required: bool, session: str = "") -> User:
    """Her own, but not the last where one is ``required`` of her. With the last go the recovery codes."""
    with deed(action="factor.removed", by=by, subject=by, permitted=factor.user_id == by.pk):
        user = _locked(by)
        standing = list(user.second_factors.select_for_update())
        if factor not in standing:
            raise NoFactor
        is_last = standing == [factor]
        if required and is_last:
            raise LastFactor
        _take_away(factor, by=by)
        if is_last:
            user.recovery_codes.all().delete()
        return sessions.end_all(user, but=session)


def renew_recovery_codes(*, by: User) -> list[str]:
    """Ten new ones; those before are worth nothing from now on."""
    with deed(action="recovery.made", by=by, subject=by, permitted=True):
        user = _locked(by)
        if not user.second_factors.exists():
            raise NoFactor
        return _new_codes(user)


def reset(*, by: User, user: User, reason: str) -> None:
    """An administrator takes all factors of somebody else away, who has lost them; her sessions end."""
    permitted = by.has_perm("account.staff") and by.pk != user.pk
    with deed(action="factor.reset", by=by, subject=user, permitted=permitted):
        _reset(user, by=by, reason=reason)


def reset_from_the_machine(*, user: User, reason: str) -> None:
    """The same without anybody who is logged in: for the last administrator."""
    with deed(action="factor.reset", by=None, subject=user, permitted=True):
        _reset(user, by=None, reason=reason)


def use_code(*, user: User, typed: str) -> None:
    """A code of her app or one of her recovery codes, once; WrongCode for all else, which is recorded.

    Whatever was typed, both kinds are looked for: the work tells nothing of what she has.
    """
    with deed(action="factor.used", by=user, subject=user, permitted=True):
        locked = _locked(user)
        by_app, by_paper = _takes_app_code(locked, typed), _takes_recovery_code(locked, typed)
        if not by_app and not by_paper:
            raise WrongCode
        if by_paper:
            left = locked.recovery_codes.filter(used_at=None).count()
            audit.record(action="recovery.used", by=user, subject=user, figures={"left": left})


def use_passkey(*, user: User, factor: SecondFactor, counter: int, challenge: str) -> None:
    """``counter`` as the key told it; an older one than is known here is a copy's. A ``challenge`` is
    answered once, also by two requests at the same moment: many keys do not count.
    """
    with deed(action="factor.used", by=user, subject=user, permitted=factor.user_id == user.pk):
        row = SecondFactor.objects.select_for_update().filter(pk=factor.pk).first()
        if row is None or counter < row.secret["counter"] or row.secret.get("answered") == challenge:
            raise WrongPasskey
        row.secret = {**row.secret, "counter": counter, "answered": challenge}
        row.used_at = timezone.now()
        row.save(update_fields=["secret", "used_at"])


def refuse_passkey(*, user: User) -> None:
    """A passkey's answer that does not hold, recorded as a wrong code is."""
    with deed(action="factor.used", by=user, subject=user, permitted=True):
        raise WrongPasskey


def refuse_unread(*, user: User) -> None:
    """A code that is not even looked at, since too many were wrong."""
    audit.record_refusal(action="factor.used", by=user, subject=user, reason="too_many_tries")


def _locked(user: User) -> User:
    return User.objects.select_for_update().get(pk=user.pk)


def _added(user: User, kind: str, session: str, **fields) -> tuple[User, list[str]]:
    user.second_factors.create(kind=kind, data_key=DataKey.objects.make(), **fields)
    audit.record(action="factor.added", by=user, subject=user, figures={"kind": str(kind)})
    has_codes = user.recovery_codes.filter(used_at=None).exists()
    return sessions.end_all(user, but=session), [] if has_codes else _new_codes(user)


def _take_away(factor: SecondFactor, *, by: User | None) -> None:
    kind, key = factor.kind, factor.data_key
    factor.delete()
    key.destroy()
    audit.record(action="factor.removed", by=by, subject=factor.user, figures={"kind": kind})


def _reset(user: User, *, by: User | None, reason: str) -> None:
    locked = _locked(user)
    standing = list(locked.second_factors.all())
    if not standing:
        raise NoFactor
    for factor in standing:
        _take_away(factor, by=by)
    locked.recovery_codes.all().delete()
    sessions.end_all(locked)
    audit.record(action="factor.reset", by=by, subject=locked, reason=reason)


def _new_codes(user: User) -> list[str]:
    user.recovery_codes.all().delete()
    made = [codes.random_code(codes.RECOVERY_LENGTH) for _each in range(HOW_MANY)]
    digests = [codes.recovery_digest(user.pk, code) for code in made]
    RecoveryCode.objects.bulk_create(RecoveryCode(user=user, digest=one) for one in digests)
    audit.record(action="recovery.made", by=user, subject=user, figures={"codes": HOW_MANY})
    return [codes.show(code) for code in made]


def _takes_app_code(user: User, typed: str) -> bool:
    factor = user.second_factors.filter(kind=FactorKind.APP).first()
    key, after = (factor.secret["key"], factor.last_step) if factor else (STAND_IN, None)
    step = totp.matching_step(key, _plain(typed), seconds=time.time(), after=after)
    if factor is None or step is None:
        return False
    factor.last_step, factor.used_at = step, timezone.now()
    factor.save(update_fields=["last_step", "used_at"])
    return True


def _takes_recovery_code(user: User, typed: str) -> bool:
    digests = codes.recovery_digests(user.pk, typed)
    return bool(user.recovery_codes.filter(digest__in=digests, used_at=None).update(used_at=timezone.now()))


def _plain(typed: str) -> str:
    """As the app shows it, "123 456", or with a hyphen."""
    return "".join(letter for letter in typed if not letter.isspace() and letter != "-")
