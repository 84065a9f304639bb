"""The cover: what, where, when, and how the numbers were hidden."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.formats import date_format

from complaints.statistics import VillageTotals
from members.models import Group
from villages.models import Village

from .page import (
    WARNING,
    Paper,
    groups_of,
    how_numbers_are_hidden,
    meeting_of,
    place_of,
    set_up,
    span_of,
)

COLUMNS = 2
ONE_LINE = 82  # characters


def write(book, styles, *, totals: VillageTotals, groups: Sequence[Group], paper: Paper) -> None:
    sheet = book.add_worksheet("Sampul")
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 64)
    row = 1
    book.text(sheet, row, 0, f"Bahan {meeting_of(totals.village)}", styles.title)
    sheet.set_row(row, 26)
    row += 1
    if totals.exact:
        book.text(sheet, row, 0, WARNING, styles.warning)
    row += 1
    for label, value in [*_facts(totals, groups), *_merged(totals.village)]:
        book.text(sheet, row, 0, label, styles.strong)
        book.text(sheet, row, 1, value, styles.text)
        sheet.set_row(row, _height(value))
        row += 1
    row += 1
    for label, lines in (
        ("Cara angka disamarkan", [how_numbers_are_hidden(totals)]),
        (
            "Isi berkas",
            [
                "Ringkasan: satu halaman" + (" untuk petugas." if totals.exact else " untuk dibagikan."),
                "Layanan: yang diminta, yang terlambat menjawab, yang belum ada.",
                "Perlindungan sosial: kebutuhan warga, dengan grafik.",
                "Kekerasan: angka yang aman disebut.",
                "Usulan: yang diminta untuk anggaran berikutnya, dan hasilnya.",
                "Kegiatan: yang dilakukan kelompok, dan banyaknya yang hadir.",
                "Penjelasan: cara membaca angka.",
            ],
        ),
        ("Sumber", ["Catatan kelompok di KK Portal. Tidak memuat nama, nomor kasus, atau cerita siapa pun."]),
    ):
        book.text(sheet, row, 0, label, styles.strong)
        for line in lines:
            book.text(sheet, row, 1, line, styles.text)
            sheet.set_row(row, _height(line))
            row += 1
        row += 1
    set_up(sheet, paper, rows=row, columns=COLUMNS, exact=totals.exact, pages_tall=1)


def _height(text: str) -> int:
    return 4 + 14 * -(-len(text) // ONE_LINE)


def _facts(totals: VillageTotals, groups: Sequence[Group]) -> list[tuple[str, str]]:
    today = timezone.localtime(timezone=totals.village.zone)
    facts = [
        ("Tempat", place_of(totals.village)),
        ("Waktu", span_of(totals)),
        ("Dibuat", date_format(today, "j F Y")),
    ]
    return [*facts, ("Kelompok", groups_of(groups))] if groups else facts


def _merged(village: Village) -> list[tuple[str, str]]:
    if not village.is_merged:
        return []
    name, into = village.formal_name, village.successor.formal_name
    return [("Catatan", f"{name} sudah bergabung ke {into}. Angka di sini hanya angka {name}.")]
