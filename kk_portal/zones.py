"""Indonesia's three clocks, by the province code that every place code begins with."""

from django.conf import settings

WEST, CENTRAL, EAST = "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"

# Keppres 41/1987, with the provinces founded since in the zone of those they left: Sumatra, Java,
# West and Central Kalimantan; Bali, Nusa Tenggara, the rest of Kalimantan, Sulawesi; Maluku, Papua.
_BY_ISLANDS = {
    "1": WEST,
    "2": WEST,
    "3": WEST,
    "5": CENTRAL,
    "6": CENTRAL,
    "7": CENTRAL,
    "8": EAST,
    "9": EAST,
}
_EXCEPTIONS = {"61": WEST, "62": WEST}


def zone_of_code(code: str) -> str:
    """The zone of a place code ("52.03.17.2003" or any beginning of it)."""
    return _EXCEPTIONS.get(code[:2]) or _BY_ISLANDS.get(code[:1], settings.TIME_ZONE)


def zone_of(user) -> str:
    """The zone of the person's group or village; the portal's own for everybody else."""
    if not user.is_authenticated:
        return settings.TIME_ZONE
    code = next((row.village_code for row in user.posts if row.village_code), "")
    return zone_of_code(code) if code else settings.TIME_ZONE
