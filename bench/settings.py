"""The portal's own settings, plus the floor views to compare with."""

from kk_portal.settings import *  # noqa: F403 - this module is the portal's settings and two additions
from kk_portal.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "bench"]
ROOT_URLCONF = "bench.urls"
