"""The entry point that gunicorn loads."""

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kk_portal.settings")
application = get_wsgi_application()
if not settings.LOCAL:  # `serve` has asked before it loads this
    from kk_portal.starting import require_keys  # models are not there before

    require_keys()

from kk_portal.backups import unfinished  # noqa: E402 - models load after the apps

unfinished.refuse_to_serve()

# What is loaded now stays. The collector need not walk through it again and again (a tenth of each
# request), nor copy the pages of memory that preloaded workers share.
gc.collect()
gc.freeze()
