"""When a case or a referral may move: the workflow as data, and the one function that reads it."""

from .directory import ReferralState
from .enums import Kind, Stage
from .errors import NotNow

TRANSITIONS: dict[Kind, dict[Stage, frozenset[Stage]]] = {
    Kind.VIOLENCE: {
        Stage.RECEIVED: frozenset({Stage.ASSESSED, Stage.PLANNED, Stage.ASSISTED, Stage.CLOSED}),
        Stage.ASSESSED: frozenset({Stage.PLANNED, Stage.ASSISTED, Stage.CLOSED}),
        Stage.PLANNED: frozenset({Stage.ASSISTED, Stage.CLOSED}),
        Stage.ASSISTED: frozenset({Stage.CLOSED}),
        Stage.CLOSED: frozenset({Stage.ASSISTED}),  # reopening, with a reason
    },
    Kind.SOCIAL: {
        Stage.RECEIVED: frozenset({Stage.ASSISTED, Stage.CLOSED}),
        Stage.ASSISTED: frozenset({Stage.CLOSED}),
        Stage.CLOSED: frozenset({Stage.ASSISTED}),
    },
}

REFERRAL_TRANSITIONS: dict[ReferralState, frozenset[ReferralState]] = {
    ReferralState.SENT: frozenset({ReferralState.ACCEPTED, ReferralState.DECLINED, ReferralState.WITHDRAWN}),
    ReferralState.ACCEPTED: frozenset(
        {ReferralState.SERVED, ReferralState.NOT_SERVED, ReferralState.WITHDRAWN}
    ),
    ReferralState.DECLINED: frozenset(),
    ReferralState.SERVED: frozenset(),
    ReferralState.NOT_SERVED: frozenset(),
    ReferralState.WITHDRAWN: frozenset(),
}
RUNNING = frozenset(state for state, ahead in REFERRAL_TRANSITIONS.items() if ahead)  # not ended yet


def check_stage(kind: str, current: str, to: str) -> None:
    """Raise NotNow unless a case of ``kind`` may move from ``current`` to ``to``."""
    if Stage(to) not in TRANSITIONS[Kind(kind)][Stage(current)]:
        raise NotNow


def check_referral(current: str, to: str) -> None:
    """Raise NotNow unless a referral may move from ``current`` to ``to``."""
    if ReferralState(to) not in REFERRAL_TRANSITIONS[ReferralState(current)]:
        raise NotNow


def next_stage(kind: str, current: str) -> Stage | None:
    """The step that is offered (never forced) after ``current``; None at the end."""
    ahead = [stage for stage in Stage if stage in TRANSITIONS[Kind(kind)][Stage(current)]]
    return ahead[0] if ahead and current != Stage.CLOSED else None
