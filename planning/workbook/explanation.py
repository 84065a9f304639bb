"""How to read the figures, for who holds nothing but this file."""

from complaints.statistics import VillageTotals

from .page import WARNING, Paper, notations, set_up

COLUMNS = 2
ONE_LINE = 78  # characters

RULES = (
    ("Siapa yang dihitung", "Kasus yang orangnya membolehkan, menurut tempat tinggal dan tahun diterima."),
    ("Jumlah", "Dibulatkan sendiri, kadang lebih kasar: bisa berbeda dari penjumlahan barisnya."),
    ("Kekerasan", "Satu angka setahun untuk satu desa; rinciannya per kecamatan dan kabupaten/kota."),
    ("Tidak dijumlahkan", "Kekerasan dan perlindungan sosial adalah dua hal."),
    (
        "Pembanding",
        "Kecamatan dan kabupaten/kota disebut bila ada cukup kelompok, paling sedikit 3 di 3 desa.",
    ),
    ("Perubahan", "Disebut bila lebih dari satu langkah pembulatan."),
    ("Rilis", "Angka yang sudah dirilis tidak berubah. Yang terlambat dicatat masuk rilis berikutnya."),
)
EXACT = (("Angka", "Tidak disamarkan: angka sebenarnya, untuk petugas program. Jangan dibagikan."),)


def _notations(totals: VillageTotals) -> list[tuple[str, str]]:
    small = notations(totals.limits)
    return [
        ("25", "Dibulatkan ke kelipatan 5: sebenarnya 23 sampai 27."),
        (small["few"].text, "Ada, tetapi sedikit. Tidak dirinci."),
        (small["none"].text, "Sedikit atau tidak ada; juga bila ada ODGJ atau disabilitas di dalamnya."),
        (
            small["hidden"].text,
            "Kekerasan, ODGJ, disabilitas: yang sedikit tidak disebut, nol pun tidak.",
        ),
        (
            "di bawah 8, sekitar 30",
            "Dibulatkan lebih kasar, supaya angka kecil di dekatnya aman.",
        ),
        ("–", "Tidak ada angka yang boleh disampaikan, atau tidak ada yang bisa dibandingkan."),
    ]


def write(book, styles, *, totals: VillageTotals, paper: Paper) -> None:
    sheet = book.add_worksheet("Penjelasan")
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 64)
    book.text(sheet, 0, 0, "Cara membaca angka", styles.title)
    sheet.set_row(0, 24)
    if totals.exact:
        book.text(sheet, 1, 0, WARNING, styles.warning)
    row = 2
    for label, text in EXACT if totals.exact else (*_notations(totals), *RULES):
        book.text(sheet, row, 0, label, styles.strong)
        book.text(sheet, row, 1, text, styles.text)
        sheet.set_row(row, 6 + 14 * -(-len(text) // ONE_LINE))
        row += 1
    sheet.freeze_panes(2, 0)
    set_up(sheet, paper, rows=row, columns=COLUMNS, exact=totals.exact, pages_tall=1)
