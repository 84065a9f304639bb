"""The way an invented case goes: notes, referrals and stages, as old as the case is."""

from datetime import timedelta

from django.utils import timezone

from .. import enums
from ..directory import JUDGED, REASONS, ReferralState, RefusalReason
from ..matching import fit_for
from ..models import (
    Assessment,
    Consent,
    Note,
    PlanAction,
    Referral,
    ReferralStep,
    SafetyPlan,
    StageChange,
)
from ..workflow import RUNNING
from . import words
from .planning import plan

MODELS = (Note, StageChange, Referral, ReferralStep, Assessment, SafetyPlan, PlanAction)
LONG = timedelta(days=75)
REFUSED_FOR = [reason for reason in REASONS[ReferralState.DECLINED] if reason != RefusalReason.OTHER]
SAID = ["", "", *enums.Satisfaction.values, enums.Satisfaction.YES]


def walk(case, inventor, batch) -> None:
    """Move ``case`` as far as its age makes likely and collect every step in ``batch``."""
    chance, age = inventor.chance, inventor.now - case.received_at
    likely_closed = 0.985 if age > LONG * 3 else 0.7 if age > LONG else 0.12
    closes = chance.random() < likely_closed
    last = case.received_at
    referrals = chance.choices([0, 1, 2], [35, 50, 15])[0]
    for _number in range(chance.randrange(0, 4)):
        last = _later(last, inventor)
        batch.add(_note(case, last, inventor))
    for _number in range(referrals):
        last = _later(last, inventor)
        _refer(case, last, closes, inventor, batch)
    for stage in _stages(case, closes, chance):
        last = _later(last, inventor)
        batch.add(
            StageChange(complaint=case, from_stage=case.stage, to_stage=stage, at=last, by=case.assigned_to)
        )
        case.stage, case.stage_since = stage, last
    if case.is_closed:
        case.closed_at, case.closed_by = last, case.assigned_to
        case.outcome = chance.choices(enums.Outcome.values, [60, 20, 8, 6, 4, 2])[0]
        case.feeling = inventor.luck.choices(["", *enums.Feeling.values], [35, 40, 18, 7])[0]
    elif chance.random() < 0.5:
        case.next_appointment = _office_hour(inventor, chance.randrange(-3, 11))
    case.last_entry_at = last
    plan(case, inventor, batch)


def _office_hour(inventor, days: int):
    """Some morning or early afternoon, ``days`` from today."""
    day = timezone.localtime(inventor.now) + timedelta(days=days)
    return day.replace(hour=inventor.chance.randrange(8, 15), minute=0, second=0, microsecond=0)


def _later(moment, inventor):
    """A little after ``moment``, never in the future."""
    step = timedelta(days=inventor.chance.randrange(0, 9), minutes=inventor.chance.randrange(10, 600))
    return min(moment + step, inventor.now - timedelta(minutes=1))


def _stages(case, closes: bool, chance) -> list[str]:
    road = [enums.Stage.ASSISTED]
    if case.is_violence:
        road = [enums.Stage.ASSESSED, enums.Stage.PLANNED, enums.Stage.ASSISTED]
    if closes:
        return [*road, enums.Stage.CLOSED]
    return road[: chance.randrange(0, len(road) + 1)]


def _note(case, at, inventor) -> Note:
    note = Note(
        complaint=case, kind=inventor.chance.choice(enums.NoteKind.values), by=case.assigned_to, at=at
    )
    note.happened_on = at.date()
    note.text = inventor.chance.choice(words.NOTES)
    return note


def _refer(case, at, closes: bool, inventor, batch) -> None:
    chance = inventor.chance
    fit = fit_for(kind=case.kind, category=case.category, need=case.need)
    provider = chance.choice([row for row in inventor.providers[case.regency_id] if fit.admits(row)])
    services = [name for name in provider.services if name in fit.services]
    consent = Consent(
        complaint=case,
        purpose=enums.ConsentPurpose.REFER,
        provider=provider,
        decision=enums.ConsentDecision.GIVEN,
        at=at,
        recorded_by=case.assigned_to,
    )
    referral = Referral(
        complaint=case,
        provider=provider,
        consent=consent,
        services=[chance.choice(services)],
        sent_at=at,
        sent_by=case.assigned_to,
        due_at=at + timedelta(days=3),
    )
    consent.text = referral.told = chance.choice(
        words.VIOLENCE_TOLD if case.is_violence else words.SOCIAL_TOLD
    )
    batch.add(consent, referral, _step(referral, ReferralState.SENT, at))
    if closes or at < inventor.now - LONG or chance.random() < 0.55:
        _answer(referral, closes, inventor, batch)
    if referral.state in RUNNING and chance.random() < 0.1:
        _change_mind(referral, inventor, batch)


def _change_mind(referral: Referral, inventor, batch) -> None:
    """She takes her consent back while the referral runs: both words stand, and it is withdrawn."""
    at = _later(referral.answered_at or referral.sent_at, inventor)
    batch.add(
        Consent(
            complaint=referral.complaint,
            purpose=enums.ConsentPurpose.REFER,
            provider=referral.provider,
            decision=enums.ConsentDecision.WITHDRAWN,
            at=at,
            recorded_by=referral.sent_by,
        )
    )
    referral.state, referral.ended_at = ReferralState.WITHDRAWN, at
    step = _step(referral, referral.state, at)
    step.reason = RefusalReason.PERSON_CHOSE
    batch.add(step)


def _answer(referral: Referral, closes: bool, inventor, batch) -> None:
    chance = inventor.chance
    answered = min(
        referral.sent_at + timedelta(days=chance.choice([1, 1, 2, 2, 3, 5, 9])),
        inventor.now - timedelta(minutes=1),
    )
    accepted = chance.random() < 0.86
    referral.answered_at = answered
    referral.state = ReferralState.ACCEPTED if accepted else ReferralState.DECLINED
    batch.add(_step(referral, referral.state, answered))
    if not accepted:
        referral.ended_at = answered
    elif closes or chance.random() < 0.5:
        ended = _later(answered, inventor)
        referral.ended_at = ended
        referral.state = ReferralState.SERVED if chance.random() < 0.9 else ReferralState.NOT_SERVED
        batch.add(_step(referral, referral.state, ended))
    if referral.state in JUDGED:
        referral.satisfaction = _one_of(SAID, referral)


def _one_of(values, referral: Referral):
    """By the minute of sending: other invented cases stay what they were before this was invented."""
    return values[referral.sent_at.minute % len(values)]


def _step(referral: Referral, state: str, at) -> ReferralStep:
    refused = state in (ReferralState.DECLINED, ReferralState.NOT_SERVED)
    step = ReferralStep(referral=referral, state=state, at=at, by=referral.sent_by)
    step.reason = _one_of(REFUSED_FOR, referral) if refused else ""
    return step
