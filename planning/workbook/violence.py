"""Violence: one number for the village; forms and services for the kecamatan and kabupaten that are told."""

from complaints.statistics import PlaceTotals, VillageTotals

from .page import Paper
from .tables import CHANGE, Tables

SHEET = "Kekerasan"
COLUMNS = 4


def write(book, styles, *, totals: VillageTotals, paper: Paper) -> None:
    tables = Tables(book, styles, SHEET, totals=totals, columns=COLUMNS)
    places = totals.above
    rows = [(totals.village.formal_name, tables.compared(totals.violence))]
    rows += [(place.place.short_name, tables.compared(place.violence_total)) for place in places]
    tables.table(["Kekerasan terhadap perempuan dan anak", *tables.years, CHANGE], rows)
    tables.note("Satu angka untuk satu desa: rincian bisa membuat seseorang dikenali.")
    for place in places:
        _place(tables, place)
    if not places and not totals.exact:
        tables.note("Kecamatan dan kabupaten/kota baru disebut bila ada paling sedikit 3 kelompok di 3 desa.")
    tables.note("Butuh pertolongan: SAPA 129, telepon 129 atau WhatsApp 08111-129-129.")
    tables.finish(paper, landscape=False)


def _place(tables: Tables, place: PlaceTotals) -> None:
    name = place.place.short_name
    rows = [
        (line.label or "Jumlah", tables.compared(line)) for line in (*place.violence, place.violence_total)
    ]
    tables.table([f"{name}: bentuk kekerasan", *tables.years, CHANGE], rows, total=True)
    if place.help:
        rows = [(line.label, tables.compared(line)) for line in place.help]
        tables.table([f"{name}: layanan yang diminta", *tables.years, CHANGE], rows)
