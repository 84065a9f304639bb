from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _

from .checks import check_keys


class SafeguardsConfig(AppConfig):
    name = "safeguards"
    verbose_name = _("Pengamanan")

    def ready(self) -> None:
        checks.register(check_keys, checks.Tags.security)
