"""The volunteer's answer to an officer's question."""

from django.utils import timezone

from safeguards import audit

from ..errors import AlreadyAnswered
from ..models import Question
from .deed import deed, save


def answer(*, question: Question, by, text: str) -> Question:
    """Whoever works the case answers, also when it is closed; the same words twice are one answer.

    Raises AlreadyAnswered.
    """
    with deed(complaint=question.complaint, by=by, action="question.answered") as row:
        asked = Question.objects.select_for_update().get(pk=question.pk)
        asked.complaint = row
        if asked.answered_at is not None:
            return _same(asked, by, text)
        asked.answer, asked.answered_by, asked.answered_at = text, by, timezone.now()
        asked.save(update_fields=["answer", "answered_by", "answered_at"])
        save(row)
        audit.record(action="question.answered", by=by, chain=row.pk, subject=asked)
        return asked


def _same(asked: Question, by, text: str) -> Question:
    if (asked.answered_by_id, asked.answer) != (by.pk, text):
        raise AlreadyAnswered
    return asked
