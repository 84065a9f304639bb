"""The portal's admin: Django's own, in our look, for officers and administrators."""

from django.contrib.admin.apps import AdminConfig


class PortalAdminConfig(AdminConfig):
    default_site = "django.contrib.admin.sites.AdminSite"
