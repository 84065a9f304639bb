"""Puts the portal's own admin site (admin.py) in the place of Django's."""

from django.contrib.admin.apps import AdminConfig


class PortalAdminConfig(AdminConfig):
    default_site = "kk_portal.admin.PortalAdminSite"
