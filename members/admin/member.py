"""Members: who sits in which group. What a member says of herself is written here, never shown."""

from django.contrib import admin, messages
from django.contrib.admin import RelatedOnlyFieldListFilter
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from safeguards.exchange import PrivateImportExport

from ..exports.resources import MemberResource
from ..forms.member import InclusionForm, MemberForm
from ..proof import ProvedExport
from ..services import roster
from .base import PagesAdmin, PhoneSearch
from .filters import CurrentFilter
from .private_search import PrivateSearch


class MemberAdmin(PrivateSearch, ProvedExport, PrivateImportExport, PhoneSearch, PagesAdmin):
    """Registered by complaints.admin, which adds what happens to cases (``after_leaving``)."""

    form = MemberForm
    pages = ("inclusion",)
    resource_classes = [MemberResource]
    list_display = ["full_name", "group", "position", "division", "sex", "has_account", "left_on"]
    list_select_related = ["group"]
    list_filter = [CurrentFilter, ("group", RelatedOnlyFieldListFilter), "division", "position"]
    search_fields = ["full_name", "group__name"]
    search_help_text = gettext_lazy("Nama anggota, nama kelompok, atau nomor HP.")
    autocomplete_fields = ["group", "user"]
    fieldsets = [
        (None, {"fields": ["group", "full_name", "sex", "phone", "user"]}),
        (gettext_lazy("Di kelompok"), {"fields": ["position", "division", "joined_on", "left_on"]}),
        (
            gettext_lazy("Jabatan di pemerintahan desa"),
            {
                "fields": ["public_post", "public_post_from", "public_post_until"],
                "description": gettext_lazy(
                    "Selama menjabat, ia hanya membaca kasus yang ditugaskan kepadanya dengan nama."
                ),
            },
        ),
    ]

    def within(self, user, rows):
        return rows.accompanied_by(user)

    def get_readonly_fields(self, request, obj=None):
        return ["group"] if obj else []

    def has_change_permission(self, request, obj=None) -> bool:
        """Nobody changes her own seat."""
        own = obj is not None and obj.user_id == request.user.pk
        return not own and super().has_change_permission(request, obj)

    @admin.display(description=gettext_lazy("akun"), ordering=F("user").asc(nulls_last=True))
    def has_account(self, member) -> str:
        return _("Punya akun") if member.user_id else _("Tanpa akun")

    def save_model(self, request, obj, form, change) -> None:
        super().save_model(request, obj, form, change)
        if "left_on" in form.changed_data and obj.left_on and obj.user_id:
            self.after_leaving(request, obj)

    def after_leaving(self, request, member) -> None:
        """What else ends when a member with an account leaves her group."""
        raise NotImplementedError

    def page_inclusion(self, request, obj):
        form = InclusionForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            data = form.cleaned_data
            roster.declare_inclusion(
                by=request.user, member=obj, values=data["values"], reason=data["reason"]
            )
            messages.success(
                request, _("Keterangan inklusi tersimpan. Ia hanya dihitung, tidak ditampilkan.")
            )
            return self.to_object(obj)
        return self.form_page(
            request,
            form=form,
            obj=obj,
            title=_("Ubah keterangan inklusi"),
            intro=_("Hanya menurut keterangan anggota sendiri. Yang sudah ada tidak ditampilkan."),
            submit=_("Simpan"),
        )
