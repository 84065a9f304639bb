"""Three messages that may be read aloud in the meeting, made from what may be told."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from complaints.statistics import Line, ServiceLine, VillageTotals
from safeguards.disclosure import Released

NAMED = 3


def spoken(totals: VillageTotals, missing: Sequence[str]) -> list[str]:
    """Of the needs, of violence, and of the services; each says something though the village is small."""
    return [_of_needs(totals), _of_violence(totals), _of_services(totals, missing)]


def _of_needs(totals: VillageTotals) -> str:
    largest = _largest(totals.needs)
    if largest:
        named = _listed(totals.details[:NAMED])
        text = _("Kebutuhan terbanyak di %(place)s: %(need)s, %(number)s kasus tahun %(year)s.") % {
            "place": totals.village.name,
            "need": largest.label.lower(),
            "number": about(largest.now),
            "year": totals.year,
        }
        more = _("Urusan terbanyak di semua bidang: %(needs)s.") % {"needs": named} if named else ""
        return f"{text} {more}".strip()
    for place in totals.above:
        if largest := _largest(place.needs):
            return _(
                "Kebutuhan di %(village)s sedikit, jadi angkanya disamarkan. Di %(place)s yang terbanyak "
                "%(need)s, %(number)s kasus."
            ) % {
                "village": totals.village.name,
                "place": place.place.short_name,
                "need": largest.label.lower(),
                "number": about(largest.now),
            }
    return _("Kebutuhan warga yang tercatat masih sedikit. Kelompok siap mencatat dan mendampingi.")


def _of_violence(totals: VillageTotals) -> str:
    """Where to turn is said always: in a meeting somebody may sit who needs it."""
    return f"{_violence(totals)} {_('Butuh pertolongan: hubungi kelompok, atau SAPA 129.')}"


def _violence(totals: VillageTotals) -> str:
    if totals.violence.now.value:
        return _("Kekerasan terhadap perempuan dan anak di %(place)s: %(number)s kasus tahun %(year)s.") % {
            "place": totals.village.name,
            "number": about(totals.violence.now),
            "year": totals.year,
        }
    hidden = _("Angka kekerasan di desa/kelurahan ini tidak disebut, agar tak seorang pun dikenali.")
    for place in totals.above:
        if place.violence_total.now.value:
            told = _("Di %(place)s: %(number)s kasus tahun %(year)s.") % {
                "place": place.place.short_name,
                "number": about(place.violence_total.now),
                "year": totals.year,
            }
            return f"{hidden} {told}"
    return hidden


def _of_services(totals: VillageTotals, missing: Sequence[str]) -> str:
    said = list(_answers(totals))[:1]
    if missing:
        text = _("Belum ada layanan di kabupaten/kota ini untuk: %(services)s.")
        said.append(text % {"services": ", ".join(name.lower() for name in missing)})
    return " ".join(said) or _(
        "Layanan yang diminta masih sedikit. Daftar layanan terdekat ada pada kelompok."
    )


def _answers(totals: VillageTotals) -> Iterator[str]:
    """The service that was asked for most, in the village or else above it, and how it answered."""
    for name, rows in (
        (totals.village.name, totals.services),
        *((place.place.short_name, place.services) for place in totals.above),
    ):
        for row in rows:
            if row.asked.now.value:
                yield _answered(name, row)
                break


def _answered(place: str, row: ServiceLine) -> str:
    asked = _("Layanan yang paling banyak diminta di %(place)s: %(service)s, %(number)s kali.") % {
        "place": place,
        "service": row.label.lower(),
        "number": about(row.asked.now),
    }
    share = late_share(row)
    if share is None:
        return asked
    late = _("Yang terlambat dijawab sekitar %(percent)s persen.") % {"percent": share}
    return f"{asked} {late}"


def late_share(row: ServiceLine) -> int | None:
    """In percent, from the printed figures; None where either of them is hidden."""
    asked, late = row.asked.now.value, row.late.now.value
    return min(round(100 * late / asked), 100) if asked and late is not None else None


def _largest(lines: Sequence[Line]) -> Line | None:
    return max((line for line in lines if line.now.value), key=lambda line: line.now.value, default=None)


def _listed(lines: Sequence[Line]) -> str:
    return ", ".join(f"{line.label} ({line.now.text})" for line in lines)


def about(figure: Released) -> str:
    """ "sekitar 75"; an exact figure as it is."""
    exact = figure.low == figure.high or figure.text.startswith("sekitar")
    return figure.text if exact else f"sekitar {figure.text}"
