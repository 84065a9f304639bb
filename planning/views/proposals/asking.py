"""What a request asks for: a village and a year, or one proposal."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from members.models import Group
from villages.models import Village

from ... import reach
from ...models import Proposal
from ...models.release import FIRST_YEAR
from ...policies.proposals import Hand
from ..choosing import village_of, year_of

AHEAD = 2  # years for which one may propose already
BEHIND = 5  # years that can be looked at at least


@dataclass(frozen=True)
class Asked:
    """One village and one year of it; ``user`` sees the village."""

    user: object
    village: Village
    year: int
    villages: Sequence[Village]
    years: Sequence[int]  # newest first

    @property
    def query(self) -> str:
        return urlencode({"desa": self.village.pk, "tahun": self.year})

    @property
    def rows(self) -> QuerySet:
        return Proposal.objects.of(self.village)

    @property
    def listed(self) -> QuerySet:
        return self.rows.filter(year=self.year).in_order().with_place()

    @cached_property
    def hand(self) -> Hand:
        return Hand.of(self.user, self.village)

    @property
    def may_propose(self) -> bool:
        """And set the order: of a village that was merged, in the list of the other one; for no budget that
        is past.
        """
        this_year = timezone.localdate(timezone=self.village.zone).year
        return self.hand.may_work and not self.village.withdrawn_on and self.year >= this_year

    @cached_property
    def groups(self) -> list[Group]:
        return list(self.village.groups.active())


def asked_of(request) -> Asked:
    """By ``desa`` and ``tahun``, else her first village and next year."""
    villages = reach.villages_told(request.user)
    if not villages:
        raise Http404
    village = village_of(request, villages, reach.first_of(villages).pk)
    this_year = timezone.localdate(timezone=village.zone).year
    oldest = Proposal.objects.of(village).order_by("year").values_list("year", flat=True).first()
    years = range(min(oldest or this_year, this_year - BEHIND), this_year + AHEAD + 1)
    return Asked(request.user, village, _year(request, years, this_year + 1), villages, list(years)[::-1])


def _year(request, years: range, default: int) -> int:
    """The year asked for; one that this village's list does not reach back to is its first."""
    return max(year_of(request, range(FIRST_YEAR, years.stop), default), years.start)


def proposal_of(request, pk) -> tuple[Proposal, Hand]:
    """The proposal, within her scope, and what she has to do with its village."""
    rows = Proposal.objects.visible_to(request.user).with_place().select_related("carried_from")
    proposal = get_object_or_404(rows, pk=pk)
    return proposal, Hand.of(request.user, proposal.home)


def list_address(proposal: Proposal, user=None) -> str:
    """The list in which ``user`` finds it: of the village where it is looked after, if that is hers."""
    home = proposal.home
    hers = user is None or home == proposal.village or reach.villages_for(user).filter(pk=home.pk).exists()
    place = home if hers else proposal.village
    query = urlencode({"desa": place.pk, "tahun": proposal.year})
    return f"{reverse('planning:proposals')}?{query}"
