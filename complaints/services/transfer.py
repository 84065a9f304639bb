"""A case goes to another group: offered with a message, accepted or declined there, or taken back.

Until it is accepted it stays where it was. With it go its hidings, its plan and its whole trail; the village
where the person lives, whose total it enters, does not change.
"""

import uuid
from functools import partial

from django.db.models import Q
from django.utils import timezone

from members.models import Group, User
from safeguards import audit

from .. import errors, policies
from ..enums import TransferState
from ..models import Complaint, Transfer
from .deed import deed, require_version, save, sent_before
from .marks import assign_to, pass_actions_on
from .review import volunteers_for


def offer(
    *,
    complaint: Complaint,
    by,
    to_group: Group,
    reason: str,
    agreed: bool,
    submission_key: uuid.UUID,
    version: int | None = None,
) -> Transfer:
    """Offers the case to ``to_group``; ``agreed``: the person, or her guardian, said yes to that.

    The same key again gives the first offer. Raises CaseClosed, AlreadyOffered, NotThere, AgreementMissing,
    ReasonMissing, Stale.
    """
    permit = partial(policies.may_hand_over, user=by)
    with deed(complaint=complaint, by=by, action="transfer.offered", permit=permit) as row:
        first = sent_before(Transfer, submission_key, complaint=row, offered_by=by)
        if first:
            return first
        require_version(row, version)
        _check_offer(row, to_group, reason, agreed)
        made = Transfer(
            id=submission_key,
            complaint=row,
            from_group=row.group,
            to_group=to_group,
            reason=reason,
            offered_by=by,
        )
        made.save(force_insert=True)
        save(row)
        figures = {"group": to_group.pk, "agreed": agreed}
        audit.record(action="transfer.offered", by=by, chain=row.pk, subject=made, figures=figures)
        return made


def _check_offer(row: Complaint, to_group: Group, reason: str, agreed: bool) -> None:
    if row.is_closed:
        raise errors.CaseClosed
    if row.transfers.filter(state=TransferState.OFFERED).exists():
        raise errors.AlreadyOffered
    if to_group.pk == row.group_id or not Group.objects.active().filter(pk=to_group.pk).exists():
        raise errors.NotThere
    if not agreed:
        raise errors.AgreementMissing
    if not reason.strip():
        raise errors.ReasonMissing


def take_back(*, transfer: Transfer, by) -> Transfer:
    """The offer no longer stands; whoever may offer the case may. Twice is once. Raises OfferGone."""
    permit = partial(policies.may_hand_over, user=by)
    with deed(complaint=transfer.complaint, by=by, action="transfer.taken_back", permit=permit) as row:
        found = _locked(transfer, row)
        if found.state == TransferState.TAKEN_BACK:
            return found
        _answer(found, TransferState.TAKEN_BACK, by=by, action="transfer.taken_back")
        save(row)
        return found


def end_offer(row: Complaint, *, by) -> None:
    """Takes back what stands offered of a locked case, within the deed that closes and saves it: nobody
    is left with an offer that can no longer be accepted.
    """
    for found in row.transfers.filter(state=TransferState.OFFERED).select_for_update():
        _answer(found, TransferState.TAKEN_BACK, by=by, action="transfer.taken_back")


def accept(*, transfer: Transfer, by, text: str = "", assign: User | None = None) -> Transfer:
    """The case is the receiving group's from now on, accompanied by ``assign`` or by who accepts it.

    Hers who accepts it must be a volunteer of the group, so an officer names one. Open actions of the plan
    of people outside go to her. Where another partner reviews from now on, its officers begin anew.
    Raises CaseClosed, OfferGone, CannotBeAssigned.
    """
    with _receiving(transfer, by, "transfer.accepted") as row:
        found = _locked(transfer, row)
        if found.state == TransferState.ACCEPTED and found.answered_by_id == by.pk:
            return found
        _refuse_closed(row)
        _answer(found, TransferState.ACCEPTED, by=by, action="transfer.accepted", text=text)
        _move(row, found.to_group, assign or by, by=by)
        return found


def decline(*, transfer: Transfer, by, text: str) -> Transfer:
    """The case stays where it is, and its people read why. Raises OfferGone, ReasonMissing."""
    with _receiving(transfer, by, "transfer.declined") as row:
        found = _locked(transfer, row)
        if found.state == TransferState.DECLINED and found.answered_by_id == by.pk:
            return found
        if not text.strip():
            raise errors.ReasonMissing
        _answer(found, TransferState.DECLINED, by=by, action="transfer.declined", text=text)
        save(row)
        return found


def _receiving(transfer: Transfer, by, action: str):
    """Who receives an offer does not see the case: the offer is her only road to it."""
    return deed(
        complaint=transfer.complaint,
        by=by,
        action=action,
        permit=lambda row: Transfer.objects.answerable_by(by).filter(pk=transfer.pk).exists(),
        within=Complaint.objects.offered_to,
    )


def _locked(transfer: Transfer, row: Complaint) -> Transfer:
    rows = Transfer.objects.select_for_update(of=("self",)).select_related("to_group", "from_group")
    found = rows.get(pk=transfer.pk, complaint=row)
    found.complaint = row
    return found


def _refuse_closed(row: Complaint) -> None:
    if row.is_closed:
        raise errors.CaseClosed


def _answer(found: Transfer, state: TransferState, *, by, action: str, text: str = "") -> None:
    if not found.is_open:
        raise errors.OfferGone
    found.state, found.answer, found.answered_at, found.answered_by = state, text, timezone.now(), by
    found.save(update_fields=["state", "answer", "answered_at", "answered_by"])
    figures = {"group": found.to_group_id}
    audit.record(action=action, by=by, chain=found.complaint_id, subject=found, figures=figures)


def _move(row: Complaint, to_group: Group, to: User, *, by) -> None:
    changes_partner = row.group.partner_id != to_group.partner_id
    row.group = to_group
    heirs = volunteers_for(row)
    if not heirs.filter(pk=to.pk).exists():
        raise errors.CannotBeAssigned
    if row.assigned_to_id != to.pk:
        assign_to(row, to, by=by)
    pass_actions_on(row, ~Q(responsible__in=heirs.values("pk")), to=to, by=by)
    if changes_partner:
        row.reviewed_at = row.reviewed_by = None
    save(row, "group", "assigned_to", "reviewed_at", "reviewed_by")
