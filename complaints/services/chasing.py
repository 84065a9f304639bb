"""What a person does about a referral besides entering the answer: remind the service, ask whether the one
it is about may and wants to complain of it, and note whether she was content with it.
"""

import uuid

from safeguards import audit
from villages.zones import zone_of

from .. import errors
from ..chasing import may_be_complained_of
from ..directory import JUDGED, ReminderKind
from ..enums import ConsentDecision, ConsentGiver, ConsentMethod, ConsentPurpose
from ..models import Consent, Referral, Reminder
from ..workflow import RUNNING
from .deed import deed, locked_referral, save, sent_before


def remind_service(*, referral: Referral, by, submission_key: uuid.UUID) -> Reminder:
    """That the service was reminded, by message, letter or word of mouth; as often as it happens.

    The row bears the form's key, by which a resend is known. Raises ReferralEnded.
    """
    with deed(complaint=referral.complaint, by=by, action="referral.reminded") as case:
        row = locked_referral(referral.pk, case)
        before = sent_before(Reminder, submission_key, referral=row)
        if before:
            return before
        if row.state not in RUNNING:
            raise errors.ReferralEnded
        made = Reminder(id=submission_key, referral=row, kind=ReminderKind.BY_HAND, by=by)
        made.save(force_insert=True)
        save(case)
        figures = {"kind": str(made.kind)}
        audit.record(action="referral.reminded", by=by, chain=case.pk, subject=made, figures=figures)
        return made


def agree_to_complain(
    *,
    referral: Referral,
    by,
    submission_key: uuid.UUID,
    decision: ConsentDecision,
    given_by: ConsentGiver = ConsentGiver.PERSON,
    method: ConsentMethod = ConsentMethod.SPOKEN,
) -> Consent:
    """Her yes or no to complaining of the service (UU 25/2009), kept as a consent of its own beside the one
    to be referred there. The row bears the form's key. Raises NotToComplainYet.
    """
    with deed(complaint=referral.complaint, by=by, action="consent.complain") as case:
        row = locked_referral(referral.pk, case)
        before = sent_before(Consent, submission_key, complaint=case)
        if before:
            return before
        if not may_be_complained_of(row, zone_of(case.group.village_id)):
            raise errors.NotToComplainYet
        consent = Consent(
            id=submission_key,
            complaint=case,
            purpose=ConsentPurpose.COMPLAIN,
            provider=row.provider,
            decision=decision,
            given_by=given_by,
            method=method,
            recorded_by=by,
        )
        consent.save(force_insert=True)
        save(case)
        figures = {"decision": str(decision)}
        audit.record(action="consent.complain", by=by, chain=case.pk, subject=consent, figures=figures)
        return consent


def note_satisfaction(*, referral: Referral, by, seen: str, satisfaction: str) -> Referral:
    """Whether she was content with the service, once it has had its say; she may change her word.

    ``seen`` is what the form showed. The same word again changes nothing. Raises NotEnded, SaidMeanwhile.
    """
    with deed(complaint=referral.complaint, by=by, action="referral.judged") as case:
        row = locked_referral(referral.pk, case)
        if row.state not in JUDGED:
            raise errors.NotEnded
        if row.satisfaction == satisfaction:
            return row
        if row.satisfaction != seen:
            raise errors.SaidMeanwhile
        row.satisfaction = satisfaction
        row.save(update_fields=["satisfaction"])
        save(case)
        figures = {"satisfaction": satisfaction}
        audit.record(action="referral.judged", by=by, chain=case.pk, subject=row, figures=figures)
        return row
