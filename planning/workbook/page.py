"""Paper, and the words in which the pages speak of place, time and figures."""

import textwrap
from collections.abc import Sequence
from enum import IntEnum

from django.utils.formats import date_format

from complaints.statistics import Line, VillageTotals
from members.models import Group
from safeguards.disclosure import Limits, Released, Rule, small_of
from villages.models import Village

MARGINS = {"left": 0.5, "right": 0.5, "top": 0.5, "bottom": 0.5}  # inches


class Paper(IntEnum):
    """Excel's codes. F4, the common paper of village offices, is its Folio: 8.5 x 13 inches."""

    A4 = 9
    F4 = 14


WARNING = "ANGKA SEBENARNYA – JANGAN DIBAGIKAN"
CHANGES = {"tidak bisa dibandingkan": "–", "kurang lebih tetap": "tetap"}


def set_up(
    sheet,
    paper: Paper,
    *,
    rows: int,
    columns: int,
    exact: bool,
    pages_tall: int = 0,
    landscape: bool = False,
) -> None:
    """One page wide; ``pages_tall`` 0 lets a long table run on. The area is all that is written."""
    sheet.set_paper(int(paper))
    sheet.set_landscape() if landscape else sheet.set_portrait()
    sheet.set_margins(**MARGINS)
    sheet.center_horizontally()
    sheet.print_area(0, 0, rows - 1, columns - 1)
    sheet.fit_to_pages(1, pages_tall)
    promise = WARNING if exact else "tanpa nama siapa pun"
    sheet.set_footer(f"&L&8KK Portal – {promise}&R&8Halaman &P dari &N")
    sheet.hide_gridlines(2)


def lines_of(text: str, length: int) -> int:
    """How many lines of so many characters it takes, one at least; words stay whole."""
    return max(len(textwrap.wrap(text, length)), 1)


def clipped(text: str, length: int, lines: int) -> str:
    """What of it fits into so many lines; where something is left out, "…" says so."""
    if lines_of(text, length) <= lines:
        return text
    kept = textwrap.wrap(text, length, max_lines=lines, placeholder="…", break_on_hyphens=False)
    return " ".join(kept)


def place_of(village: Village) -> str:
    district = village.district
    return f"{village.get_kind_display()} {village.name}, Kec. {district.name}, {district.regency.name}"


def meeting_of(village: Village) -> str:
    """A kelurahan holds a musrenbang kelurahan instead of a musyawarah desa."""
    return "Musrenbang Kelurahan" if village.is_kelurahan else "Musyawarah Desa"


def head_of(village: Village) -> str:
    return "Lurah" if village.is_kelurahan else "Kepala Desa"


def secretary_of(village: Village) -> str:
    return "Sekretaris Kelurahan" if village.is_kelurahan else "Sekretaris Desa"


def groups_of(groups: Sequence[Group]) -> str:
    """ "Kelompok Konstituen – KK Teros"; several in one village one after the other."""
    return "; ".join(f"{group.label} – {group.name}" for group in groups)


def span_of(totals: VillageTotals) -> str:
    """Exact figures of a running year are set beside a whole one: say so."""
    year = totals.year
    if totals.until is None:
        return f"Tahun {year}, di samping {year - 1}"
    return f"Tahun {year} baru sampai {date_format(totals.until, 'j F')}; {year - 1} setahun penuh"


def change_of(line: Line) -> str:
    """Short, for a cell."""
    if line.now.value == line.before.value == 0:
        return "–"
    return CHANGES.get(line.change.text, line.change.text)


def regency_head(totals: VillageTotals) -> str:
    """ "Kabupaten 2026", "Kota 2026": the head of a narrow column."""
    return f"{totals.regency.place.name.split()[0]} {totals.year}"


def notations(limits: Limits) -> dict[str, Released]:
    """How small counts stand there: ``few`` and ``hidden``; ``none`` where 0 is hidden with few."""
    rules = {"few": Rule.SOCIAL, "none": Rule.COVERING, "hidden": Rule.VIOLENCE}
    return {name: small_of(rule, limits) for name, rule in rules.items()}


def how_numbers_are_hidden(totals: VillageTotals) -> str:
    if totals.exact:
        return "Tidak disamarkan: angka sebenarnya, untuk petugas program. Jangan dibagikan di musyawarah."
    return (
        "Dibulatkan ke kelipatan 5; yang sedikit tidak dirinci; kekerasan, ODGJ, dan disabilitas di bawah "
        f"{totals.limits.violence} tidak disebut. Cara membacanya ada di lembar Penjelasan."
    )
