"""The portal's settings as in production, but for where collected static files lie (test_observatory.py)."""

import os

from kk_portal.settings import *  # noqa: F403

STATIC_ROOT = os.environ["STATIC_ROOT_OF_TEST"]
