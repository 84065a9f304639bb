"""A standard plan and its lines, as an officer writes them in admin."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..needs import CATEGORY_OF


class StandardPlanForm(forms.ModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        told = {"name": _("Tulis nama rencana bakunya."), "kind": _("Pilih jenis kasusnya.")}
        for name in told.keys() & self.fields.keys():
            self.fields[name].error_messages["required"] = told[name]

    def clean(self):
        """A need of another category would fit no case."""
        cleaned = super().clean()
        need, category = cleaned.get("need"), cleaned.get("category")
        if need and category and CATEGORY_OF[need] != category:
            self.add_error("need", _("Rincian ini bukan bagian dari kebutuhan yang dipilih."))
        return cleaned


class StandardActionForm(forms.ModelForm):
    def has_changed(self) -> bool:
        """A new line of which nothing but its place is told is none: the place was filled in for her."""
        told = set(self.changed_data) - ({"place"} if self.instance._state.adding else set())
        return bool(told)


class StandardActions(forms.BaseInlineFormSet):
    """A new line stands at the end, until she gives it another place; one line at least has to be there."""

    def add_fields(self, form, index) -> None:
        super().add_fields(form, index)
        if form.instance._state.adding:
            form.initial["place"] = (self.total_form_count() if index is None else index) + 1

    def clean(self) -> None:
        super().clean()
        lines = (form.cleaned_data for form in self.forms if form.is_valid())
        if not any(self.errors) and not any(line.get("text") and not line.get("DELETE") for line in lines):
            raise forms.ValidationError(_("Tulis sedikitnya satu langkah."))
