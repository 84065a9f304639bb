"""The directory of services in admin: each organisation keeps its own entries and reads the others'."""

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from members.admin.base import yes_no
from members.proof import ProvedExport
from safeguards.admin_forms import PlainForms
from safeguards.exchange import PrivateImportExport
from safeguards.phones import BadPhone, parse_phone, parse_service_phone, show_phone

from .. import deadlines, policies
from ..directory import Service, service_names
from ..exports.resources import ProviderResource
from ..keeping import regencies_outside
from ..models import Provider
from ..provider_record import record_of
from ..services.provider import keep_provider


class ProviderForm(forms.ModelForm):
    """``user`` is set by the admin on a subclass of its own for each request."""

    user = None
    services = forms.MultipleChoiceField(
        label=gettext_lazy("Layanan"), choices=Service.choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Provider
        fields = (
            "name",
            "kind",
            "services",
            "is_national",
            "regencies",
            "district",
            "address",
            "hours",
            "phone",
            "whatsapp",
            "what_to_bring",
            "answer_within",
            "answer_unit",
            "kept_by",
            "is_active",
        )
        help_texts = {
            "address": gettext_lazy("Rumah aman: jangan diisi, alamatnya tidak pernah disimpan."),
            "phone": gettext_lazy("Misalnya 0376 21234, 0812 3456 7890, atau 129."),
        }

    def clean_phone(self) -> str:
        return self._phone("phone", parse_service_phone)

    def clean_whatsapp(self) -> str:
        return self._phone("whatsapp", parse_phone)

    def _phone(self, name: str, parse) -> str:
        try:
            return parse(self.cleaned_data[name]) if self.cleaned_data[name] else ""
        except BadPhone as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self) -> dict:
        data = super().clean()
        regencies = list(data.get("regencies") or [])
        if outside := regencies_outside(self.user, regencies):
            names = ", ".join(map(str, outside))
            self.add_error("regencies", _("Di luar wilayah kerja: %(names)s.") % {"names": names})
        if not regencies and not data.get("is_national"):
            self.add_error("regencies", _("Pilih kabupaten/kota yang dilayani."))
        return data


class KeptFilter(admin.SimpleListFilter):
    title = gettext_lazy("yang saya kelola")
    parameter_name = "kelola"

    def lookups(self, request, model_admin):
        return [("saya", _("Ya")), ("lain", _("Lembaga lain"))]

    def queryset(self, request, queryset):
        own = {"kept_by__in": request.user.scope.organisations}
        match self.value():
            case "saya":
                return queryset.filter(**own)
            case "lain":
                return queryset.exclude(**own)
        return queryset


RECORD_TEMPLATE = "admin/complaints/provider/record.html"
IS_ACTIVE = yes_no(Provider, "is_active")
# What somebody reads who may not change the entry.
READING = (
    "name",
    "kind",
    "service_names",
    "area",
    "district",
    "address",
    "hours",
    "shown_phone",
    "shown_whatsapp",
    "what_to_bring",
    "rule",
    "kept_by",
    IS_ACTIVE,
)


@admin.register(Provider)
class ProviderAdmin(ProvedExport, PrivateImportExport, PlainForms, admin.ModelAdmin):
    form = ProviderForm
    resource_classes = [ProviderResource]
    list_display = ("name", "kind", "area", "rule", "shown_phone", "kept_by", IS_ACTIVE)
    list_filter = ("kind", KeptFilter, "is_national", "is_active", "kept_by")
    list_per_page = 50
    search_fields = ("name", "regencies__name")
    search_help_text = gettext_lazy("Nama layanan atau kabupaten/kota.")
    autocomplete_fields = ("regencies", "district")
    show_full_result_count = False

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .select_related("district__regency", "kept_by")
            .prefetch_related("regencies")
        )

    @admin.display(description=gettext_lazy("wilayah"))
    def area(self, provider: Provider) -> str:
        if provider.is_national:
            return _("Seluruh Indonesia")
        names = [regency.short_name for regency in provider.regencies.all()]
        return ", ".join(names[:3]) + ("…" if len(names) > 3 else "")

    @admin.display(description=gettext_lazy("waktu menjawab"))
    def rule(self, provider: Provider) -> str:
        return deadlines.rule_in_words(provider) or "–"

    @admin.display(description=gettext_lazy("telepon"))
    def shown_phone(self, provider: Provider) -> str:
        return show_phone(provider.phone)

    @admin.display(description=gettext_lazy("WhatsApp"))
    def shown_whatsapp(self, provider: Provider) -> str:
        return show_phone(provider.whatsapp)

    @admin.display(description=gettext_lazy("layanan"))
    def service_names(self, provider: Provider) -> str:
        return service_names(provider.services)

    def get_urls(self):
        view = self.admin_site.admin_view(self.record_view)
        return [
            path("<path:object_id>/catatan/", view, name="complaints_provider_record"),
            *super().get_urls(),
        ]

    @method_decorator(require_safe)
    def record_view(self, request, object_id):
        """How it answered, in the referrals that the officer reviews."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        provider = self.get_object(request, unquote(object_id))
        if provider is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        context = {
            "title": _("Rekam jejak layanan"),
            "provider": provider,
            "years": record_of(provider, request.user),
            "opts": self.opts,
        }
        return render(request, RECORD_TEMPLATE, {**self.admin_site.each_context(request), **context})

    def has_change_permission(self, request, obj=None) -> bool:
        may = super().has_change_permission(request, obj)
        return may and (obj is None or policies.may_keep_provider(obj, request.user))

    def has_delete_permission(self, request, obj=None) -> bool:
        """Referrals hold on to it: it is marked as no longer serving."""
        return False

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        return type("ProviderForm", (form,), {"user": request.user})

    def get_fieldsets(self, request, obj=None):
        if obj is None or self.has_change_permission(request, obj):
            return super().get_fieldsets(request, obj)
        return [(None, {"fields": READING})]

    def get_readonly_fields(self, request, obj=None):
        return () if obj is None or self.has_change_permission(request, obj) else READING

    def get_exclude(self, request, obj=None):
        """National entries, and who keeps an entry, are for those who see everywhere."""
        return () if request.user.scope.everywhere else ("is_national", "kept_by")

    def save_model(self, request, obj, form, change) -> None:
        keep_provider(provider=obj, by=request.user, changed=form.changed_data)
