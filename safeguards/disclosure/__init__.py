"""What may be told of counts of people. Pure: no Django, no database.

``rules``: what is printed of one count. ``network``: what follows from many that add up, and coarser
totals until no small one among them can be worked out.
"""

from .network import LEAST_ROOM, Network
from .rules import (
    BASE,
    ENDLESS,
    FEW,
    HIDDEN,
    HIDDEN_BELOW,
    UNTOLD,
    Change,
    Kind,
    Released,
    Rule,
    comparable,
    compare,
    release,
)

__all__ = [
    "BASE",
    "ENDLESS",
    "FEW",
    "HIDDEN",
    "HIDDEN_BELOW",
    "LEAST_ROOM",
    "UNTOLD",
    "Change",
    "Kind",
    "Network",
    "Released",
    "Rule",
    "comparable",
    "compare",
    "release",
]
