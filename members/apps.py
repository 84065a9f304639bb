from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MembersConfig(AppConfig):
    name = "members"
    verbose_name = _("Kelompok dan akun")

    def ready(self) -> None:
        from . import proof, trail  # noqa: F401 -- models load after the apps; proof listens for logins

        trail.connect()
