"""From where on figures are told: an administrator may make it stricter, never looser."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from members.admin.base import OneTrail, ReadInWords
from safeguards.admin_forms import PlainForms

from ..models import DisclosureLimits
from ..services.limits import keep_limits

MEANING = _(
    "Angka yang lebih kecil dari batasnya disamarkan, misalnya “di bawah 10”. Berlaku untuk rilis "
    "berikutnya; yang sudah dirilis tetap. Batas bisa diperketat, tidak bisa lebih longgar dari 10, 5, dan "
    "3 kelompok."
)


@admin.register(DisclosureLimits)
class DisclosureLimitsAdmin(OneTrail, ReadInWords, PlainForms, admin.ModelAdmin):
    list_display = ("__str__", "violence", "social", "groups")
    show_full_result_count = False
    fieldsets = [(None, {"fields": ("violence", "social", "groups"), "description": MEANING})]

    def has_add_permission(self, request) -> bool:
        """The one row came with its table."""
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    def save_model(self, request, obj, form, change) -> None:
        keep_limits(limits=obj, by=request.user)
