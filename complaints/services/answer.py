"""What a service answers to a referral: accepted or declined, served or not; or that it is taken back."""

import datetime
import uuid

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from safeguards import audit
from safeguards.identifiers import time_ordered_uuid
from villages.zones import zone_of

from .. import errors
from ..directory import REASONS, ReferralState, RefusalReason
from ..enums import ConsentDecision, ConsentPurpose
from ..models import AnswerLink, Consent, Referral, ReferralStep
from ..workflow import RUNNING, check_referral
from .deed import deed, save

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
) -> Referral:
    """Moves a referral to ``state`` as workflow.REFERRAL_TRANSITIONS permits; the case must be workable.

    ``seen`` is the state that the person's form was made from: of two who answer at once the second
    gets AnsweredMeanwhile. The same key again changes nothing. Raises NotNow, WrongDate, ReasonMissing.
    """
    withdrawn = state == ReferralState.WITHDRAWN
    action = "referral.withdrawn" if withdrawn else "referral.answered"
    with deed(complaint=referral.complaint, by=by, action=action) as case:
        row = Referral.objects.select_for_update(of=("self",)).select_related("provider").get(pk=referral.pk)
        row.complaint = case
        sent_before = ReferralStep.objects.filter(pk=submission_key).first()
        if sent_before:
            return _own(row, sent_before)
        if row.state != seen:
            raise errors.AnsweredMeanwhile
        check_referral(row.state, state)
        _check_reason(state, reason, text)
        _step(
            row, by, submission_key, state, moment_of(row, on, zone_of(case.group.village_id)), reason, text
        )
        if withdrawn and reason == RefusalReason.PERSON_CHOSE:
            _take_consent_back(row, by)
        save(case)
        figures = {"state": str(state)}
        audit.record(action=action, by=by, chain=case.pk, subject=row, reason=reason, figures=figures)
        return row


def _own(row: Referral, step: ReferralStep) -> Referral:
    """A resend's first result; a key that belongs to another referral was made up."""
    if step.referral_id != row.pk:
        raise errors.NotPermitted
    return row


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


def _step(row: Referral, by, key, state, at, reason, text) -> None:
    """The step bears the form's key as its own, which is how a resend is known."""
    ReferralStep.objects.create(id=key, referral=row, state=state, reason=reason, text=text, at=at, by=by)
    if row.answered_at is None and state != ReferralState.WITHDRAWN:
        row.answered_at = at
    row.state, row.ended_at = state, None if state in RUNNING else at
    row.save(update_fields=["state", "answered_at", "ended_at"])


def take_back(row: Referral, by) -> None:
    """Withdraws a running referral of a locked case, because the person chose so in a word that is
    recorded already; the case is saved by the caller. The service can no longer answer on its link.
    """
    check_referral(row.state, ReferralState.WITHDRAWN)
    now, reason = timezone.now(), RefusalReason.PERSON_CHOSE
    _step(row, by, time_ordered_uuid(), ReferralState.WITHDRAWN, now, reason, "")
    AnswerLink.objects.filter(referral=row, revoked_at__isnull=True).update(revoked_at=now)
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
