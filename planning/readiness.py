"""What a village should have ready for the next step of its planning year: one check, some lines.

A check is a function in ``CHECKS`` from who asks to lines; whatever else planning keeps adds its own there.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from complaints.models import Complaint
from members.models import User
from villages.models import Village

from .budget import Status
from .models import Activity, Proposal


@dataclass(frozen=True)
class Reader:
    """``is_volunteer``: she works in a group of this village; else she is its secretary, who sees no case."""

    user: User
    village: Village
    is_volunteer: bool
    today: datetime.date


@dataclass(frozen=True)
class Line:
    text: str
    is_ready: bool
    url: str = ""


Check = Callable[[Reader], Iterable[Line]]


def activities(reader: Reader) -> Iterable[Line]:
    """Whether the groups of the village have written down what they did this year."""
    url = reverse("planning:activities")
    rows = Activity.objects.of(reader.village).held_in(reader.today.year)
    count = rows.count()
    if count:
        words = ngettext(
            "%(count)d kegiatan kelompok tercatat pada %(year)d.",
            "%(count)d kegiatan kelompok tercatat pada %(year)d.",
            count,
        )
        year = reader.today.year
        yield Line(words % {"count": count, "year": year}, True, url)
    else:
        text = _("Belum ada kegiatan kelompok yang dicatat pada %(year)d.")
        yield Line(text % {"year": reader.today.year}, False, url)


def cases_waiting(reader: Reader) -> Iterable[Line]:
    """Her own cases whose appointment has passed: what is not followed up is no evidence either."""
    if not reader.is_volunteer:
        return
    count = Complaint.objects.worked_by(reader.user).of_interest_to(reader.user).missed().count()
    if count:
        words = ngettext(
            "%(count)d kasus menunggu tindak lanjut.", "%(count)d kasus menunggu tindak lanjut.", count
        )
        yield Line(words % {"count": count}, False, f"{reverse('complaints:list')}?tahap=terbuka&lewat=on")


def proposals(reader: Reader) -> Iterable[Line]:
    """Of the list for the next budget: whether there is one, and whether each rests on figures. Of what was
    discussed without any nothing is said: none can be cited for it any more.
    """
    year = reader.today.year + 1
    url = f"{reverse('planning:proposals')}?desa={reader.village.pk}&tahun={year}"
    rows = Proposal.objects.of(reader.village).ranked_in(year)
    without = Q(evidence=[])
    bare = Count("pk", filter=without & Q(status=Status.PROPOSED))  # Proposal.is_bare
    told = rows.aggregate(count=Count("pk"), without=Count("pk", filter=without), bare=bare)
    yield Line(_proposals_in_words(year, **told), bool(told["count"] and not told["bare"]), url)


def _proposals_in_words(year: int, *, count: int, without: int, bare: int) -> str:
    if not count:
        return _("Belum ada usulan untuk anggaran %(year)d.") % {"year": year}
    if bare:
        words = ngettext("%(count)d usulan belum punya bukti.", "%(count)d usulan belum punya bukti.", bare)
        return words % {"count": bare}
    if without:
        return ngettext("%(count)d usulan siap.", "%(count)d usulan siap.", count) % {"count": count}
    words = ngettext(
        "%(count)d usulan siap, semuanya punya bukti.",
        "%(count)d usulan siap, semuanya punya bukti.",
        count,
    )
    return words % {"count": count}


CHECKS: tuple[Check, ...] = (activities, proposals, cases_waiting)


def lines(reader: Reader) -> tuple[Line, ...]:
    """What is not ready first, in the order of the checks."""
    found = [line for check in CHECKS for line in check(reader)]
    return tuple(sorted(found, key=lambda line: line.is_ready))
