"""What a reader knows: each printed text as bounds, and which counts add up to which.

Nothing here is taken from ``safeguards.disclosure.network``. The texts are read by a parser of our own;
of a coarse total, whose step the text leaves open, the reader is given the step.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from complaints.directory import SOCIAL_SERVICES, VIOLENCE_SERVICES
from complaints.enums import ViolenceForm
from complaints.needs import NEEDS, STIGMATISED, NeedCategory
from complaints.statistics import QUARTERS, Figures, Table
from safeguards.disclosure import UNTOLD, Released

from .programme import Programme

FEW, FEW_OF_STIGMA = 5, 10  # what is under these is not printed
WITH_STIGMA = {category for category, needs in NEEDS.items() if STIGMATISED & set(needs)}
OTHERS, TOTAL = "others", ""

Told = Mapping[str, Figures]


def bounds(text: str, least: int = FEW) -> tuple[float, float]:
    """What the text of a figure says; ``least``: from where on such a figure is printed as a number."""
    if text == "–":
        return 0, math.inf
    if below := re.fullmatch(r"di bawah (\d+)(, bisa nol)?", text):
        return 0, int(below[1]) - 1
    if span := re.fullmatch(r"(\d+)–(\d+)", text):
        return int(span[1]), int(span[2])
    if about := re.fullmatch(r"sekitar (\d+)", text):
        step = 15
        while int(about[1]) % (3 * step) == 0:
            step *= 3
        return int(about[1]) - step // 2, int(about[1]) + step // 2
    count = int(text)
    if count < least or count % 5:  # 0, or nothing that was rounded
        return count, count
    return max(count - 2, least), count + 2


def is_hidden(text: str) -> bool:
    return text == "1–4" or text.startswith("di bawah")


def programmes(year: Told, quarters: Mapping[int, Told] | None = None) -> Iterator[Programme]:
    """One for each set of tables that share cases. Without ``quarters``: from the year alone."""
    yield _needs(year, quarters or {})
    yield _violence(year)
    for service in (*SOCIAL_SERVICES, OTHERS):
        yield _asked(year, service)
    for service in VIOLENCE_SERVICES:
        yield _help(year, service)


class _Reading(Programme):
    """A programme filled from printed figures."""

    def read(self, name, figure: Released, least: int = FEW) -> None:
        low, high = bounds(figure.text, least)
        self.know(name, max(low, figure.low), min(high, figure.high), secret=is_hidden(figure.text))

    def read_if_told(self, name, figure: Released, least: int = FEW) -> bool:
        if figure is UNTOLD:
            return False
        self.read(name, figure, least)
        return True

    def adds_up_to(self, name: tuple, places: Iterable[str]) -> None:
        """The count of a place from those of ``places``; of some of these nothing is known."""
        what, _place, key = name
        parts = [(what, place, key) for place in places]
        for part in parts:
            if part not in self.bounds:
                self.know(part, 0)
        self.adds_up(name, parts)


def villages(year: Told) -> list[str]:
    return sorted(place for place in year if place.count(".") == 3)


def _parts(year: Told, place: str, inside: list[str]) -> list[str]:
    """What the counts of a kecamatan or kabupaten are made of: its villages that are told, and in each
    kecamatan all that are not, of which a reader knows nothing.
    """
    districts = sorted({village[:8] for village in villages(year) if village.startswith(place)})
    return [*inside, *(f"{beyond} others" for beyond in sorted({*districts, place}))]


def _above(year: Told) -> dict[str, list[str]]:
    """The villages of each kecamatan and kabupaten that is told."""
    above = defaultdict(list)
    for village in villages(year):
        for place in (village[:8], village[:5]):
            if place in year:
                above[place].append(village)
    return above


def _needs(year: Told, quarters: Mapping[int, Told]) -> Programme:
    known = _Reading()
    for village in villages(year):
        for category in NeedCategory:
            known.read(("cases", village, category), year[village].told(Table.NEEDS, category))
            known.secrets.add(("cases", village, category))
            _needs_of_category(known, year[village], village, category)
            if quarters:
                _quarters_of_category(known, quarters, village, category)
        _row(known, year, village)
    for place, inside in _above(year).items():
        for category in NeedCategory:
            known.read(("cases", place, category), year[place].told(Table.NEEDS, category))
            known.adds_up_to(("cases", place, category), _parts(year, place, inside))
        _row(known, year, place)
    return known


def _row(known: _Reading, year: Told, place: str) -> None:
    known.read(("cases", place, TOTAL), year[place].told(Table.NEEDS))
    known.adds_up(("cases", place, TOTAL), [("cases", place, category) for category in NeedCategory])


def _needs_of_category(known: _Reading, told: Figures, village: str, category: str) -> None:
    for need in NEEDS[category]:
        least = FEW_OF_STIGMA if need in STIGMATISED else FEW
        if not known.read_if_told(("need", village, need), told.told(Table.DETAILS, need), least):
            known.know(("need", village, need), 0, least - 1, secret=True)
    known.know(("no need", village, category), 0)
    parts = [*(("need", village, need) for need in NEEDS[category]), ("no need", village, category)]
    known.adds_up(("cases", village, category), parts)


def _quarters_of_category(known: _Reading, quarters, village: str, category: str) -> None:
    parts = [("quarter", village, category, quarter) for quarter in QUARTERS]
    for part in parts:
        known.read(part, quarters.get(part[-1], {}).get(village, Figures()).told(Table.NEEDS, category))
    known.adds_up(("cases", village, category), parts)


def _violence(year: Told) -> Programme:
    known = _Reading()
    for village in villages(year):
        known.read(("violence", village, TOTAL), year[village].told(Table.VIOLENCE), FEW_OF_STIGMA)
        _forms(known, village)
        for form in ViolenceForm:
            known.know(("violence", village, form), 0)
    for place, inside in _above(year).items():
        known.read(("violence", place, TOTAL), year[place].told(Table.VIOLENCE), FEW_OF_STIGMA)
        _forms(known, place)
        for form in ViolenceForm:
            known.read(("violence", place, form), year[place].told(Table.VIOLENCE, form), FEW_OF_STIGMA)
            known.adds_up_to(("violence", place, form), _parts(year, place, inside))
    return known


def _forms(known: _Reading, place: str) -> None:
    known.adds_up(("violence", place, TOTAL), [("violence", place, form) for form in ViolenceForm])


def _asked(year: Told, service: str) -> Programme:
    known, above = _Reading(), _above(year)
    for place in (*villages(year), *above):
        asked, late, in_time = ((what, place, service) for what in ("asked", "late", "in time"))
        known.read(asked, year[place].told(Table.ASKED, service))
        known.read(late, year[place].told(Table.LATE, service))
        known.know(in_time, 0)
        known.adds_up(asked, [late, in_time])
    for place, inside in above.items():
        for what in ("asked", "late"):
            known.adds_up_to((what, place, service), _parts(year, place, inside))
    return known


def _help(year: Told, service: str) -> Programme:
    """Of villages nothing is told; a service that is not named was asked for less than ten times."""
    known, above = _Reading(), _above(year)
    for village in villages(year):
        known.know(("help", village, service), 0)
    for place, inside in above.items():
        name = "help", place, service
        if not known.read_if_told(name, year[place].told(Table.HELP, service), FEW_OF_STIGMA):
            known.know(name, 0, FEW_OF_STIGMA - 1, secret=True)
        known.adds_up_to(name, _parts(year, place, inside))
    return known


def is_small(name: tuple, count: int) -> bool:
    """Whether such a count is one to protect."""
    what, _place, *key = name
    if what in {"violence", "help"} or (what == "need" and key[0] in STIGMATISED):
        return count < FEW_OF_STIGMA
    if what == "need" or key[0] in WITH_STIGMA or key[0] in {TOTAL, OTHERS}:
        return count < FEW
    return 0 < count < FEW
