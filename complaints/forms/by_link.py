"""What a service fills in on its link: its answer, and what it asks of the group; they only validate."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..directory import ReferralState, ServiceRequestKind
from .fields import text_field
from .referral import AnswerForm

LONGEST_REQUEST = 2_000
WORDED = (ServiceRequestKind.PAPERS, ServiceRequestKind.OTHER)


class LinkAnswerForm(AnswerForm):
    """The answers of the service itself, of today; what is only the group's to say is not offered."""

    ANSWERS = {
        ReferralState.SENT: (ReferralState.ACCEPTED, ReferralState.DECLINED, ReferralState.SERVED),
        ReferralState.ACCEPTED: (ReferralState.SERVED, ReferralState.NOT_SERVED),
    }
    LABELS = {
        **AnswerForm.LABELS,
        ReferralState.ACCEPTED: _("Kami menerima"),
        ReferralState.DECLINED: _("Kami tidak bisa menerima"),
        ReferralState.SERVED: _("Sudah kami layani"),
        ReferralState.NOT_SERVED: _("Tidak jadi dilayani"),
    }

    def __init__(self, *args, state: str, **kwargs):
        super().__init__(*args, state=state, **kwargs)
        for name in ("on", "withdrawal", "satisfaction"):
            del self.fields[name]
        self.offer(state)
        self.fields["refusal"].label = _("Mengapa?")
        self.fields["text"].help_text = _(
            "Misalnya hari dan tempat datang, atau apa yang sudah dilakukan. Jangan menulis nama atau NIK."
        )

    def clean(self) -> dict:
        data = super().clean()
        del data["others"]  # what left together the group answers for
        return data

    def offer(self, state: str) -> None:
        """The answers there are where the referral stands now, maybe by a colleague's answer in between."""
        self.fields["state"].choices = [(to.value, self.LABELS[to]) for to in self.ANSWERS.get(state, ())]


class RequestForm(forms.Form):
    """``kind`` of directory.ServiceRequestKind; of another person nothing is typed here."""

    kind = forms.ChoiceField(
        label=_("Apa yang diperlukan dari kelompok?"),
        widget=forms.RadioSelect,
        choices=ServiceRequestKind.choices,
        error_messages={"required": _("Pilih dulu apa yang diperlukan.")},
    )
    text = text_field(
        LONGEST_REQUEST,
        label=_("Pesan untuk pendamping"),
        required=False,
        help_text=_("Misalnya surat apa yang kurang, atau jam menelepon. Jangan menulis nama atau NIK."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="minta_%s", **kwargs)

    def clean(self) -> dict:
        data = super().clean()
        kind, text = data.get("kind"), data.get("text", "").strip()
        if kind == ServiceRequestKind.OTHER_PERSON and text:
            message = _(
                "Jangan menulis data orang lain di sini. Kosongkan pesan ini; kelompok akan menghubungi."
            )
            self.add_error("text", message)
        elif kind in WORDED and not text and "text" not in self.errors:
            self.add_error("text", _("Tulis singkat apa yang diperlukan."))
        return data
