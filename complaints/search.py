"""Finding a case by name or tanda pengingat: both are sealed, so they are opened and compared here."""

import unicodedata
from dataclasses import dataclass

from django.db.models import Prefetch

from .case_rows import Row
from .enums import PersonRole
from .models import Complaint, Person

MOST = 1_000  # cases opened for one search: about a quarter of a second
SHOWN = 25


@dataclass(frozen=True)
class Found:
    cases: list[Row]
    looked_at: int
    is_cut: bool  # there were more cases than looked at
    has_more: bool  # more cases fit than are shown


def fold(text: str) -> str:
    """Letters, digits and pictures alone, in one spelling: "Siti Nur'aini" finds "siti nuraini"."""
    letters = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in letters if unicodedata.category(sign)[0] in "LNS")


def with_concerned(rows):
    """Adds ``concerned``: the person of the case, with her key, in one more query for all rows."""
    persons = Person.objects.filter(role=PersonRole.CONCERNED).select_related("data_key")
    return rows.select_related("data_key").prefetch_related(
        Prefetch("persons", queryset=persons, to_attr="concerned")
    )


def find(user, text: str, *, closed_too: bool = False) -> Found:
    """Cases that ``user`` works whose reminder or person's name holds every word of ``text``.

    The newest ``MOST`` are looked at, and ``is_cut`` says when there were more.
    """
    words = [word for word in map(fold, text.split()) if word]
    rows = Complaint.objects.worked_by(user).newest_first()
    rows = with_concerned(rows if closed_too else rows.open()).only(*OPENED)
    candidates = list(rows[: MOST + 1])
    hits = [row.pk for row in candidates[:MOST] if words and _holds(row, words)]
    shown = with_concerned(Complaint.objects.with_lateness().filter(pk__in=hits[:SHOWN]).newest_first())
    looked_at = min(len(candidates), MOST)
    return Found([Row.of(case) for case in shown], looked_at, len(candidates) > MOST, len(hits) > SHOWN)


OPENED = ("id", "data_key", "reminder", "received_at")


def _holds(row: Complaint, words: list[str]) -> bool:
    told = fold(row.reminder) + " " + " ".join(fold(person.name) for person in row.concerned)
    return all(word in told for word in words)
