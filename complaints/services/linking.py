"""Making and revoking the link on which a service answers a referral without an account."""

import datetime
import uuid

from django.conf import settings
from django.utils import timezone

from safeguards import audit

from .. import errors, links, policies
from ..models import AnswerLink, Complaint, Referral
from ..workflow import RUNNING
from .deed import deed, locked_referral, sent_before


def make(*, referral: Referral, by, submission_key: uuid.UUID) -> AnswerLink:
    """A new link, in force for ANSWER_LINK_DAYS; the one before it is revoked.

    The same key again gives the first link and changes nothing. Raises CaseClosed, NotNow (the referral
    has ended), ConsentMissing (it was taken back).
    """
    with deed(complaint=referral.complaint, by=by, action="link.made") as case:
        row = locked_referral(referral.pk, case)
        first = sent_before(AnswerLink, submission_key, referral=row)
        if first:
            first.referral = row
            return first
        _check(row)
        now = timezone.now()
        end_links(row, now)
        code = links.new_code()
        link = AnswerLink.objects.create(
            id=submission_key,
            referral=row,
            code=code,
            digest=links.digest_of(code),
            made_at=now,
            made_by=by,
            expires_at=now + datetime.timedelta(days=settings.ANSWER_LINK_DAYS),
        )
        audit.record(action="link.made", by=by, chain=case.pk, subject=link)
        return link


def revoke(*, referral: Referral, by) -> None:
    """Ends the link; where none stands, nothing happens. Those who work the case may, and who reviews it."""
    with deed(
        complaint=referral.complaint, by=by, action="link.revoked", permit=policies.may_work_or_review
    ) as case:
        row = locked_referral(referral.pk, case)
        if end_links(row, timezone.now()):
            audit.record(action="link.revoked", by=by, chain=case.pk, subject=row)


def end_links(referral: Referral, at: datetime.datetime) -> int:
    """Revokes what stands of a locked referral, within the deed that ends it; how many there were."""
    rows = list(referral.links.filter(revoked_at__isnull=True))
    for link in rows:
        link.revoked_at = at
        link.save(update_fields=["revoked_at"])
    return len(rows)


def end_links_of_case(case: Complaint, at: datetime.datetime) -> None:
    """The same for all referrals of a locked case: it was closed, and opening it again revives no link."""
    for referral in case.referrals.filter(links__revoked_at__isnull=True, links__isnull=False).distinct():
        end_links(referral, at)


def _check(row: Referral) -> None:
    if row.complaint.is_closed:
        raise errors.CaseClosed
    if row.state not in RUNNING:
        raise errors.NotNow
    if links.consent_taken_back(row.complaint, row):
        raise errors.ConsentMissing
