"""Every step from every stage, for every one who might take it: exactly what the table and the roles say.

Referrals have the same in test_answer.
"""

import itertools

import pytest

from complaints.enums import Kind, Stage
from complaints.errors import NotNow, NotPermitted
from complaints.models import Complaint, StageChange
from complaints.services import closure, followup
from complaints.workflow import TRANSITIONS
from safeguards.models import AuditEvent
from tests import factories

KINDS_AND_STEPS = [
    (kind, start, to)
    for kind in Kind
    for start, to in itertools.product(TRANSITIONS[kind], Stage)
    if start != to
]


def at(stage: str, cast, kind: str) -> Complaint:
    """A case of relawan's that has come as far as ``stage``."""
    if stage == Stage.CLOSED:
        return factories.closed(cast.relawan, kind=kind)
    return factories.complaint(cast.relawan, kind=kind, stage=stage)


def take(case: Complaint, to: str, by) -> Complaint:
    """The deed that a person has for this step."""
    if to == Stage.CLOSED:
        return closure.close(complaint=case, by=by, outcome="served")
    if case.is_closed and to == Stage.ASSISTED:
        return closure.reopen(complaint=case, by=by, reason="Belum selesai.")
    return followup.change_stage(complaint=case, by=by, to=to)


def action_of(case: Complaint, to: str) -> str:
    if case.is_closed and to == Stage.ASSISTED:
        return "complaint.reopened"
    return "complaint.closed" if to == Stage.CLOSED else "stage.changed"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("kind", "start", "to"), KINDS_AND_STEPS)
def test_exactly_the_transitions_of_the_table(cast, kind, start, to):
    case = at(start, cast, kind)
    action = action_of(case, to)
    if to in TRANSITIONS[kind][start]:
        take(case, to, cast.relawan)
        expected = (to, [(start, to)], [(action, cast.relawan.pk, False)])
    else:
        with pytest.raises(NotNow):
            take(case, to, cast.relawan)
        expected = (start, [], [(action, cast.relawan.pk, True)])
    case.refresh_from_db()
    steps = StageChange.objects.filter(complaint=case).values_list("from_stage", "to_stage")
    events = AuditEvent.objects.filter(chain=case.pk).values_list("action", "actor", "refused")
    assert (case.stage, list(steps), list(events)) == expected


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["relawan2", "humas", "kawil", "sekdes", "petugas", "petugas2", "bakti"])
@pytest.mark.parametrize(
    ("start", "to"), [("received", "assessed"), ("assisted", "closed"), ("closed", "assisted")]
)
def test_nobody_else_takes_them(cast, name, start, to):
    case = at(start, cast, Kind.VIOLENCE)
    with pytest.raises(NotPermitted):
        take(case, to, getattr(cast, name))
    events = AuditEvent.objects.filter(chain=case.pk).values_list("actor", "refused", "reason")
    assert list(events) == [(getattr(cast, name).pk, True, "not_permitted")]
    case.refresh_from_db()
    assert (case.stage, case.version) == (start, 1)


@pytest.mark.parametrize(
    ("kind", "start", "to"), [step for step in KINDS_AND_STEPS if step[2] in TRANSITIONS[step[0]][step[1]]]
)
def test_a_step_counts_the_version_up(cast, kind, start, to):
    case = at(start, cast, kind)
    take(case, to, cast.relawan)
    case.refresh_from_db()
    assert case.version == 2
