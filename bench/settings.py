"""The portal's own settings with static files as in production, and the floor views to compare with."""

from kk_portal.settings import *  # noqa: F403 - this module is the portal's settings and what follows
from kk_portal.settings import INSTALLED_APPS, MIDDLEWARE, STATICFILES_STORAGE_PRODUCTION, STORAGES, VAR_DIR

INSTALLED_APPS = [*INSTALLED_APPS, "bench"]
ROOT_URLCONF = "bench.urls"
STATIC_ROOT = VAR_DIR / "bench" / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": STATICFILES_STORAGE_PRODUCTION}}
WHITENOISE_USE_FINDERS = False
# The floor asks the database for session, user and rows; the local clock would ask once more.
MIDDLEWARE = [
    name.replace("kk_portal.middleware.LocalTime", "bench.floor.LocalTimeButOnTheFloor")
    for name in MIDDLEWARE
]
