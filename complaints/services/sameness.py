"""Keeping hints that two cases may be the same, and judging them; nothing is ever merged by itself."""

from django.db.models import Q
from django.utils import timezone

from safeguards import audit
from safeguards.inserting import insert

from .. import policies, sameness
from ..errors import NotPermitted
from ..models import Complaint, DuplicateHint, Person
from .deed import deed


def keep_hints(case: Complaint, person: Person, *, similar: bool = True) -> None:
    """In the transaction that saves ``case`` or its person: one query, and one more where any are found.
    Two cases are hinted at once; what was judged of them stays.
    """
    found = sameness.candidates(case, person, similar=similar)
    if found:
        insert([_hint(case, key, reason) for key, reason in found], skip_known=True)


def _hint(case: Complaint, other, reason: str) -> DuplicateHint:
    """Keys of cases are in the order of time."""
    newer, older = sorted((case.pk, other), reverse=True)
    return DuplicateHint(newer_id=newer, older_id=older, reason=reason)


def judge(*, complaint: Complaint, by, hint: DuplicateHint, is_same: bool) -> DuplicateHint:
    """Whoever may see both cases says whether they are one; the last word holds, and each is on record.

    The same word twice is one. Raises NotPermitted.
    """
    with deed(complaint=complaint, by=by, action="hint.judged", permit=policies.may_work_or_review) as row:
        pair = DuplicateHint.objects.select_for_update().filter(Q(newer=row) | Q(older=row), pk=hint.pk).get()
        other = pair.older_id if pair.newer_id == row.pk else pair.newer_id
        if not Complaint.objects.visible_to(by).filter(pk=other).exists():
            raise NotPermitted
        if pair.is_same is not is_same:
            settle(pair, by=by, is_same=is_same)
            for chain in sorted((row.pk, other)):
                figures = {"same": is_same}
                audit.record(action="hint.judged", by=by, chain=chain, subject=pair, figures=figures)
        return pair


def settle(pair: DuplicateHint, *, by, is_same: bool) -> None:
    pair.is_same, pair.judged_at, pair.judged_by = is_same, timezone.now(), by
    pair.save(update_fields=["is_same", "judged_at", "judged_by"])


def settle_two(one: Complaint, other: Complaint, *, by, is_same: bool) -> None:
    """What merging and un-merging say of the hint at the two, where there is one."""
    both = {one.pk, other.pk}
    for pair in DuplicateHint.objects.filter(newer__in=both, older__in=both):
        settle(pair, by=by, is_same=is_same)
