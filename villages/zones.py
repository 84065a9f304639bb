"""Which of Indonesia's three time zones each province keeps (Keppres 41/1987); provinces founded since
as those they came from.
"""

from zoneinfo import ZoneInfo

WIB = ZoneInfo("Asia/Jakarta")
WITA = ZoneInfo("Asia/Makassar")
WIT = ZoneInfo("Asia/Jayapura")

_PROVINCES = {
    WIB: "11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 61 62",
    WITA: "51 52 53 63 64 65 71 72 73 74 75 76",
    WIT: "81 82 91 92 93 94 95 96",
}
ZONES: dict[str, ZoneInfo] = {code: zone for zone, codes in _PROVINCES.items() for code in codes.split()}


def zone_of(code: str) -> ZoneInfo:
    """The zone of any official code, of a province as of a village; KeyError if the province is unknown."""
    return ZONES[code[:2]]
