"""What is asked when a case goes on: to a colleague, to another group, or all of them at once."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .fields import line_field, text_field

MESSAGE = 2_000


class Colleague(forms.ModelChoiceField):
    """A volunteer by name; who holds a public post says so, for naming one is a decision."""

    widget = forms.RadioSelect

    def label_from_instance(self, user) -> str:
        posts = [seat.get_public_post_display() for seat in user.memberships.all() if seat.public_post]
        return f"{user} ({', '.join(posts)})" if posts else str(user)


class HandOverForm(forms.Form):
    """``people``: the accounts to choose from."""

    to = Colleague(
        label=_("Siapa yang mendampingi sesudah ini?"),
        queryset=None,
        empty_label=None,
        error_messages={"required": _("Pilih orangnya."), "invalid_choice": _("Pilih orang dari daftar.")},
    )
    text = text_field(
        MESSAGE,
        label=_("Pesan untuknya (boleh kosong)"),
        required=False,
        help_text=_("Hanya terbaca oleh yang boleh membaca kasus ini."),
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = people.prefetch_related("memberships")


class FindGroupForm(forms.Form):
    cari = line_field(80, label=_("Cari desa, kabupaten/kota, atau mitra"))


class TransferForm(forms.Form):
    reason = text_field(
        MESSAGE,
        label=_("Alasan dan pesan untuk kelompok penerima"),
        help_text=_("Tanpa nama orangnya: kelompok itu belum boleh mengenalnya sebelum menerima."),
        error_messages={"required": _("Tulis alasannya dulu.")},
    )
    agreed = forms.BooleanField(
        label=_("Orangnya (atau walinya) setuju kasusnya berpindah"),
        error_messages={
            "required": _("Tanyakan dulu kepada orangnya. Kasus berpindah hanya bila ia setuju.")
        },
    )


class TransferAnswerForm(forms.Form):
    """``people``: whom an officer can name when she accepts; None where who accepts takes it herself."""

    ACCEPT, DECLINE = "terima", "tolak"
    jawaban = forms.ChoiceField(
        choices=[(ACCEPT, _("Terima")), (DECLINE, _("Tidak menerima"))],
        widget=forms.HiddenInput,
        error_messages={"required": _("Tekan Terima atau Tidak menerima.")},
    )
    assign = Colleague(
        label=_("Siapa yang mendampingi?"),
        queryset=None,
        empty_label=_("Pilih relawan"),
        widget=forms.Select,
        required=False,
    )
    text = text_field(
        MESSAGE,
        label=_("Pesan untuk kelompok asal (wajib bila tidak menerima)"),
        required=False,
        help_text=_("Bila tidak menerima, tulis alasannya di sini dulu."),
    )

    def __init__(self, *args, people=None, **kwargs):
        super().__init__(*args, **kwargs)
        if people is None:
            del self.fields["assign"]
        else:
            self.fields["assign"].queryset = people.prefetch_related("memberships")

    @property
    def accepts(self) -> bool:
        return self.cleaned_data["jawaban"] == self.ACCEPT

    def clean(self) -> dict:
        told = super().clean()
        if told.get("jawaban") == self.DECLINE and not told.get("text", "").strip():
            self.add_error("text", _("Tulis alasannya dulu."))
        if told.get("jawaban") == self.ACCEPT and "assign" in self.fields and not told.get("assign"):
            self.add_error("assign", _("Pilih siapa yang mendampingi."))
        return told


def _heir(label) -> Colleague:
    return Colleague(
        label=label,
        queryset=None,
        empty_label=_("Koordinator atau penggantinya"),
        widget=forms.Select,
        required=False,
        error_messages={"invalid_choice": _("Pilih orang dari daftar.")},
    )


class AllCasesForm(forms.Form):
    """``people``: colleagues of the group; nobody chosen means the coordinator. ``other`` is asked for the
    cases that may not go to the first.
    """

    to = _heir(_("Diserahkan kepada siapa?"))
    other = _heir(_("Yang tidak bisa kepadanya, kepada siapa?"))

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("to", "other"):
            self.fields[name].queryset = people.prefetch_related("memberships")
