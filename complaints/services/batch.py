"""Many people with one need: a case each at once, one referral for all, one answer for all or for each.

Every case keeps its own consent, rules and trail: what is done to all is done to each by the service
that does it to one, in one transaction; what one refuses leaves all as they were.
"""

import datetime
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from safeguards import audit
from safeguards.identifiers import time_ordered_uuid

from ..enums import Kind
from ..errors import NotPermitted
from ..models import Complaint, Provider, Referral
from . import answer, referral
from .deed import deed, save, together
from .intake_rows import Intake, Rows, build, insert_all
from .sameness import keep_hints

MOST = 30


@dataclass(frozen=True, kw_only=True)
class OtherPerson:
    """Who has the same need, and agreed to be recorded; ``phone`` is E.164."""

    name: str
    sex: str
    age_band: str
    phone: str = ""
    may_count: bool = False


def record_others(*, complaint: Complaint, by, key: uuid.UUID, people: list[OtherPerson]) -> list[Complaint]:
    """A case for each of ``people``, in their order, with category, need, village and group of
    ``complaint``, which joins their batch. The same key again gives the same cases.

    Raises NotPermitted for violence, where each is asked for herself, and for more than MOST.
    """
    with deed(complaint=complaint, by=by, action="batch.recorded") as row:
        keys = [uuid.uuid5(key, f"{by.pk}:{row.pk}:{place}") for place in range(MOST)]
        before = Complaint.objects.filter(submission_key__in=keys)
        if before:
            return sorted(before, key=lambda case: keys.index(case.submission_key))
        if row.kind != Kind.SOCIAL or not 0 < len(people) <= MOST:
            raise NotPermitted
        row.batch = row.batch or time_ordered_uuid()
        made = [
            build(by=by, key=own, intake=_intake(row, one)) for own, one in zip(keys, people, strict=False)
        ]
        insert_all(made)
        _record(made, by)
        save(row, "batch")
        figures = {"cases": len(made)}
        audit.record(action="batch.recorded", by=by, chain=row.pk, subject=row, figures=figures)
        return [rows.complaint for rows in made]


def _intake(first: Complaint, one: OtherPerson) -> Intake:
    return Intake(
        kind=first.kind,
        group=first.group,
        village=first.village,
        category=first.category,
        need=first.need,
        name=one.name,
        phone=one.phone,
        sex=one.sex,
        age_band=one.age_band,
        may_count=one.may_count,
        batch=first.batch,
    )


def _record(made: list[Rows], by) -> None:
    """Of each what recording one leaves. A likeness says nothing here: they all have the same need."""
    events = []
    for rows in made:
        case = rows.complaint
        keep_hints(case, rows.persons[0], similar=False)
        figures = {"kind": case.kind, "category": case.category, "assigned_to": case.assigned_to_id}
        figures |= {"hidden_from": 0, "consent": rows.consents[0].decision}
        events.append(audit.Entry("complaint.recorded", by, case.pk, case, figures=figures))
    audit.record_many(events)


@dataclass(frozen=True, kw_only=True)
class Errand:
    """What is asked of the service for all of them."""

    provider: Provider
    services: list[str]
    note: str = ""
    move_on: bool = True
    again: bool = False


def refer_all(
    *, agreed: Mapping[Complaint, referral.Agreement], by, key: uuid.UUID, errand: Errand
) -> list[Referral]:
    """A referral for each case whose person agreed, leaving together (``Referral.batch`` is the key).

    The same key again gives the same ones. Raises OneRefused, which names the case.
    """
    with together(complaints=agreed, by=by):
        return [
            referral.refer(
                complaint=case,
                by=by,
                submission_key=uuid.uuid5(key, str(case.pk)),
                provider=errand.provider,
                services=errand.services,
                agreement=agreed[case],
                note=errand.note,
                move_on=errand.move_on,
                again=errand.again,
                batch=key,
            )
            for case in _in_order(agreed)
        ]


def answer_all(
    *,
    referrals: Iterable[Referral],
    by,
    key: uuid.UUID,
    seen: str,
    state: str,
    on: datetime.date,
    reason: str = "",
    text: str = "",
    satisfaction: str = "",
) -> None:
    """The same answer for each of ``referrals``. Arguments as services.answer.answer; ``satisfaction`` is
    that of the first one's person: each of the others is asked for herself. Raises OneRefused.
    """
    by_case = {row.complaint: row for row in referrals}
    asked = next(iter(by_case.values()))
    with together(complaints=by_case, by=by):
        for case in _in_order(by_case):
            row = by_case[case]
            answer.answer(
                referral=row,
                by=by,
                submission_key=uuid.uuid5(key, str(row.pk)),
                seen=seen,
                state=state,
                on=on,
                reason=reason,
                text=text,
                satisfaction=satisfaction if row is asked else "",
            )


def _in_order(cases: Iterable[Complaint]) -> list[Complaint]:
    return sorted(cases, key=lambda case: case.pk)
