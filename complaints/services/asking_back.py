"""The way back: what a service asks of the group through its link, until a volunteer has seen to it."""

import uuid

from django.utils import timezone

from safeguards import audit

from .. import errors
from ..directory import ServiceRequestKind
from ..models import AnswerLink, ServiceRequest
from .deed import deed, deed_by_link, require_in_force, save, sent_before

MOST_OPEN = 5
WORDED = {ServiceRequestKind.PAPERS, ServiceRequestKind.OTHER}  # say nothing without words


def ask_group(*, link: AnswerLink, submission_key: uuid.UUID, kind: str, text: str = "") -> ServiceRequest:
    """The request; the same key again gives the first one and changes nothing.

    Of another person no word is taken: whoever that is was not asked. Raises LinkEnded,
    AnsweredMeanwhile, TooManyRequests, ReasonMissing.
    """
    with deed_by_link(link=link, action="request.asked") as fresh:
        row = fresh.referral
        first = sent_before(ServiceRequest, submission_key, referral=row)
        if first:
            return first
        require_in_force(fresh)
        if row.requests.filter(done_at__isnull=True).count() >= MOST_OPEN:
            raise errors.TooManyRequests
        if kind in WORDED and not text.strip():
            raise errors.ReasonMissing
        told = "" if kind == ServiceRequestKind.OTHER_PERSON else text
        asked = ServiceRequest.objects.create(id=submission_key, referral=row, kind=kind, text=told)
        fresh.used_at = asked.at
        fresh.save(update_fields=["used_at"])
        save(row.complaint)
        figures = {"kind": str(kind), "link": True}
        audit.record(action="request.asked", chain=row.complaint_id, subject=asked, figures=figures)
        return asked


def mark_done(*, request: ServiceRequest, by) -> ServiceRequest:
    """That a volunteer has seen to it; done already, nothing happens. A closed case does not hold it up."""
    with deed(complaint=request.complaint, by=by, action="request.done") as case:
        row = ServiceRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
        if row.done_at is None:
            row.done_at, row.done_by = timezone.now(), by
            row.save(update_fields=["done_at", "done_by"])
            save(case)
            figures = {"kind": row.kind}
            audit.record(action="request.done", by=by, chain=case.pk, subject=row, figures=figures)
        return row
