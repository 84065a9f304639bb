"""What a service answers to a referral: accepted or declined, served or not; or that it is taken back.

A volunteer enters it, or the service itself does on its link; one road serves both.
"""

import datetime
import uuid

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from safeguards import audit
from safeguards.identifiers import time_ordered_uuid
from villages.zones import zone_of

from .. import errors
from ..directory import JUDGED, REASONS, ReferralState, RefusalReason
from ..enums import ConsentDecision, ConsentPurpose
from ..models import AnswerLink, Consent, Referral, ReferralStep
from ..workflow import RUNNING, check_referral
from .deed import deed, deed_by_link, locked_referral, require_in_force, save, sent_before
from .linking import end_links

MIDDAY = datetime.time(12)


def answer(
    *,
    referral: Referral,
    by,
    submission_key: uuid.UUID,
    seen: str,
    state: str,
    on: datetime.date,
    reason: str = "",
    text: str = "",
    satisfaction: str = "",
) -> Referral:
    """Moves a referral to ``state`` as workflow.REFERRAL_TRANSITIONS permits; the case must be workable.

    ``satisfaction`` is what the person says of the service, kept once that has had its say.
    ``seen`` is the state that the person's form was made from: of two who answer at once the second
    gets AnsweredMeanwhile. The same key again changes nothing. Raises NotNow, WrongDate, ReasonMissing.
    """
    withdrawn = state == ReferralState.WITHDRAWN
    action = "referral.withdrawn" if withdrawn else "referral.answered"
    with deed(complaint=referral.complaint, by=by, action=action) as case:
        row = locked_referral(referral.pk, case)
        if sent_before(ReferralStep, submission_key, referral=row, link=None):
            return row
        _check(row, seen, state, reason, text)
        row.satisfaction = satisfaction if state in JUDGED else ""
        at = moment_of(row, on, zone_of(case.group.village_id))
        _step(row, submission_key, state, at, reason, text, by=by)
        if withdrawn and reason == RefusalReason.PERSON_CHOSE:
            _take_consent_back(row, by)
        save(case)
        figures = {"state": str(state)}
        audit.record(action=action, by=by, chain=case.pk, subject=row, reason=reason, figures=figures)
        return row


def answer_by_link(
    *, link: AnswerLink, submission_key: uuid.UUID, seen: str, state: str, reason: str = "", text: str = ""
) -> Referral:
    """The same by the service itself, now. It takes nothing back, and may accept and serve in one go: that
    is two steps. Raises LinkEnded too; whoever comes after her colleague's answer gets AnsweredMeanwhile.
    """
    with deed_by_link(link=link, action="referral.answered") as fresh:
        row = fresh.referral
        if sent_before(ReferralStep, submission_key, referral=row, link=link):
            return row
        require_in_force(fresh)
        if state == ReferralState.WITHDRAWN:
            raise errors.NotPermitted
        if (seen, state) == (row.state, ReferralState.SERVED) and row.state == ReferralState.SENT:
            _step(row, uuid.uuid4(), ReferralState.ACCEPTED, timezone.now(), "", "", link=fresh)
            seen = row.state
        _check(row, seen, state, reason, text)
        _step(row, submission_key, state, timezone.now(), reason, text, link=fresh)
        fresh.used_at = row.ended_at or row.answered_at
        fresh.save(update_fields=["used_at"])
        save(row.complaint)
        figures = {"state": str(state), "link": True}
        audit.record(
            action="referral.answered", chain=row.complaint_id, subject=row, reason=reason, figures=figures
        )
        return row


def _check(row: Referral, seen: str, state: str, reason: str, text: str) -> None:
    if row.state != seen:
        raise errors.AnsweredMeanwhile
    check_referral(row.state, state)
    _check_reason(state, reason, text)


def _check_reason(state: str, reason: str, text: str) -> None:
    """A refusal needs one of its reasons; "lainnya" and what was done need words."""
    if reason not in REASONS.get(state, ("",)):
        raise errors.ReasonMissing
    if (reason == RefusalReason.OTHER or state == ReferralState.SERVED) and not text.strip():
        raise errors.ReasonMissing


def moment_of(referral: Referral, on: datetime.date, zone: datetime.tzinfo) -> datetime.datetime:
    """The moment of an answer given on day ``on``: now if that is today, midday otherwise; never before
    what it answers. WrongDate for a day that has not come, or lies before the step it follows.
    """
    now = timezone.now()
    since = referral.answered_at or referral.sent_at
    if on > now.astimezone(zone).date():
        raise errors.WrongDate(_("Tanggal ini belum tiba."))
    if on < since.astimezone(zone).date():
        day = date_format(since.astimezone(zone).date(), "DATE_FORMAT")
        raise errors.WrongDate(
            _("Langkah sebelumnya tercatat %(day)s. Pilih tanggal sesudahnya.") % {"day": day}
        )
    if on == now.astimezone(zone).date():
        return now
    return max(datetime.datetime.combine(on, MIDDAY, zone), since)


def _step(row: Referral, key, state, at, reason, text, **who) -> None:
    """The step bears the form's key as its own, which is how a resend is known; ``who`` is by or link.

    With the referral ends its link.
    """
    ReferralStep.objects.create(id=key, referral=row, state=state, reason=reason, text=text, at=at, **who)
    if row.answered_at is None and state != ReferralState.WITHDRAWN:
        row.answered_at = at
    row.state, row.ended_at = state, None if state in RUNNING else at
    row.save(update_fields=["state", "answered_at", "ended_at", "satisfaction"])
    if row.ended_at:
        end_links(row, timezone.now())


def take_back(row: Referral, by) -> None:
    """Withdraws a running referral of a locked case, because the person chose so in a word that is
    recorded already; the case is saved by the caller. The service can no longer answer on its link.
    """
    check_referral(row.state, ReferralState.WITHDRAWN)
    now, reason = timezone.now(), RefusalReason.PERSON_CHOSE
    _step(row, time_ordered_uuid(), ReferralState.WITHDRAWN, now, reason, "", by=by)
    audit.record(
        action="referral.withdrawn",
        by=by,
        chain=row.complaint_id,
        subject=row,
        reason=reason,
        figures={"state": str(ReferralState.WITHDRAWN)},
    )


def _take_consent_back(row: Referral, by) -> None:
    Consent.objects.create(
        complaint=row.complaint,
        purpose=ConsentPurpose.REFER,
        provider=row.provider,
        decision=ConsentDecision.WITHDRAWN,
        recorded_by=by,
    )
