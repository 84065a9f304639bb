"""Partners and BaKTI: read by officers, kept by administrators."""

from django.contrib import admin

from ..models import Organisation
from .base import ScopedAdmin, yes_no


@admin.register(Organisation)
class OrganisationAdmin(ScopedAdmin):
    list_display = ["short_name", "name", yes_no(Organisation, "is_lead")]
    search_fields = ["short_name", "name"]
    autocomplete_fields = ["regencies"]
