"""Real places, a few of the long list."""

from django.db import models
from django.utils import timezone

from safeguards import inserting
from villages.gazetteer import LEVELS, Gazetteer
from villages.models import Village
from villages.services import listed_place

LAST_YEAR = timezone.localdate().year - 1
TEROS = "52.03.17.2003"
BANJARSARI = "52.03.17.2010"
BOKONUSAN = "53.01.04.2003"  # Kab. Kupang
NUSANIWE = "81.71.01.1006"  # Ambon
LOMPOE = "73.72.01.1004"  # Parepare
PLACES = {
    "52": "Nusa Tenggara Barat",
    "52.03": "Kabupaten Lombok Timur",
    "52.03.05": "Masbagik",
    "52.03.05.2002": "Paokmotong",
    "52.03.17": "Labuhan Haji",
    TEROS: "Teros",
    BANJARSARI: "Banjarsari",
    "53": "Nusa Tenggara Timur",
    "53.01": "Kabupaten Kupang",
    "53.01.04": "Semau",
    BOKONUSAN: "Bokonusan",
    "73": "Sulawesi Selatan",
    "73.72": "Kota Parepare",
    "73.72.01": "Bacukiki",
    LOMPOE: "Lompoe",
    "81": "Maluku",
    "81.71": "Kota Ambon",
    "81.71.01": "Nusaniwe",
    NUSANIWE: "Nusaniwe",
}


def gazetteer_of(places: dict[str, str]) -> Gazetteer:
    """code → name, parents included."""
    gazetteer = Gazetteer()
    for code in sorted(places):
        gazetteer.add(code, places[code])
    return gazetteer


def make_village(code: str = TEROS) -> Village:
    """One of the real places above; all of them are loaded at once."""
    return make_villages(code)[0]


def make_villages(*codes: str) -> list[Village]:
    """In the order of the codes. Nearly every test begins with them: few statements, nothing compared."""
    wanted = Village.objects.with_place()
    found = wanted.in_bulk(codes)
    if len(found) < len(set(codes)):
        inserting.insert(*_places(), skip_known=True)
        found = wanted.in_bulk(codes)
    return [found[code] for code in codes]


def merge(code: str, into: str | None, on: str = f"{LAST_YEAR}-10-01") -> None:
    """The village left the list on that day, for another or (None) for none."""
    make_village(code)
    Village.objects.filter(pk=code).update(withdrawn_on=on, merged_into=into)


def _places() -> list[list[models.Model]]:
    """The rows of PLACES, those of one level together."""
    listed = gazetteer_of(PLACES)
    return [[listed_place(level, *place) for place in getattr(listed, level).items()] for level in LEVELS]
