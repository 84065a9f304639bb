"""A case on paper: the parts that were asked for, whole, or with every name as a stable letter.

What was not asked for comes by no other way: the history tells what happened and not what was written.
The volunteer's own reminder and the list of who must not know stand on no paper.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from django.utils import timezone

from .enums import PaperPart
from .facts import LISTS
from .hanging import load
from .models import Complaint
from .paper_parts import BUILDERS, Item, Line, head_of
from .pseudonyms import cover_of

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


def _covered(item: Item, cover: Callable[[str], str]) -> Item:
    return replace(
        item,
        title=cover(item.title),
        about=", ".join(map(cover, item.about.split(", "))),  # day and name: there the name stands whole
        lines=tuple(_covered_line(line, cover) for line in item.lines),
        text=cover(item.text),
    )


def _covered_line(line: Line, cover: Callable[[str], str]) -> Line:
    if line.name in LISTS:
        return line
    return replace(line, text=HIDDEN_AS if line.name in HIDDEN else cover(line.text))
