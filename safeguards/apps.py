from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _

from .checks import check_keys


class SafeguardsConfig(AppConfig):
    name = "safeguards"
    verbose_name = _("Pengamanan")

    def ready(self) -> None:
        from .key_loss import check_key_loss  # models are not there before

        checks.register(check_keys, checks.Tags.security)
        checks.register(check_key_loss, checks.Tags.security)
