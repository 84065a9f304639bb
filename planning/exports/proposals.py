"""All proposals of an officer's villages and what became of them, as a workbook with typed columns."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from safeguards.spreadsheets import RowWriter, SafeWorkbook
from villages.models import Village

from .. import facts, results, workflow
from ..budget import SECTORS, Status
from ..evidence import in_words
from ..models import Proposal


def heads() -> list[str]:
    return [
        *(_("Kabupaten/kota"), _("Kecamatan"), _("Desa/kelurahan"), _("Kode desa"), _("Pengusul")),
        *(_("Tahun"), _("Prioritas"), _("Bidang"), _("Sub-bidang"), _("Kegiatan"), _("Masalah")),
        *(_("Bukti"), _("Lokasi"), _("Volume"), _("Sasaran"), _("P"), _("L"), _("Anak"), _("Disabilitas")),
        *(_("Waktu"), _("Diusulkan (Rp)"), _("Disetujui (Rp)"), _("Sumber dana"), _("Pola pelaksanaan")),
        *(_("Status"), _("Sejak"), _("Alasan ditolak")),
    ]


def workbook(proposals: QuerySet) -> tuple[bytes, int]:
    """The file and its number of proposals; ``proposals`` with_place()."""
    rows = list(proposals)
    with SafeWorkbook() as book:
        writer = RowWriter(book, _("Usulan"))
        writer.head(0, heads())
        places = Proposal.objects.filter(year__in={row.year for row in rows}).places()
        for number, row in enumerate(rows, start=1):
            writer.write(number, _cells(row, places.get(row.pk)))
        writer.finish()
        _results(book, proposals, {row.village_id: row.village for row in rows})
    return book.content(), len(rows)


def _cells(row: Proposal, place: int | None) -> list:
    village = row.village
    return [
        *(village.district.regency.name, village.district.name, village.name, village.pk, row.proposer),
        *(row.year, place, str(SECTORS[row.subsector[0]]), row.get_subsector_display(), row.title),
        *(row.problem, "; ".join(map(in_words, row.evidence)), row.location, row.volume, row.targets),
        *(row.women, row.men, row.children, row.disability, row.time, row.amount_asked, row.amount_granted),
        *(facts.show(name, getattr(row, name)) for name in ("fund_source", "implementation")),
        *(workflow.word(row.status, village), row.status_since, row.reason),
    ]


def _results(book: SafeWorkbook, proposals: QuerySet, villages: dict[str, Village]) -> None:
    """By village and year: how many were asked and came how far, and for how much."""
    writer = RowWriter(book, _("Hasil"))
    words = [str(Status(status).label) for status in results.REACHED]
    pairs = [f"{word} ({unit})" for word in words for unit in (_("usulan"), "Rp")]
    writer.head(0, [_("Kode desa"), _("Desa/kelurahan"), _("Tahun"), *pairs])
    number = 1
    for (village, year), reached in results.by_village_and_year(proposals).items():
        figures = [value for one in reached.values() for value in (one.count, one.amount)]
        writer.write(number, [village, villages[village].name, year, *figures])
        number += 1
    writer.finish()
