"""What the groups did and how many came, by kind; of persons with a disability what was released."""

from complaints.statistics import VillageTotals

from ..planned import Planned
from .page import Paper
from .tables import Tables

SHEET = "Kegiatan"
HEADS = ("Kegiatan", "Perempuan", "Laki-laki", "Anak", "Lansia")


def write(book, styles, *, totals: VillageTotals, planned: Planned, paper: Paper) -> None:
    tables = Tables(book, styles, SHEET, totals=totals, columns=len(HEADS) + 1)
    if planned.activities:
        lines = [*planned.activities, planned.all_activities]
        rows = [
            (line.label or "Jumlah", [line.number, line.women, line.men, line.children, line.elderly])
            for line in lines
        ]
        tables.table([f"Jenis kegiatan {totals.year}", *HEADS], rows, total=True)
        tables.note(
            "Angka sebenarnya: kegiatan terbuka kelompok. Anak dan lansia sudah terhitung di perempuan atau "
            "laki-laki. Yang hadir dua kali dihitung dua kali."
        )
        if planned.disabled:
            tables.note(f"Penyandang disabilitas yang hadir sepanjang {totals.year}: {planned.disabled}.")
    else:
        tables.note(f"Belum ada kegiatan yang dicatat pada {totals.year}.")
    tables.finish(paper)
