"""The rules that suggest proposals, in admin. Changing one changes no proposal."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from members.admin.base import OneTrail, ReadInWords, yes_no
from safeguards.admin_forms import PlainForms

from .. import evidence
from ..models import ProposalRule
from ..services.rules import keep_rule
from ..suggestions import GAP, GAPS

IS_ACTIVE = yes_no(ProposalRule, "is_active")


class ProposalRuleForm(forms.ModelForm):
    keys = forms.MultipleChoiceField(
        label=_("Angka yang dilihat"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Saran muncul bila salah satunya cukup besar. Semua yang ada angkanya jadi bukti."),
        error_messages={"required": _("Pilih sedikitnya satu.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "keys" in self.fields:
            self.fields["keys"].choices = list(evidence.keys().items())

    def clean_problem(self) -> str:
        text = self.cleaned_data["problem"]
        unknown = sorted(set(GAP.findall(text)) - set(GAPS))
        if unknown:
            words = _("Tidak dikenal: {%(name)s}. Pakai {bukti}, {tahun}, atau {desa}.")
            raise forms.ValidationError(words % {"name": unknown[0]})
        return text


@admin.register(ProposalRule)
class ProposalRuleAdmin(OneTrail, ReadInWords, PlainForms, admin.ModelAdmin):
    list_display = ("title", "subsector", "least", IS_ACTIVE)
    list_filter = ("is_active",)
    list_per_page = 50
    show_full_result_count = False
    form = ProposalRuleForm
    fields = (
        *("title", "title_kelurahan", "subsector", "is_active", "place", "code"),
        *("keys", "least", "problem", "volume", "targets"),
    )

    def has_delete_permission(self, request, obj=None) -> bool:
        """It is marked as no longer in use."""
        return False

    def get_readonly_fields(self, request, obj=None):
        """Proposals keep the code of the rule that they were made of."""
        return ("code",) if obj else ()

    def save_model(self, request, obj, form, change) -> None:
        keep_rule(rule=obj, by=request.user, changed=form.changed_data, is_new=not change)
