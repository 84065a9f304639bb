"""What casework adds to an invented case: assessment, plan, reminders, and how people felt about it."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone

from .. import assessing, enums
from ..directory import ReferralState, ReminderKind
from ..models import Assessment, PlanAction, Referral, Reminder, SafetyPlan
from . import words

MODELS = (Assessment, SafetyPlan, PlanAction, Reminder)
ENDED = frozenset({ReferralState.SERVED, ReferralState.NOT_SERVED, ReferralState.DECLINED})
HOUR = timedelta(hours=1)


def deepen(case, referrals: Iterable[Referral], inventor, batch) -> None:
    """Add to ``batch`` what was found out, planned and chased of a case whose way is known.

    Draws from dice of its own (``inventor.more``): all else that is invented stays as it was.
    """
    dice = inventor.more
    if case.stage != enums.Stage.RECEIVED and (case.is_violence or dice.random() < 0.2):
        _assess(case, inventor, batch)
    if case.stage not in {enums.Stage.RECEIVED, enums.Stage.ASSESSED} and dice.random() < 0.6:
        _plan(case, inventor, batch)
    for referral in referrals:
        _chase(referral, inventor, batch)
    if case.is_closed and dice.random() < 0.7:
        case.feeling = dice.choices(enums.Feeling.values, [70, 22, 8])[0]


def _assess(case, inventor, batch) -> None:
    kind = assessing.KIND_FOR[enums.Kind(case.kind)]
    at = _within(case, inventor, days=3)
    answers = _answers(case, inventor.more)
    proposed = assessing.propose(kind, answers, today=timezone.localdate(at))
    batch.add(
        Assessment(
            complaint=case,
            kind=kind,
            answers=answers,
            proposed=proposed.urgency,
            reasons=list(proposed.reasons),
            urgency=proposed.urgency,
            at=at,
            by=case.assigned_to,
        )
    )
    if case.is_violence and inventor.more.random() < 0.5:
        refused = inventor.more.random() < 0.2
        steps = {} if refused else {"places": words.SAFE_PLACES, "signal": words.SAFE_SIGN}
        batch.add(
            SafetyPlan(complaint=case, is_refused=refused, steps=steps, at=at + HOUR, by=case.assigned_to)
        )


def _answers(case, dice) -> dict:
    """Most say that they are safe; of kind B hardly anybody is in a hurry."""
    said = assessing.Said
    if case.is_violence:
        danger = case.safety == enums.Safety.UNSAFE
        return {
            "danger_now": said.YES if danger else said.NO,
            "worse": dice.choice([said.YES, said.NO, said.UNKNOWN]),
            "children": said.NO,
            "sleeps": dice.choice([assessing.Sleeps.SAFE, assessing.Sleeps.WITH_REPORTED]),
        }
    return {"food_today": said.YES, "ill_now": said.NO, "can_go": dice.choice([said.YES, said.NO])}


def _plan(case, inventor, batch) -> None:
    for text in inventor.more.sample(words.ACTIONS, inventor.more.choice([1, 2, 2, 3])):
        at = _within(case, inventor, days=7)
        action = PlanAction(
            complaint=case,
            text=text,
            responsible=case.assigned_to,
            due_on=timezone.localdate(at) + timedelta(days=inventor.more.randrange(3, 21)),
            at=at,
            by=case.assigned_to,
        )
        if case.is_closed or inventor.more.random() < 0.5:
            _end(action, case, inventor)
        batch.add(action)


def _end(action: PlanAction, case, inventor) -> None:
    possible = inventor.more.random() < 0.9
    action.state = enums.ActionState.DONE if possible else enums.ActionState.NOT_POSSIBLE
    action.result = "" if possible else words.NOT_POSSIBLE
    action.ended_at, action.ended_by = case.last_entry_at, case.assigned_to


def _chase(referral: Referral, inventor, batch) -> None:
    """What the timer has told already, and how the person liked the service."""
    if referral.state in ENDED and inventor.more.random() < 0.7:
        referral.satisfaction = inventor.more.choices(enums.Satisfaction.values, [65, 22, 13])[0]
    if referral.state == ReferralState.SENT and referral.due_at < inventor.now:
        batch.add(Reminder(referral=referral, kind=ReminderKind.AFTER, at=referral.due_at))
        if referral.due_at + timedelta(days=4) < inventor.now:
            later = referral.due_at + timedelta(days=4)
            batch.add(Reminder(referral=referral, kind=ReminderKind.ESCALATED, at=later))


def _within(case, inventor, *, days: int):
    """Soon after the case was received, never after its last entry."""
    after = timedelta(hours=inventor.more.randrange(1, days * 24))
    return min(case.received_at + after, case.last_entry_at)
