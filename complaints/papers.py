"""A case on paper: the parts that were asked for, whole, or with every name as a stable letter.

What was not asked for comes by no other way: the history tells what happened and not what was written.
The volunteer's own reminder and the list of who must not know stand on no paper.
"""

import datetime
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from safeguards.models import AuditEvent

from .enums import PaperPart
from .facts import LISTS
from .hanging import load
from .models import Complaint
from .paper_parts import BUILDERS, Item, Line, head_of, herself
from .pseudonyms import cover_of, cover_of_others
from .readings import Roles, way_of

HIDDEN = frozenset({"phone", "nik", "family_card", "address", "hamlet", "village", "event_village"})
HIDDEN_AS = "•••"


@dataclass(frozen=True)
class Part:
    label: str
    items: list[Item]


@dataclass(frozen=True, kw_only=True)
class Paper:
    head: list[Line]
    parts: list[Part]
    printed_by: str
    printed_at: datetime.datetime
    is_redacted: bool


def paper(complaint: Complaint, user, *, parts: Iterable[str], redacted: bool) -> Paper:
    """``complaint`` comes from ``with_access(user)``, who may read its persons; reads, and writes nothing."""
    load(complaint)
    now = timezone.now()
    cover = cover_of(complaint, user, now) if redacted else None
    wanted = [part for part in PaperPart if part in set(parts)]
    told = [Part(str(part.label), list(BUILDERS[part](complaint, user))) for part in wanted]
    head = [*head_of(complaint)]
    by = str(user)
    if cover is not None:
        told = [Part(part.label, [_covered(item, cover) for item in part.items]) for part in told]
        head, by = [_covered_line(line, cover) for line in head], cover(by)
    return Paper(head=head, parts=told, printed_by=by, printed_at=now, is_redacted=redacted)


def own_paper(complaint: Complaint, user) -> Paper:
    """All that is kept of her, for her own hands (UU 27/2022 Ps 7): who else is named is left out, and
    colleagues stand by what they are. ``complaint`` as for paper().
    """
    load(complaint)
    cover = cover_of_others(complaint)
    told = [Part(str(PaperPart.PERSONS.label), list(herself(complaint, user)))]
    for part in PaperPart:
        if part != PaperPart.PERSONS:
            items = [_covered(item, cover, shows_places=True) for item in BUILDERS[part](complaint, user)]
            told.append(Part(str(part.label), items))
    told.append(Part(_("Siapa yang membaca, menurut tugasnya"), _readers(complaint)))
    head = [_covered_line(line, cover, shows_places=True) for line in head_of(complaint)]
    by = _("petugas program")
    return Paper(head=head, parts=told, printed_by=by, printed_at=timezone.now(), is_redacted=False)


def _readers(complaint: Complaint) -> list[Item]:
    """By day, role and way; the same of one day is counted."""
    events = list(AuditEvent.objects.filter(chain=complaint.pk).order_by("seq"))
    roles = Roles(event.actor for event in events)
    found = Counter()
    for event in events:
        way = way_of(event)
        if way is not None:
            found[timezone.localtime(event.at).date(), roles.of(event), str(way.label)] += 1
    lines = (
        Line(label=date_format(day, "j F Y"), text=f"{role}: {how}" + (f" ({number}×)" if number > 1 else ""))
        for (day, role, how), number in found.items()
    )
    return [Item(lines=tuple(lines))] if found else []


def _covered(item: Item, cover: Callable[[str], str], *, shows_places: bool = False) -> Item:
    return replace(
        item,
        title=cover(item.title),
        about=", ".join(map(cover, item.about.split(", "))),  # day and name: there the name stands whole
        lines=tuple(_covered_line(line, cover, shows_places=shows_places) for line in item.lines),
        text=cover(item.text),
    )


def _covered_line(line: Line, cover: Callable[[str], str], *, shows_places: bool = False) -> Line:
    if line.name in LISTS:
        return line
    hides = line.name in HIDDEN and not shows_places
    return replace(line, text=HIDDEN_AS if hides else cover(line.text))
