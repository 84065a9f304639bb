"""What an invented case was assessed to be and what is planned in it, as far as it has come."""

from datetime import timedelta

from django.utils import timezone

from .. import assessing, enums
from ..models import Assessment, PlanAction, SafetyPlan
from . import words

ASSESSED = frozenset({enums.Stage.ASSESSED, enums.Stage.PLANNED, enums.Stage.ASSISTED})


def plan(case, inventor, batch) -> None:
    """Of open cases only: what was planned in closed ones nobody looks at in a demo."""
    if case.is_closed:
        return
    if case.is_violence and case.stage in ASSESSED:
        batch.add(_assessment(case, inventor))
        batch.add(_safety_plan(case, inventor))
    if case.stage in {enums.Stage.PLANNED, enums.Stage.ASSISTED}:
        texts = words.VIOLENCE_ACTIONS if case.is_violence else words.SOCIAL_ACTIONS
        for text in inventor.chance.sample(texts, inventor.chance.randrange(1, 4)):
            batch.add(_action(case, text, inventor))


def _assessment(case, inventor) -> Assessment:
    """Its answers agree with what the case says of its urgency, so that it is nobody's override."""
    unsafe = case.urgency == enums.Urgency.EMERGENCY
    answers = {"danger_now": "yes" if unsafe else "no", "sleeps": "safe", "knows": "group"}
    answers["worse"] = "yes" if case.urgency == enums.Urgency.URGENT else "no"
    proposal = assessing.propose(enums.AssessmentKind.SAFETY, answers, today=inventor.now.date())
    row = Assessment(
        complaint=case,
        kind=enums.AssessmentKind.SAFETY,
        proposed=proposal.urgency,
        urgency=proposal.urgency,
        reasons=list(proposal.reasons),
        at=case.stage_since,
        by=case.assigned_to,
    )
    row.answers = answers
    return row


def _safety_plan(case, inventor) -> SafetyPlan:
    refused = inventor.chance.random() < 0.25
    row = SafetyPlan(complaint=case, is_refused=refused, at=case.stage_since, by=case.assigned_to)
    row.steps = {} if refused else {"places": words.SAFE_PLACE, "signal": words.SIGNAL}
    return row


def _action(case, text: str, inventor) -> PlanAction:
    chance, by = inventor.chance, case.assigned_to
    due = timezone.localdate(inventor.now) + timedelta(days=chance.randrange(-4, 20))
    row = PlanAction(complaint=case, responsible=by, due_on=due, at=case.stage_since, by=by)
    row.text = text
    if chance.random() < 0.35:
        row.state = chance.choice(
            [enums.ActionState.DONE, enums.ActionState.DONE, enums.ActionState.NOT_POSSIBLE]
        )
        row.result = words.NOT_POSSIBLE if row.state == enums.ActionState.NOT_POSSIBLE else ""
        row.ended_at, row.ended_by = max(case.last_entry_at, case.stage_since), by
    return row
