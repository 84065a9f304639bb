from django.apps import AppConfig
from django.contrib import admin
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "kk_portal"
    verbose_name = _("KK Portal")

    def ready(self) -> None:
        """Takes Django's groups out of admin: who may what stands in members.roles alone."""
        from django.contrib.auth.models import Group  # models load after the apps

        if admin.site.is_registered(Group):
            admin.site.unregister(Group)
