"""Admin of what goes to the village meeting; each module registers its own."""

from . import limits

__all__ = ["limits"]
