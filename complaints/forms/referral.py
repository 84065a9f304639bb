"""Forms of referring a case and of entering what the service answered; they only validate."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..directory import REASONS, ReferralState, RefusalReason, Service
from ..enums import ConsentDecision, ConsentGiver, ConsentMethod
from ..workflow import REFERRAL_TRANSITIONS
from .chasing import satisfaction_field
from .fields import DayField, text_field

LONGEST = 5_000


class ReferralForm(forms.Form):
    """One case to one provider. ``services`` are those that may be asked for there."""

    services = forms.MultipleChoiceField(
        label=_("Layanan apa yang diminta?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pilih paling sedikit satu layanan.")},
    )
    decision = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={"required": _("Tanyakan dulu: boleh dirujuk atau tidak? Lalu pilih jawabannya.")},
    )
    told = text_field(
        LONGEST,
        label=_("Yang boleh diberitahukan"),
        required=False,
        help_text=_(
            "Orangnya yang memilih. Tanpa isian, surat hanya memuat nomor kasus dan layanan yang diminta."
        ),
    )
    tells_name = forms.BooleanField(label=_("Nama boleh ditulis di surat"), required=False)
    tells_nik = forms.BooleanField(label=_("NIK boleh ditulis di surat"), required=False)
    given_by = forms.ChoiceField(
        label=_("Siapa yang menyetujui?"),
        widget=forms.RadioSelect,
        required=False,
        choices=[(value, value.label) for value in (ConsentGiver.PERSON, ConsentGiver.GUARDIAN)],
    )
    method = forms.ChoiceField(
        label=_("Bagaimana setujunya?"),
        widget=forms.RadioSelect,
        required=False,
        choices=ConsentMethod.choices,
    )
    reason = text_field(
        LONGEST,
        label=_("Bila nyawa terancam: mengapa belum bisa ditanya?"),
        required=False,
        help_text=_("Tulis apa yang mengancam nyawanya. Petugas program akan diberi tahu."),
    )
    note = text_field(
        LONGEST, rows=2, label=_("Catatan untuk kelompok (tidak ikut ke layanan)"), required=False
    )
    move_on = forms.BooleanField(label=_("Tandai kasus ini sedang didampingi"), required=False)
    again = forms.BooleanField(
        label=_("Ya, kirim lagi"),
        required=False,
        help_text=_("Kasus ini sudah dirujuk ke layanan ini dan belum dijawab."),
    )

    def __init__(self, *args, provider, services: list[Service], complaint, is_child: bool, **kwargs):
        """``complaint``'s kind and stage decide which questions stand there."""
        self.may_be_vital = kwargs.pop("may_be_vital")
        offers = {name: kwargs.pop(f"offers_{name}") for name in ("move_on", "again")}
        super().__init__(*args, **kwargs)
        self.is_child = is_child
        self.fields["services"].choices = [(service.value, service.label) for service in services]
        self.fields["decision"].label = _("Boleh dirujuk ke %(provider)s?") % {"provider": provider.name}
        self.fields["decision"].choices = self._decisions()
        self.fields["given_by"].initial = ConsentGiver.GUARDIAN if is_child else ConsentGiver.PERSON
        self.fields["method"].initial = ConsentMethod.SPOKEN
        self.fields["move_on"].initial = True
        if len(services) == 1:
            self.fields["services"].initial = [services[0].value]
        unasked = [name for name, offered in offers.items() if not offered]
        unasked += [] if self.may_be_vital else ["reason"]
        unasked += ["tells_nik"] if complaint.is_violence else []
        for name in unasked:
            del self.fields[name]

    def _decisions(self) -> list[tuple]:
        answers = [(ConsentDecision.GIVEN, _("Ya, boleh")), (ConsentDecision.REFUSED, _("Tidak"))]
        if self.may_be_vital:
            answers.append((ConsentDecision.VITAL, _("Belum bisa ditanya, nyawa terancam")))
        return [(value.value, label) for value, label in answers]

    def clean(self) -> dict:
        data = super().clean()
        if data.get("decision") == ConsentDecision.GIVEN:
            self._check_agreement(data)
        elif data.get("decision") == ConsentDecision.VITAL and not data.get("reason"):
            self.add_error("reason", _("Tulis alasannya dulu."))
        return data

    def _check_agreement(self, data: dict) -> None:
        """A child's consent comes from a parent or guardian (UU 27/2022 Ps 25)."""
        data["given_by"] = data.get("given_by") or self.fields["given_by"].initial
        data["method"] = data.get("method") or ConsentMethod.SPOKEN
        if self.is_child and data["given_by"] == ConsentGiver.PERSON:
            message = _("Untuk anak, yang menyetujui orang tua atau walinya. Tanyakan juga kemauan anaknya.")
            self.add_error("given_by", message)


