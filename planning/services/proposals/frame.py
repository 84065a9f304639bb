"""What every write to a proposal shares: its village held, the row locked and fresh, the writer's hand."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone

from complaints.errors import NotPermitted
from villages.models import Village

from ...models import Proposal
from ...policies.proposals import Hand
from ..deed import deed


@contextmanager
def changing(*, proposal: Proposal, by, action: str, figures: dict | None = None) -> Iterator[tuple]:
    """Yield the proposal locked and fresh, and what ``by`` has to do with its village.

    The village is held first: its list has one writer at a time. A refusal is recorded on its own.
    """
    with deed(action=action, by=by, subject=proposal, figures=figures):
        hold(proposal.home)
        rows = Proposal.objects.visible_to(by).with_place().select_for_update(of=("self",), no_key=True)
        row = rows.filter(pk=proposal.pk).first()
        hand = Hand.of(by, row.home) if row else None
        if hand is None or not hand.may_work:
            raise NotPermitted
        yield row, hand


def hold(village: Village) -> None:
    Village.objects.select_for_update(no_key=True).filter(pk=village.pk).only("pk").first()


def save(row: Proposal, *fields: str) -> None:
    row.version += 1
    row.updated_at = timezone.now()
    row.save(update_fields=[*fields, "version", "updated_at"])
