"""Whether two cases are one, and merging them; the forms only validate."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .fields import CaseNumberField, text_field
from .review import LONGEST, DeedForm

YES, NO = "ya", "bukan"


class SameForm(forms.Form):
    answer = forms.ChoiceField(
        label=_("Apakah ini kasus yang sama?"),
        choices=[(YES, _("Ya, orang dan keperluannya sama")), (NO, _("Bukan, ini kasus lain"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih salah satu.")},
    )

    @property
    def is_same(self) -> bool:
        return self.cleaned_data["answer"] == YES


class MergeForm(DeedForm):
    into = CaseNumberField(
        label=_("Nomor kasus yang dilanjutkan"),
        help_text=_("Kasus ini ditutup sebagai kembarnya. Semua catatannya tetap ada dan bisa dipisah lagi."),
    )
    reason = text_field(
        LONGEST,
        label=_("Mengapa sama?"),
        help_text=_("Tanpa nama dan nomor. Isinya disegel."),
        error_messages={"required": _("Tulis alasannya dulu.")},
    )

    def clean_into(self) -> str:
        number = self.cleaned_data["into"]
        if not number:
            raise forms.ValidationError(_("Tulis nomor kasus yang lain. Contoh: K7Q2-M9XD."))
        return number


class HintForm(forms.Form):
    """Which of the hints on the page is meant; the page itself fills it in."""

    hint = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
