"""Places in admin: looked up by everyone who enters it, villages kept by administrators."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from safeguards.admin_forms import PlainForms

from . import services
from .models import District, Province, Regency, Village
from .names import FULL_CODE


class PlaceAdmin(PlainForms, admin.ModelAdmin):
    """Search answers from the indexes, by the same rules as the portal's own. Nothing is ever deleted."""

    search_help_text = _("Nama atau kode, misalnya 52.03.17.2003.")
    search_fields = ["search_name", "code"]  # switches the box on; get_search_results does the work
    list_filter = [("withdrawn_on", admin.EmptyFieldListFilter)]
    show_full_result_count = False
    change_form_template = "admin/members/change_form.html"
    formfield_overrides = {
        models.DateField: {"widget": forms.DateInput({"type": "date"}, format="%Y-%m-%d")},
    }

    def get_search_results(self, request, queryset, search_term):
        return (queryset.matching(search_term) if search_term.strip() else queryset), False

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Province)
class ProvinceAdmin(PlaceAdmin):
    list_display = ["name", "code", "withdrawn_on"]


@admin.register(Regency)
class RegencyAdmin(PlaceAdmin):
    list_display = ["name", "code", "province", "withdrawn_on"]
    list_select_related = ["province"]


@admin.register(District)
class DistrictAdmin(PlaceAdmin):
    list_display = ["name", "code", "regency", "withdrawn_on"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("regency")


class VillageForm(forms.ModelForm):
    """District and kind follow from the code, so only code and name are asked."""

    class Meta:
        model = Village
        fields = ["code", "name", "withdrawn_on", "merged_into"]

    def clean_code(self) -> str:
        code = self.cleaned_data["code"]
        if not FULL_CODE.fullmatch(code) or code[9] not in Village.KIND_DIGITS:
            raise ValidationError(_("Tulis kode lengkap, misalnya 52.03.17.2003."))
        if not District.objects.filter(pk=code[:8]).exists():
            raise ValidationError(_("Tidak ada kecamatan %(code)s.") % {"code": code[:8]})
        return code

    def clean_merged_into(self) -> Village | None:
        into = self.cleaned_data["merged_into"]
        if into and into.pk == self.instance.pk:
            raise ValidationError(_("Sebuah desa tidak bisa bergabung ke dirinya sendiri."))
        if into and into.withdrawn_on:
            raise ValidationError(
                _("%(name)s juga sudah keluar dari daftar. Pilih desa yang masih ada.") % {"name": into.name}
            )
        if into and not self.cleaned_data.get("withdrawn_on"):
            raise ValidationError(_("Isi dulu tanggal desa ini keluar dari daftar resmi."))
        return into


@admin.register(Village)
class VillageAdmin(PlaceAdmin):
    """A village newer than the decree can be added; the next import marks it if it stays unlisted."""

    form = VillageForm
    list_display = ["name", "code", "kind", "around", "withdrawn_on"]
    autocomplete_fields = ["merged_into"]

    @admin.display(description=_("kecamatan, kabupaten/kota"))
    def around(self, village) -> str:
        return village.place_line

    def has_add_permission(self, request):
        return admin.ModelAdmin.has_add_permission(self, request)

    def has_change_permission(self, request, obj=None):
        return admin.ModelAdmin.has_change_permission(self, request, obj)

    def get_queryset(self, request):
        return super().get_queryset(request).with_place()

    def get_readonly_fields(self, request, obj=None):
        return ["code"] if obj else []

    def save_model(self, request, obj, form, change):
        services.keep_village(village=obj, by=request.user)
