"""What a passkey is asked and answers, with the challenge kept in the session for one answer."""

from .. import passkeys
from ..enums import FactorKind
from ..models import SecondFactor, User
from ..services import second_factor

ASKED = "kunci_ditanya"


def passkeys_of(user: User) -> list[SecondFactor]:
    return list(user.second_factors.filter(kind=FactorKind.PASSKEY).select_related("data_key"))


def remember(request, question: passkeys.Question) -> str:
    request.session[ASKED] = question.state
    return question.options


def asked(request) -> dict | None:
    """Once: an answer that was overheard answers nothing else."""
    return request.session.pop(ASKED, None)


def ask_passkey(request, user: User) -> str:
    """The question for the browser as JSON; "" for whoever has no passkey."""
    factors = passkeys_of(user)
    secrets = [factor.secret for factor in factors]
    return remember(request, passkeys.to_use(request, secrets)) if factors else ""


def checked_passkey(request, user: User, answer: str) -> None:
    """Lets the answer pass, or raises WrongPasskey."""
    factors, state = passkeys_of(user), asked(request)
    secrets = [factor.secret for factor in factors]
    try:
        place, counter = passkeys.used(request, state, secrets, answer)
    except passkeys.NoPasskey:
        second_factor.refuse_passkey(user=user)
        raise
    told = {"counter": counter, "challenge": state["challenge"]}
    second_factor.use_passkey(user=user, factor=factors[place], **told)
