"""Paper, and the place the pages speak of."""

from enum import IntEnum

from complaints.statistics import VillageTotals
from villages.models import Village

MARGINS = {"left": 0.5, "right": 0.5, "top": 0.5, "bottom": 0.6}  # inches


class Paper(IntEnum):
    """Excel's codes. F4, the common paper of village offices, is its Folio: 8.5 x 13 inches."""

    A4 = 9
    F4 = 14


def set_up(sheet, paper: Paper, *, rows: int, columns: int, pages_tall: int = 0) -> None:
    """Portrait, one page wide; ``pages_tall`` 0 lets a long table run on. The area is all that is written."""
    sheet.set_paper(int(paper))
    sheet.set_portrait()
    sheet.set_margins(**MARGINS)
    sheet.center_horizontally()
    sheet.print_area(0, 0, rows - 1, columns - 1)
    sheet.fit_to_pages(1, pages_tall)
    sheet.set_footer("&L&8KK Portal – tanpa nama, angka dibulatkan&R&8Halaman &P dari &N")
    sheet.hide_gridlines(2)


def place_of(village: Village) -> str:
    district = village.district
    return f"{village.get_kind_display()} {village.name}, Kec. {district.name}, {district.regency.name}"


def meeting_of(village: Village) -> str:
    """A kelurahan holds a musrenbang kelurahan instead of a musyawarah desa."""
    return "Musrenbang Kelurahan" if village.kind == Village.Kind.KELURAHAN else "Musyawarah Desa"


def head_of(village: Village) -> str:
    return "Lurah" if village.kind == Village.Kind.KELURAHAN else "Kepala Desa"


def secretary_of(village: Village) -> str:
    return "Sekretaris Kelurahan" if village.kind == Village.Kind.KELURAHAN else "Sekretaris Desa"


def how_numbers_are_hidden(totals: VillageTotals) -> list[str]:
    if totals.exact:
        return ["Angka sebenarnya, untuk petugas program. Jangan dibagikan di musyawarah."]
    return [
        "Angka dibulatkan ke kelipatan 5. Yang di bawah 5 ditulis 1–4.",
        "Kekerasan, ODGJ, dan disabilitas: di bawah 10 tidak disebutkan, nol pun tidak.",
        "Jumlah dibulatkan sendiri, jadi bisa berbeda dari penjumlahan barisnya.",
        "Kekerasan di satu desa hanya satu angka setahun; rinciannya per kabupaten, bila ada 3 kelompok.",
        "Kekerasan dan perlindungan sosial tidak dijumlahkan.",
        "Dihitung: kasus yang orangnya membolehkan, menurut tempat tinggal dan tahun diterima.",
    ]
