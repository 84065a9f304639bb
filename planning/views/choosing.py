"""Which village and which year the query string asks for; what is not offered is not found (404)."""

from collections.abc import Iterable, Sequence

from django.http import Http404

from villages.models import Village


def village_of(request, villages: Sequence[Village], default: str) -> Village:
    """Of ``villages`` that with the code ``desa``, else that with the code ``default``."""
    code = request.GET.get("desa") or default
    village = next((row for row in villages if row.pk == code), None)
    if village is None:
        raise Http404
    return village


def year_of(request, years: Iterable[int], default: int) -> int:
    """``tahun`` as it is written in a link, so neither "02026" nor "²"."""
    told = request.GET.get("tahun") or str(default)
    if told not in map(str, years):
        raise Http404
    return int(told)
