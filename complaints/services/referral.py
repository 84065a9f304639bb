"""Referring a case to a service: with the person's consent for it, or for her life, written down and told."""

import uuid
from dataclasses import dataclass

from django.utils import timezone

from safeguards import audit
from villages.zones import zone_of

from .. import errors, matching, policies
from ..deadlines import answer_by
from ..directory import Service
from ..enums import ConsentDecision, ConsentGiver, ConsentMethod, ConsentPurpose, Stage
from ..models import Complaint, Consent, Provider, Referral, ReferralStep
from ..workflow import TRANSITIONS
from .deed import deed, save, sent_before
from .followup import move
from .marks import raise_flag


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """What the person said about this one service, and what may be told there.

    ``reason`` is why it goes without her consent (VITAL); name and NIK are asked for one by one.
    """

    decision: ConsentDecision
    given_by: ConsentGiver = ConsentGiver.PERSON
    method: ConsentMethod = ConsentMethod.SPOKEN
    told: str = ""
    tells_name: bool = False
    tells_nik: bool = False
    reason: str = ""

    @property
    def is_vital(self) -> bool:
        return self.decision == ConsentDecision.VITAL

    @property
    def is_refusal(self) -> bool:
        return self.decision not in {ConsentDecision.GIVEN, ConsentDecision.VITAL}


def refer(
    *,
    complaint: Complaint,
    by,
    submission_key: uuid.UUID,
    provider: Provider,
    services: list[str],
    agreement: Agreement,
    note: str = "",
    move_on: bool = True,
    again: bool = False,
    batch: uuid.UUID | None = None,
) -> Referral:
    """The referral, its consent and its first step in one deed; the same key again gives the first one.

    ``move_on``: the case is "didampingi" from now on, if it may. ``again``: although one to the same
    provider is still waiting. ``batch``: what those that leave together have in common. Raises
    ConsentMissing (her "no" is kept), LifeNotAtRisk, ReasonMissing, AlreadyReferred, NotItsService,
    CaseClosed.
    """
    if agreement.is_refusal:
        _keep_refusal(complaint=complaint, by=by, provider=provider)
    with deed(complaint=complaint, by=by, action="referral.sent") as row:
        first = sent_before(Referral, submission_key, complaint=row, sent_by=by)
        if first:
            return first
        _check(row, provider, services, agreement, again)
        referral = _create(row, by, submission_key, provider, services, agreement, note, batch)
        _move_on(row, by, move_on)
        if agreement.is_vital:
            raise_flag(row, agreement.reason, by=by, reason="life_at_risk")
        save(row, "stage", "stage_since", "is_flagged")
        figures = {"services": sorted(services), "vital": agreement.is_vital}
        audit.record(action="referral.sent", by=by, chain=row.pk, subject=referral, figures=figures)
        return referral


def _keep_refusal(*, complaint: Complaint, by, provider: Provider) -> None:
    """Her "no" to this service is kept, once, so that nobody asks again tomorrow."""
    with deed(complaint=complaint, by=by, action="consent.refused") as row:
        asked = {"complaint": row, "purpose": ConsentPurpose.REFER, "provider": provider}
        last = Consent.objects.filter(**asked).order_by("-at").first()
        if last is None or last.decision != ConsentDecision.REFUSED:
            refused = Consent.objects.create(**asked, decision=ConsentDecision.REFUSED, recorded_by=by)
            audit.record(action="consent.refused", by=by, chain=row.pk, subject=refused)


def _check(row: Complaint, provider: Provider, services, agreement: Agreement, again: bool) -> None:
    if row.is_closed:
        raise errors.CaseClosed
    if agreement.is_refusal:
        raise errors.ConsentMissing
    if agreement.is_vital:
        if not policies.may_refer_without_consent(row):
            raise errors.LifeNotAtRisk
        if not agreement.reason.strip():
            raise errors.ReasonMissing
    if not services or not set(services) <= set(askable(row, provider)) or not provider.is_active:
        raise errors.NotItsService
    if not again and waiting_at(row, provider):
        raise errors.AlreadyReferred


def askable(complaint: Complaint, provider: Provider) -> list[Service]:
    """The services that ``provider`` gives and that a case like this can ask for."""
    return matching.services_asked(provider, fit_of(complaint), kind=complaint.kind)


def fit_of(complaint: Complaint) -> matching.Fit:
    return matching.fit_for(
        kind=complaint.kind,
        category=complaint.category,
        need=complaint.need,
        sexual=policies.is_sexual(complaint),
    )


def waiting_at(complaint: Complaint, provider: Provider) -> Referral | None:
    """A referral of this case to ``provider`` that is not answered yet."""
    return Referral.objects.waiting().filter(complaint=complaint, provider=provider).first()


def _create(row, by, submission_key, provider, services, agreement: Agreement, note, batch) -> Referral:
    now = timezone.now()
    consent = Consent.objects.create(
        complaint=row,
        purpose=ConsentPurpose.REFER,
        provider=provider,
        decision=agreement.decision,
        given_by=ConsentGiver.NOBODY if agreement.is_vital else agreement.given_by,
        method=agreement.method,
        text=agreement.reason if agreement.is_vital else agreement.told,
        at=now,
        recorded_by=by,
    )
    referral = Referral.objects.create(
        complaint=row,
        submission_key=submission_key,
        batch=batch,
        provider=provider,
        consent=consent,
        services=[service for service in Service if service in services],
        told=agreement.told,
        tells_name=agreement.tells_name,
        tells_nik=agreement.tells_nik and not row.is_violence,
        note=note,
        sent_at=now,
        sent_by=by,
        due_at=answer_by(provider, sent_at=now, zone=zone_of(row.group.village_id)),
    )
    ReferralStep.objects.create(referral=referral, state=referral.state, at=now, by=by)
    return referral


def _move_on(row: Complaint, by, wanted: bool) -> None:
    if wanted and may_move_on(row):
        move(row, Stage.ASSISTED, by=by)


def may_move_on(complaint: Complaint) -> bool:
    return Stage.ASSISTED in TRANSITIONS[complaint.kind][complaint.stage]
