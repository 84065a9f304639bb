"""What is kept of the planning: releases of figures, and their limits."""

from .limits import DisclosureLimits
from .release import Release

__all__ = ["DisclosureLimits", "Release"]
