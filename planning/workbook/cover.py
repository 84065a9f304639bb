"""The cover: what, where, when, and how the numbers were hidden."""

from django.utils import timezone
from django.utils.formats import date_format

from complaints.statistics import VillageTotals
from members.models import Group

from .page import Paper, how_numbers_are_hidden, meeting_of, place_of, set_up

COLUMNS = 2


def write(book, styles, *, totals: VillageTotals, group: Group | None, paper: Paper) -> None:
    sheet = book.add_worksheet("Sampul")
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 64)
    row = 1
    book.text(sheet, row, 0, f"Bahan {meeting_of(totals.village)}", styles.title)
    sheet.set_row(row, 26)
    row += 2
    for label, value in _facts(totals, group):
        book.text(sheet, row, 0, label, styles.strong)
        book.text(sheet, row, 1, value, styles.text)
        row += 1
    row += 1
    for label, lines in (
        ("Cara angka disamarkan", how_numbers_are_hidden(totals)),
        (
            "Isi berkas",
            [
                "Ringkasan: satu halaman untuk dibagikan.",
                "Rincian: tabel lengkap.",
                "Grafik: kebutuhan dua tahun.",
            ],
        ),
        ("Sumber", ["Catatan kelompok di KK Portal. Tidak memuat nama, nomor kasus, atau cerita siapa pun."]),
    ):
        book.text(sheet, row, 0, label, styles.strong)
        for line in lines:
            book.text(sheet, row, 1, line, styles.text)
            sheet.set_row(row, 32 if len(line) > 62 else 18)
            row += 1
        row += 1
    set_up(sheet, paper, rows=row, columns=COLUMNS, pages_tall=1)


def _facts(totals: VillageTotals, group: Group | None) -> list[tuple[str, str]]:
    today = timezone.localtime(timezone=totals.village.zone)
    facts = [
        ("Tempat", place_of(totals.village)),
        ("Tahun", f"{totals.year}, dibandingkan dengan {totals.year - 1}"),
        ("Dibuat", date_format(today, "j F Y")),
    ]
    return [*facts, ("Kelompok", f"{group.label} – {group.name}")] if group else facts
