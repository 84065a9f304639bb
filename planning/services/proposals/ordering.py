"""The place of a proposal in its year's list."""

from safeguards import audit

from ...models import Proposal
from .frame import changing


def reorder(*, proposal: Proposal, by, up: bool, seen_at: int | None = None) -> int | None:
    """One place up or down in its year's list, which is numbered anew from 1; returns its new place.

    None where nothing happened: at the end of the list, or when it no longer stands at ``seen_at`` (a
    second tap, or somebody else was quicker).
    """
    with changing(proposal=proposal, by=by, action="proposal.reordered", figures={"up": up}) as (row, _hand):
        ranked = Proposal.objects.of(row.home).ranked_in(row.year)
        rows = list(ranked.in_order().select_for_update(of=("self",)))
        keys = [one.pk for one in rows]
        if row.pk not in keys:
            return None
        place = keys.index(row.pk)
        other = place + (-1 if up else 1)
        if not 0 <= other < len(rows) or seen_at not in {None, place + 1}:
            return None
        rows[place], rows[other] = rows[other], rows[place]
        for number, one in enumerate(rows, start=1):
            if one.priority != number:
                one.priority = number
                one.save(update_fields=["priority"])
        figures = {"up": up, "place": other + 1}
        audit.record(action="proposal.reordered", by=by, subject=row, figures=figures)
        return other + 1
