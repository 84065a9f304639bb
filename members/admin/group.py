"""Groups: kept by the officers of the partner that accompanies them."""

from django import forms
from django.contrib import admin
from django.contrib.admin import RelatedOnlyFieldListFilter
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from villages.models import Village
from villages.names import normalise

from .. import reach
from ..models import Group
from .base import ScopedAdmin
from .filters import ActiveGroupFilter, DecreeFilter


class GroupForm(forms.ModelForm):
    """``user`` is set by GroupAdmin: whose reach the village must lie in."""

    user = None

    def clean_village(self) -> Village:
        village = self.cleaned_data["village"]
        if not Village.objects.filter(reach.villages(self.user), pk=village.pk).exists():
            raise forms.ValidationError(
                _("Desa ini di luar wilayah kerja lembaga Ibu/Bapak. Pilih yang lain.")
            )
        return village


@admin.register(Group)
class GroupAdmin(ScopedAdmin):
    form = GroupForm
    list_display = ["name", "village", "partner", "decree", "ended_on"]
    list_select_related = ["village__district__regency", "partner"]
    list_filter = [ActiveGroupFilter, DecreeFilter, ("partner", RelatedOnlyFieldListFilter), "programme"]
    search_fields = ["name", "sk_number"]
    search_help_text = _("Nama kelompok, nama desa, kode desa, atau nomor SK.")
    autocomplete_fields = ["village", "partner"]
    fieldsets = [
        (None, {"fields": ["label", "name", "village", "partner", "programme", "founded_on"]}),
        (_("Surat keputusan"), {"fields": ["sk_number", "sk_date", "sk_ends_on"]}),
        (_("Akhir"), {"fields": ["ended_on"]}),
    ]

    @admin.display(description=_("SK berlaku sampai"), ordering="sk_ends_on")
    def decree(self, group) -> str:
        today = timezone.localdate()
        if group.sk_ends_on is None:
            return format_html('<span class="sub">{}</span>', _("belum dicatat"))
        day = date_format(group.sk_ends_on, "j M Y")
        if group.sk_has_lapsed(today):
            return format_html('{} <span class="tag tag-alarm">{}</span>', day, _("Sudah berakhir"))
        if group.sk_lapses_soon(today):
            return format_html('{} <span class="tag tag-warn">{}</span>', day, _("Segera berakhir"))
        return day

    def within(self, user, rows):
        return rows.accompanied_by(user)

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        form.user = request.user
        return form

    def get_search_results(self, request, queryset, search_term):
        """By the group's own words, or by its village as people spell it ("banjar sari")."""
        found, doubled = super().get_search_results(request, queryset, search_term)
        name = normalise(search_term)
        if name:
            villages = Village.objects.matching(search_term).order_by().values("pk")
            found = queryset.filter(pk__in=found.values("pk")) | queryset.filter(village__in=villages)
        return found, doubled
