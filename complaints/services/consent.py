"""A new word of the person on what may be done; her "no" stops at once what is under way."""

import datetime
import uuid
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from safeguards import audit
from villages.zones import zone_of

from .. import errors, policies
from ..consenting import HOLDS, holds, last_word, may_count
from ..enums import ConsentDecision, ConsentGiver, ConsentMethod, ConsentPurpose
from ..models import Complaint, Consent, Provider, Referral
from ..workflow import RUNNING
from .answer import MIDDAY, take_back
from .deed import deed, require_version, save, sent_before
from .marks import raise_flag


@dataclass(frozen=True, kw_only=True)
class Word:
    """What was said about one purpose, of ``REFER`` and ``COMPLAIN`` about one ``provider``, on day ``on``.

    ``text`` is what may be told, or the reason of VITAL, or what else she said. ``other_guardian`` says
    that the guardian who answers is not the one who is reported.
    """

    purpose: ConsentPurpose
    decision: ConsentDecision
    on: datetime.date
    provider: Provider | None = None
    given_by: ConsentGiver = ConsentGiver.PERSON
    method: ConsentMethod = ConsentMethod.SPOKEN
    text: str = ""
    witness: str = ""
    other_guardian: bool = False

    @property
    def is_vital(self) -> bool:
        return self.decision == ConsentDecision.VITAL

    @property
    def is_no(self) -> bool:
        return self.decision not in HOLDS


@dataclass(frozen=True)
class Recorded:
    """The row, and the referrals that her word withdrew."""

    consent: Consent
    stopped: list[Referral] = field(default_factory=list)


def record(
    *, complaint: Complaint, by, submission_key: uuid.UUID, word: Word, version: int | None = None
) -> Recorded:
    """At any time, also of a closed case. The same key again gives the first row and changes nothing.

    Raises Stale, NothingToWithdraw, GuardianNeeded, GuardianIsReported, LifeNotAtRisk, ReasonMissing,
    WrongDate.
    """
    with deed(complaint=complaint, by=by, action="consent.recorded") as row:
        first = sent_before(Consent, submission_key, complaint=row)
        if first:
            return Recorded(first)
        require_version(row, version)
        before = last_word(row, word.purpose, word.provider)
        _check(row, word, before)
        consent = _create(row, by, submission_key, word, before)
        stopped = _follow(row, by, word, had=holds(before))
        save(row, "may_be_counted", "is_flagged")
        figures = {"purpose": str(word.purpose), "decision": str(word.decision), "stopped": len(stopped)}
        audit.record(action="consent.recorded", by=by, chain=row.pk, subject=consent, figures=figures)
        return Recorded(consent, stopped)


def _check(row: Complaint, word: Word, before: Consent | None) -> None:
    if word.decision == ConsentDecision.WITHDRAWN and not holds(before):
        raise errors.NothingToWithdraw
    if word.is_vital:
        _check_vital(row, word)
    elif word.given_by == ConsentGiver.GUARDIAN:
        if policies.guardian_is_reported(row) and not word.other_guardian:
            raise errors.GuardianIsReported
    elif word.decision == ConsentDecision.GIVEN and policies.concerns_child(row):
        raise errors.GuardianNeeded


def _check_vital(row: Complaint, word: Word) -> None:
    """Kepentingan vital (UU 27/2022 Ps 20) is never a reason to be counted."""
    if word.purpose == ConsentPurpose.COUNT:
        raise errors.LifeNotAtRisk(_("Untuk dihitung tanpa nama selalu perlu persetujuan."))
    if not policies.may_refer_without_consent(row):
        raise errors.LifeNotAtRisk(
            _(
                "Tanpa persetujuan hanya bila nyawa terancam. "
                "Catat dulu di kasusnya bahwa keadaannya darurat atau tidak aman."
            )
        )
    if not word.text.strip():
        raise errors.ReasonMissing


def _create(row: Complaint, by, key: uuid.UUID, word: Word, before: Consent | None) -> Consent:
    """The row bears the form's key as its own, which is how a resend is known."""
    consent = Consent(
        id=key,
        complaint=row,
        purpose=word.purpose,
        provider=word.provider,
        decision=word.decision,
        given_by=ConsentGiver.NOBODY if word.is_vital else word.given_by,
        method=ConsentMethod.SPOKEN if word.is_vital else word.method,
        text=word.text,
        witness=word.witness,
        at=moment_of(word.on, before, zone_of(row.group.village_id)),
        recorded_by=by,
    )
    consent.save(force_insert=True)
    return consent


def moment_of(on: datetime.date, before: Consent | None, zone: datetime.tzinfo) -> datetime.datetime:
    """The moment of a word said on day ``on``: now if that is today, midday otherwise, and always after
    the word ``before``, so that which is the last is never in doubt. WrongDate for a day that has not
    come, or lies before that word.
    """
    now = timezone.now()
    today = now.astimezone(zone).date()
    if on > today:
        raise errors.WrongDate(_("Tanggal ini belum tiba."))
    said = now if on == today else datetime.datetime.combine(on, MIDDAY, zone)
    if before is None:
        return said
    last = before.at.astimezone(zone).date()
    if on < last:
        day = date_format(last, "DATE_FORMAT")
        raise errors.WrongDate(
            _("Jawaban sebelumnya tercatat %(day)s. Pilih tanggal itu atau sesudahnya.") % {"day": day}
        )
    return max(said, before.at + datetime.timedelta(microseconds=1))


def _follow(row: Complaint, by, word: Word, *, had: bool) -> list[Referral]:
    """What a word brings with it, on the locked case, not yet saved; ``had``: until now it was allowed."""
    if word.is_vital:
        raise_flag(row, word.text, by=by, reason="life_at_risk")
    match word.purpose:
        case ConsentPurpose.COUNT:
            row.may_be_counted = may_count(row)
        case ConsentPurpose.REFER if word.is_no:
            return stop_referrals(row, by, provider=word.provider)
        case ConsentPurpose.RECORD if word.is_no:
            row.may_be_counted = False
            return _stop_all(row, by, word, had=had)
        case ConsentPurpose.RECORD if not had:
            row.may_be_counted = may_count(row)
    return []


def stop_referrals(row: Complaint, by, **which) -> list[Referral]:
    """Withdraws the running referrals of a locked case that ``which`` picks."""
    running = Referral.objects.select_for_update(of=("self",)).filter(complaint=row, state__in=RUNNING)
    referrals = list(running.filter(**which).select_related("provider").order_by("pk"))
    for referral in referrals:
        referral.complaint = row
        take_back(referral, by)
    return referrals


def _stop_all(row: Complaint, by, word: Word, *, had: bool) -> list[Referral]:
    """No longer to be recorded: nothing is erased here (an officer looks at it), but nothing runs on."""
    referrals = stop_referrals(row, by)
    for provider in {referral.provider for referral in referrals}:
        Consent.objects.create(
            complaint=row,
            purpose=ConsentPurpose.REFER,
            provider=provider,
            decision=ConsentDecision.WITHDRAWN,
            given_by=word.given_by,
            method=word.method,
            recorded_by=by,
        )
    if had:
        text = "\n".join(filter(None, [_("Tidak setuju lagi kasusnya dicatat."), word.text]))
        raise_flag(row, text, by=by, reason="consent_withdrawn")
    return referrals
