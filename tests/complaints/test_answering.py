"""Answering an officer's question: who may, twice, and on a closed case."""

import pytest

from complaints.errors import AlreadyAnswered, NotPermitted
from complaints.models import Question
from complaints.services import answering
from tests import factories

from .test_followup import actions


def asked(case, cast) -> Question:
    return Question.objects.create(complaint=case, text="Sudah aman?", asked_by=cast.petugas)


def test_an_answer_closes_the_question(cast):
    case = factories.complaint(cast.relawan)
    question = answering.answer(question=asked(case, cast), by=cast.relawan, text="Sudah.")
    assert (question.answer, question.answered_by, question.answered_at is None) == (
        "Sudah.",
        cast.relawan,
        False,
    )
    assert actions(case) == [("question.answered", False)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["relawan2", "humas", "kawil", "sekdes", "petugas", "petugas2", "bakti"])
def test_who_does_not_work_the_case_does_not_answer(cast, name):
    question = asked(factories.complaint(cast.relawan, kind="violence"), cast)
    with pytest.raises(NotPermitted):
        answering.answer(question=question, by=getattr(cast, name), text="Sudah.")
    question.refresh_from_db()
    assert question.answered_at is None


@pytest.mark.django_db(transaction=True)
def test_from_whom_it_is_hidden_she_does_not_answer(cast):
    colleague = factories.volunteer("rekan", cast.teros)
    case = factories.complaint(cast.relawan)
    answering.answer(question=asked(case, cast), by=colleague, text="Sudah.")
    factories.hiding(case, colleague)
    with pytest.raises(NotPermitted):
        answering.answer(question=asked(case, cast), by=colleague, text="Sudah.")


@pytest.mark.django_db(transaction=True)
def test_the_first_answer_stands(cast):
    case = factories.complaint(cast.relawan)
    question = asked(case, cast)
    for _tap in range(2):
        answering.answer(question=question, by=cast.relawan, text="Sudah.")
    with pytest.raises(AlreadyAnswered):
        answering.answer(question=question, by=cast.relawan, text="Belum.")
    question.refresh_from_db()
    assert (question.answer, actions(case)) == (
        "Sudah.",
        [("question.answered", False), ("question.answered", True)],
    )


def test_a_closed_case_may_still_be_asked_about(cast):
    question = asked(factories.closed(cast.relawan), cast)
    assert answering.answer(question=question, by=cast.relawan, text="Sudah.").answer == "Sudah."
