from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MembersConfig(AppConfig):
    name = "members"
    verbose_name = _("Kelompok dan akun")

    def ready(self) -> None:
        from . import proof  # noqa: F401 -- models must be loaded first; it listens for logins