class AnswerForm(forms.Form):
    """What the service said; which answers there are depends on where the referral stands.

    The reasons of a service and those of taking back are asked apart, and handed on as one ``reason``.
    """

    state = forms.ChoiceField(
        label=_("Apa jawabannya?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih jawabannya.")},
    )
    refusal = forms.ChoiceField(label=_("Alasan layanan"), required=False, widget=forms.RadioSelect)
    withdrawal = forms.ChoiceField(label=_("Mengapa ditarik?"), required=False, widget=forms.RadioSelect)
    text = text_field(
        LONGEST,
        label=_("Keterangan"),
        required=False,
        help_text=_("Misalnya apa yang dilakukan layanan. Tulis seperlunya."),
    )
    on = DayField(label=_("Tanggal jawaban"), error_messages={"required": _("Isi tanggal jawabannya.")})
    satisfaction = satisfaction_field()

    reach = forms.ChoiceField(widget=forms.RadioSelect, required=False, initial="one")
    chosen = forms.MultipleChoiceField(
        label=_("Rujukan mana saja?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    LABELS = {
        ReferralState.ACCEPTED: _("Layanan menerima"),
        ReferralState.DECLINED: _("Layanan menolak atau tidak tersedia"),
        ReferralState.SERVED: _("Sudah dilayani"),
        ReferralState.NOT_SERVED: _("Layanan tidak jadi melayani"),
        ReferralState.WITHDRAWN: _("Ditarik kembali: orangnya memilih tidak melanjutkan, atau salah kirim"),
    }
    REASON_FIELDS = {
        ReferralState.DECLINED: "refusal",
        ReferralState.NOT_SERVED: "refusal",
        ReferralState.WITHDRAWN: "withdrawal",
    }

    def __init__(self, *args, state: str, others=(), **kwargs):
        """``others``: referrals that left together with this one and stand where it stands."""
        super().__init__(*args, **kwargs)
        self.others = {str(row.pk): row for row in others}
        self._offer_others()
        ahead = [to for to in ReferralState if to in REFERRAL_TRANSITIONS[ReferralState(state)]]
        self.fields["state"].choices = [(to.value, self.LABELS[to]) for to in ahead]
        for to, name in self.REASON_FIELDS.items():
            self.fields[name].choices = [(reason.value, reason.label) for reason in REASONS[to]]
        self.fields["on"].initial = timezone.localdate

    def _offer_others(self) -> None:
        if not self.others:
            del self.fields["reach"], self.fields["chosen"]
            return
        number = {"number": len(self.others) + 1}
        self.fields["reach"].label = _("Jawaban ini untuk siapa?")
        self.fields["reach"].choices = [
            ("one", _("Hanya kasus ini")),
            ("all", _("Jawaban ini untuk semua %(number)d rujukan yang berangkat bersama") % number),
            ("some", _("Saya pilih sendiri")),
        ]
        self.fields["chosen"].choices = [(key, _known_as(row)) for key, row in self.others.items()]

    def _reached(self, data: dict) -> list:
        """The other referrals that the answer is for too."""
        match data.pop("reach", ""), data.pop("chosen", []):
            case "all", _chosen:
                return list(self.others.values())
            case "some", []:
                self.add_error("chosen", _("Pilih rujukannya, atau pilih Hanya kasus ini."))
            case "some", chosen:
                return [self.others[key] for key in chosen]
        return []

    def clean(self) -> dict:
        data = super().clean()
        data["others"] = self._reached(data)
        reasons = {name: data.pop(name, "") for name in ("refusal", "withdrawal")}
        asked = self.REASON_FIELDS.get(data.get("state"))
        data["reason"] = reasons.get(asked, "")
        for name in {"refusal", "withdrawal"} - {asked}:
            self.errors.pop(name, None)  # of an answer that was not given
        if asked and not data["reason"] and asked not in self.errors:
            self.add_error(asked, _("Pilih alasannya."))
        self._check_text(data)
        return data

    def _check_text(self, data: dict) -> None:
        if data.get("text") or "text" in self.errors:
            return
        if data.get("state") == ReferralState.SERVED:
            self.add_error("text", _("Tulis singkat apa yang dilakukan layanan."))
        elif data["reason"] == RefusalReason.OTHER:
            self.add_error("text", _("Tulis alasannya dulu."))


def _known_as(referral) -> str:
    name = referral.complaint.concerned[0].name if referral.complaint.concerned else ""
    return (
        f"{name} · {referral.complaint}"
        if name and not referral.complaint.is_violence
        else str(referral.complaint)
    )
