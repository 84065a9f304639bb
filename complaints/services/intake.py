"""Recording what someone brings: the case with its people and consents, or only what was asked.

One submission, one case: the form's key is unique, so that whatever sends it twice (a double tap, a
lost answer, two at the same moment) finds the first one.
"""

import uuid
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from members.models import User
from safeguards import audit
from safeguards.models import DataKey

from ..errors import NotPermitted
from ..models import Complaint, Inquiry
from .intake_rows import Intake, Rows, build, insert_all, stored
from .sameness import keep_hints

__all__ = ["Intake", "Question", "Recorded", "RecordedInquiry", "record_complaint", "record_inquiry"]


@dataclass(frozen=True)
class Recorded:
    """``differs``: the case was recorded before, with other content; nothing of it was overwritten."""

    complaint: Complaint
    is_new: bool
    differs: bool = False


@dataclass(frozen=True)
class RecordedInquiry:
    inquiry: Inquiry
    is_new: bool


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is kept of someone who only asked: no person."""

    kind: str
    group: object
    village: object
    category: str = ""
    sex: str = ""
    answer: str = ""


def record_complaint(*, by: User, key: uuid.UUID, intake: Intake) -> Recorded:
    """The new case, or the one that ``by`` has recorded with this key before. Raises NotPermitted."""
    _permit(by, intake.group, "complaint.recorded")
    rows = build(by=by, key=key, intake=intake)
    try:
        _insert(rows, by, intake)
    except IntegrityError:
        first = Complaint.objects.filter(submission_key=key).select_related("data_key").first()
        if first is None and _is_taken(rows.complaint):
            return record_complaint(by=by, key=key, intake=intake)
        if first is None:
            raise
        if first.recorded_by_id != by.pk:
            return record_complaint(by=by, key=_own_key(key, by), intake=intake)
        return Recorded(first, is_new=False, differs=stored(first).told() != rows.told())
    return Recorded(rows.complaint, is_new=True)


def _is_taken(case: Complaint) -> bool:
    """Whether another case has drawn the same number (among 100,000, one in 340,000 does): draw again."""
    return Complaint.objects.filter(number=case.number).exists()


def _insert(rows: Rows, by: User, intake: Intake) -> None:
    case = rows.complaint
    figures = {
        "kind": case.kind,
        "category": case.category,
        "assigned_to": case.assigned_to_id,
        "hidden_from": len(rows.hidings),
        "consent": rows.consents[0].decision,
    }
    if case.arose_from_id:
        figures["arose"] = True
    with transaction.atomic():
        insert_all([rows])
        keep_hints(case, rows.persons[0])
        audit.begin(action="complaint.recorded", by=by, chain=case.pk, subject=case, figures=figures)


def record_inquiry(*, by: User, key: uuid.UUID, question: Question) -> RecordedInquiry:
    """The new inquiry, or the one that ``by`` has recorded with this key before. Raises NotPermitted."""
    _permit(by, question.group, "inquiry.recorded")
    inquiry = Inquiry(
        submission_key=key,
        data_key=DataKey.new(),
        recorded_by=by,
        regency_id=question.village.regency_code,
        **vars(question),
    )
    try:
        with transaction.atomic():
            inquiry.data_key.save(force_insert=True)
            inquiry.save(force_insert=True)
            audit.record(action="inquiry.recorded", by=by, subject=inquiry, figures={"kind": question.kind})
    except IntegrityError:
        first = Inquiry.objects.filter(submission_key=key).first()
        if first is None:
            raise
        if first.recorded_by_id != by.pk:
            return record_inquiry(by=by, key=_own_key(key, by), question=question)
        return RecordedInquiry(first, is_new=False)
    return RecordedInquiry(inquiry, is_new=True)


def _permit(by: User, group, action: str) -> None:
    if "case.record" in by.permissions and group.pk in by.scope.volunteer_groups:
        return
    audit.record_refusal(action=action, by=by, reason=NotPermitted.code)
    raise NotPermitted


def _own_key(key: uuid.UUID, by: User) -> uuid.UUID:
    """Where someone else used ``key`` before: another for this user, always the same, telling her nothing."""
    return uuid.uuid5(key, str(by.pk))
