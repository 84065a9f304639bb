"""A request of a person about what is kept of her, as a volunteer hears it and as an officer answers it."""

import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..personal_rights import IdentityCheck, RightsAsker, RightsKind, RightsRefusal, RightsWay
from .fields import DayField, PastDayField, text_field
from .review import LONGEST, DeedForm, KeyedForm

BEGIN = datetime.time(0, 0)


def _choice(choices, label: str, **options) -> forms.ChoiceField:
    missing = {"required": _("Pilih salah satu.")}
    return forms.ChoiceField(
        choices=choices, label=label, widget=forms.RadioSelect, error_messages=missing, **options
    )


class RightsForm(forms.Form):
    kind = _choice(RightsKind, _("Apa yang diminta?"))
    asked_by = _choice(RightsAsker, _("Siapa yang meminta?"))
    checked = _choice(
        IdentityCheck,
        _("Bagaimana Ibu/Bapak memastikan orangnya?"),
        help_text=_("Jangan memberi apa pun kepada orang yang belum pasti."),
    )
    way = _choice(RightsWay, _("Bagaimana permintaannya datang?"))
    on = PastDayField(label=_("Tanggal permintaan"), error_messages={"required": _("Isi tanggalnya.")})
    at = forms.TimeField(
        label=_("Jam (boleh kosong)"),
        required=False,
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
        input_formats=["%H:%M", "%H:%M:%S"],
        error_messages={"invalid": _("Jam ini tidak terbaca. Contoh: 09:30.")},
    )
    text = text_field(LONGEST, label=_("Kata-katanya (boleh kosong)"), required=False)

    def __init__(self, *args, complaint, **kwargs):
        """``complaint`` gives the clock of its group."""
        super().__init__(*args, **kwargs)
        self.zone = complaint.group.village.zone

    def clean(self) -> dict:
        told = super().clean()
        if told.get("on"):
            told["received_at"] = self._moment(told["on"], told.get("at"))
            if told["received_at"] > timezone.now():
                self.add_error("at", _("Jam ini belum tiba."))
        return told

    def _moment(self, on: datetime.date, at: datetime.time | None) -> datetime.datetime:
        """Without an hour: now if it was today, else the beginning of that day, so that no time is lost to
        the person.
        """
        if at is None and on == timezone.localdate(timezone=self.zone):
            return timezone.now()
        return datetime.datetime.combine(on, at or BEGIN, self.zone)

    def values(self) -> dict:
        """What ``rights.Asked`` takes."""
        names = ("kind", "asked_by", "checked", "way", "received_at", "text")
        return {name: self.cleaned_data[name] for name in names}


class RequestChoice(forms.ModelChoiceField):
    def label_from_instance(self, asked) -> str:
        return f"{asked.get_kind_display()} ({asked.get_asked_by_display()})"


class _AnswerForm(DeedForm):
    """``requests``: those of the case that wait."""

    request = RequestChoice(
        label=_("Permintaan"), queryset=None, empty_label=None, error_messages={"required": _("Pilih dulu.")}
    )

    def __init__(self, *args, requests, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["request"].queryset = requests


class FulfilForm(_AnswerForm):
    checked = forms.ChoiceField(
        label=_("Bagaimana orangnya dipastikan?"),
        choices=[("", _("Seperti yang dicatat relawan")), *IdentityCheck.choices[:-1]],
        required=False,
    )
    other_guardian = forms.BooleanField(label=_("Walinya bukan terlapor"), required=False)
    text = text_field(
        LONGEST, label=_("Apa yang dilakukan?"), required=False, help_text=_("Ikut disegel. Boleh kosong.")
    )
    is_sure = forms.BooleanField(
        label=_("Bila menghapus: isi kasus hilang selamanya, saya yakin"), required=False
    )

    def __init__(self, *args, complaint, **kwargs):
        """Of ``complaint`` only what its waiting requests call for is asked."""
        super().__init__(*args, **kwargs)
        waiting = [one for one in complaint.rights.all() if one.is_open]
        if not any(one.asked_by == RightsAsker.GUARDIAN for one in waiting):
            del self.fields["other_guardian"]
        if not any(one.kind == RightsKind.ERASE for one in waiting):
            del self.fields["is_sure"]


class RefuseForm(_AnswerForm):
    refusal = forms.ChoiceField(
        label=_("Alasan menolak"),
        choices=[("", _("Pilih alasan")), *RightsRefusal.choices],
        error_messages={"required": _("Pilih dulu alasannya.")},
    )
    text = text_field(LONGEST, label=_("Penjelasan untuk orangnya"), required=False)


class HoldForm(KeyedForm):
    reason = text_field(
        LONGEST,
        label=_("Mengapa ditahan?"),
        help_text=_("Tanpa nama dan nomor. Isinya disegel."),
        error_messages={"required": _("Tulis dulu alasannya.")},
    )
    until = DayField(label=_("Sampai tanggal"), error_messages={"required": _("Isi tanggalnya.")})
