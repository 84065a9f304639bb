from .limits import DisclosureLimits
from .release import Release

__all__ = ["DisclosureLimits", "Release"]
