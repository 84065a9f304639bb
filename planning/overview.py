"""An officer's view over all her villages, as rows of a page and of a file for her own use."""

from collections.abc import Sequence
from dataclasses import dataclass

from complaints.statistics import VillageCounts, counts_by_village
from safeguards.spreadsheets import RowWriter, SafeWorkbook

from .workbook.page import WARNING

FIGURES = ("Kebutuhan", "Kekerasan", "Rujukan", "Terlambat")
HEADS = ("Kabupaten/kota", "Kecamatan", "Desa/kelurahan", *FIGURES)


@dataclass(frozen=True)
class Overview:
    """``total`` has no village."""

    year: int
    rows: list[VillageCounts]

    @property
    def total(self) -> VillageCounts:
        columns = ("needs", "violence", "referrals", "late")
        return VillageCounts(None, *(sum(getattr(row, name) for row in self.rows) for name in columns))


def overview(user, villages: Sequence, year: int) -> Overview:
    """A village that was merged into another is listed while there is something of it."""
    rows = counts_by_village(user, villages, year)
    return Overview(year, [row for row in rows if row.is_any or not row.village.is_merged])


def workbook(told: Overview) -> bytes:
    with SafeWorkbook() as book:
        writer = RowWriter(book, "Semua desa")
        writer.line(0, f"{told.year}: {WARNING}", writer.bold)
        writer.head(1, HEADS, FIGURES)
        for number, row in enumerate(told.rows, 2):
            district = row.village.district
            place = (district.regency.name, district.name, row.village.name)
            writer.write(number, [*place, row.needs, row.violence, row.referrals, row.late])
        total = told.total
        counts = [total.needs, total.violence, total.referrals, total.late]
        writer.write(len(told.rows) + 2, ["Jumlah", "", "", *counts], total=True)
        writer.finish(f"KK Portal – {WARNING}")
    return book.content()
