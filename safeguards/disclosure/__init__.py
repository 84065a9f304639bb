"""What may be told of counts of people. Pure: no Django, no database.

``rules``: what is printed of one count. ``network``: what follows from many that add up, and coarser
totals until no small one among them can be worked out.
"""

from .network import LEAST_ROOM, Network
from .rules import (
    BASE,
    ENDLESS,
    LIMITS,
    UNTOLD,
    Change,
    Kind,
    Limits,
    Released,
    Rule,
    compare,
    release,
    small_of,
)

__all__ = [
    "BASE",
    "ENDLESS",
    "LEAST_ROOM",
    "LIMITS",
    "UNTOLD",
    "Change",
    "Kind",
    "Limits",
    "Network",
    "Released",
    "Rule",
    "compare",
    "release",
    "small_of",
]
