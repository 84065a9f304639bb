"""The form of a new word on what may be done; what it means for the case, the service judges."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import ConsentDecision, ConsentGiver, ConsentMethod, ConsentPurpose
from .conditional import ConditionalForm
from .fields import PastDayField, line_field, text_field

ASKED = "decision=given|refused|withdrawn"
DECISIONS = {
    ConsentDecision.GIVEN: _("Setuju"),
    ConsentDecision.REFUSED: _("Tidak setuju"),
    ConsentDecision.WITHDRAWN: _("Berubah pikiran: tadinya setuju, sekarang tidak"),
    ConsentDecision.VITAL: _("Tidak bisa ditanya: tanpa persetujuan, demi keselamatan"),
}
GIVERS = {ConsentGiver.PERSON: _("Ia sendiri"), ConsentGiver.GUARDIAN: _("Orang tua atau walinya")}


def choice(label, choices, **options) -> forms.ChoiceField:
    choices = [(value.value, words) for value, words in choices]
    return forms.ChoiceField(
        label=label, choices=choices, required=False, widget=forms.RadioSelect, **options
    )


class ConsentForm(ConditionalForm):
    """``providers`` are the services she can be asked about; ``child``, ``guardian_is_reported`` and
    ``may_be_vital`` decide which questions and answers stand there.
    """

    conditions = {
        "provider": "purpose=refer|complain",
        "given_by": ASKED,
        "other_guardian": f"{ASKED}&given_by=guardian",
        "method": ASKED,
        "told": "purpose=refer&decision=given",
        "remark": "decision=refused|withdrawn",
        "reason": "decision=vital",
        "witness": ASKED,
    }
    needed = {
        "purpose": _("Pilih persetujuan untuk apa."),
        "provider": _("Pilih layanannya."),
        "decision": _("Tanyakan dulu, lalu pilih jawabannya."),
        "given_by": _("Pilih siapa yang menjawab."),
        "method": _("Pilih cara menjawabnya."),
        "reason": _("Tulis alasannya dulu."),
    }

    purpose = choice(_("Persetujuan untuk apa?"), [(one, one.label) for one in ConsentPurpose])
    provider = forms.TypedChoiceField(
        label=_("Layanan yang mana?"), coerce=int, required=False, empty_value=None
    )
    decision = choice(_("Apa jawabannya?"), [])
    reason = text_field(
        5_000,
        label=_("Mengapa tanpa persetujuan?"),
        required=False,
        help_text=_("Tulis apa yang mengancam keselamatannya. Petugas program akan diberi tahu."),
    )
    told = text_field(
        5_000,
        label=_("Yang boleh diberitahukan ke layanan (boleh kosong)"),
        required=False,
        help_text=_("Orangnya yang memilih."),
    )
    remark = text_field(
        5_000,
        rows=2,
        label=_("Catatan (boleh kosong)"),
        required=False,
        help_text=_("Ia tidak perlu memberi alasan. Jangan dibujuk."),
    )
    given_by = choice(_("Siapa yang menjawab?"), GIVERS.items())
    other_guardian = forms.BooleanField(
        label=_("Walinya orang lain, bukan yang diduga melakukan"), required=False
    )
    method = choice(_("Bagaimana caranya?"), [(one, one.label) for one in ConsentMethod])
    witness = line_field(
        120, label=_("Nama saksi (boleh kosong)"), help_text=_("Dianjurkan bila dengan cap jempol.")
    )
    on = PastDayField(label=_("Tanggal"), error_messages={"required": _("Isi tanggalnya.")})

    def __init__(
        self, *args, providers, child: bool, guardian_is_reported: bool, may_be_vital: bool, **kwargs
    ):
        super().__init__(*args, **kwargs)
        self.providers = {row.pk: row for row in providers}
        self.fields["provider"].choices = [
            ("", _("Pilih…")),
            *((row.pk, row.name) for row in self.providers.values()),
        ]
        answers = [one for one in DECISIONS if may_be_vital or one != ConsentDecision.VITAL]
        self.fields["decision"].choices = [(one.value, DECISIONS[one]) for one in answers]
        self.fields["given_by"].initial = ConsentGiver.GUARDIAN if child else ConsentGiver.PERSON
        self.fields["method"].initial = ConsentMethod.SPOKEN
        self.fields["on"].initial = timezone.localdate
        unasked = [] if may_be_vital else ["reason"]
        unasked += [] if guardian_is_reported else ["other_guardian"]
        for name in unasked:
            del self.fields[name]

    def word(self) -> dict:
        """What ``services.consent.Word`` takes."""
        said = self.cleaned_data
        told = {
            "purpose": ConsentPurpose(said["purpose"]),
            "decision": ConsentDecision(said["decision"]),
            "provider": self.providers.get(said.get("provider")),
            "on": said["on"],
            "text": said.get("told") or said.get("reason") or said.get("remark") or "",
            "witness": said.get("witness", ""),
            "other_guardian": said.get("other_guardian", False),
        }
        if said.get("given_by"):
            told["given_by"] = ConsentGiver(said["given_by"])
            told["method"] = ConsentMethod(said["method"])
        return told
