"""Kind A: violence against women and children, in nine questions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.forms.phone import HINT

from .. import enums
from ..sections import CONTACT
from .fields import PhoneField, line_field, several_field, text_field
from .intake import (
    CHILD,
    CHOOSE,
    NO,
    READ_OUT,
    RECORDED,
    VITAL,
    YES,
    IntakeForm,
    Tiles,
    choice,
)
from .steps import LIST, TILES, Step

# The parent who would have to agree is the one said to have done it (UU 27/2022 Ps 20 and 25).
GUARDIAN_IS_REPORTED = f"may_record=yes&{CHILD}&relation=parent"

EXAMPLES = {
    enums.ViolenceForm.PHYSICAL: _("dipukul, ditendang"),
    enums.ViolenceForm.PSYCHOLOGICAL: _("dihina, diancam, dikurung"),
    enums.ViolenceForm.SEXUAL: _("pelecehan, perkosaan, perkawinan anak"),
    enums.ViolenceForm.EXPLOITATION: _("diperas, dipaksa bekerja"),
    enums.ViolenceForm.TRAFFICKING: _("dijual, ditipu kerja jauh"),
    enums.ViolenceForm.NEGLECT: _("tidak dinafkahi, ditinggalkan"),
}


class ViolenceForm(IntakeForm):
    """Kind A: nine questions."""

    kind = enums.Kind.VIOLENCE
    kept = ("safety", "name", "sex", "age_band", "relation", "happened", "category", "reminder", "narrative")
    looks = {
        "safety": LIST,
        "may_record": LIST,
        "may_count": LIST,
        "teller": LIST,
        "sex": LIST,
        "age_band": LIST,
        "category": TILES,
        "further": LIST,
        "relation": LIST,
        "happened": LIST,
        "contact_way": LIST,
        "contact_hours": LIST,
        "hidden_from": LIST,
    }
    conditions = {
        "vital_reason": "may_record=vital",
        "may_count": "may_record=yes",
        "teller": RECORDED,
        "reporter_name": f"{RECORDED}&teller=other",
        "reporter_phone": f"{RECORDED}&teller=other",
        "age_band": RECORDED,
        "category": RECORDED,
        "further": RECORDED,
        "relation": RECORDED,
        "other_guardian": GUARDIAN_IS_REPORTED,
        "guardian_reason": f"{GUARDIAN_IS_REPORTED}&other_guardian=",
        "happened": RECORDED,
        "village": RECORDED,
        "contact_way": RECORDED,
        "contact_phone": f"{RECORDED}&contact_way=whatsapp|call|trusted",
        "contact_hours": f"{RECORDED}&contact_way=whatsapp|call|visit|trusted",
        "contact_note": RECORDED,
        "hidden_from": RECORDED,
        "name": RECORDED,
        "reminder": RECORDED,
        "narrative": RECORDED,
        "answer": "may_record=no",
    }
    needed = {
        "safety": CHOOSE,
        "may_record": CHOOSE,
        "vital_reason": _("Tulis singkat mengapa nyawanya terancam."),
        "may_count": CHOOSE,
        "teller": CHOOSE,
        "sex": CHOOSE,
        "age_band": _("Pilih umurnya. Perkiraan boleh."),
        "category": _("Pilih yang paling utama."),
        "relation": CHOOSE,
        "guardian_reason": _("Tulis singkat mengapa tetap perlu dicatat."),
        "happened": CHOOSE,
        "contact_way": CHOOSE,
        "hidden_from": _("Pilih namanya, atau pilih Tidak ada."),
    }
    steps = (
        Step(("safety",), after="complaints/record_emergency.html"),
        Step(
            ("may_record", "vital_reason", "may_count"),
            hint=READ_OUT,
            before="complaints/record_consent.html",
        ),
        Step(("teller", "reporter_name", "reporter_phone"), condition=RECORDED),
        Step(("sex", "age_band"), after="complaints/record_guardian.html"),
        Step(
            ("category",),
            condition=RECORDED,
            folded=("further",),
            folded_title=_("Ada yang lain juga? (boleh dikosongkan)"),
        ),
        Step(("relation", "other_guardian", "guardian_reason"), condition=RECORDED),
        Step(("happened", "village"), condition=RECORDED),
        Step(("contact_way", "contact_phone", "contact_hours", "contact_note"), condition=RECORDED),
        Step(
            ("hidden_from",),
            condition=RECORDED,
            folded=("name", "reminder", "narrative"),
            folded_title=_("Nama, tanda pengingat, cerita (boleh dikosongkan)"),
        ),
        IntakeForm.answer_step,
    )

    safety = choice(_("Apakah sekarang aman?"), enums.Safety.choices)
    may_record = choice(
        _("Boleh dicatat?"),
        [
            (YES, _("Ya, boleh dicatat")),
            (NO, _("Tidak, hanya bertanya")),
            (VITAL, _("Belum bisa ditanya, nyawanya terancam")),
        ],
    )
    vital_reason = text_field(
        2_000, label=_("Bila nyawanya terancam: mengapa harus dicatat sekarang?"), required=False
    )
    teller = choice(
        _("Siapa yang mengadu?"), [("self", _("Ia sendiri")), ("other", _("Orang lain untuknya"))]
    )
    reporter_name = line_field(120, label=_("Nama pelapor (boleh dikosongkan)"))
    reporter_phone = PhoneField(label=_("Nomor HP pelapor (boleh dikosongkan)"), help_text=HINT)
    category = choice(
        _("Apa yang terjadi? Pilih yang paling utama"), enums.ViolenceForm.choices, widget=Tiles(EXAMPLES)
    )
    further = several_field(enums.ViolenceForm, _("Bentuk kekerasan yang lain"))
    relation = choice(
        _("Siapa yang diduga melakukan?"),
        enums.Relation.choices,
        help_text=_("Hubungannya dengan orang yang kita dampingi."),
    )
    other_guardian = forms.BooleanField(
        label=_("Orang tua atau wali lain, yang tidak diduga melakukan, setuju dicatat"), required=False
    )
    guardian_reason = text_field(
        2_000,
        label=_("Bila tidak ada wali yang aman: mengapa tetap perlu dicatat?"),
        required=False,
        help_text=_("Anak dilindungi juga tanpa persetujuan orang tua yang diduga melakukan."),
    )
    happened = choice(_("Kapan terjadi?"), enums.When.choices, help_text=_("Perkiraan boleh."))
    contact_way = choice(_("Bagaimana cara menghubunginya yang aman?"), enums.ContactWay.choices)
    contact_phone = PhoneField(
        label=_("Nomor yang aman"), help_text=_("Boleh dikosongkan. Contoh: 0812 3456 7890.")
    )
    contact_hours = choice(_("Jam yang aman (boleh dikosongkan)"), enums.ContactHours.choices)
    contact_note = line_field(
        200,
        label=_("Catatan (boleh dikosongkan)"),
        help_text=_("Misalnya: lewat adiknya, jangan sebut kelompok."),
    )
    reminder = line_field(
        60,
        label=_("Tanda pengingat"),
        help_text=_("Kata rahasia Ibu/Bapak sendiri untuk mengenali kasus ini, misalnya “pagar hijau”."),
    )

    def case(self) -> dict:
        """The number of someone she trusts is not hers: nobody may take it for hers or find her by it."""
        said = self.cleaned_data
        contact = {key: said.get(f"contact_{key}") for key in CONTACT}
        own = "" if contact["way"] == enums.ContactWay.TRUSTED else contact.pop("phone")
        return super().case() | {
            "further": tuple(one for one in said.get("further", []) if one != said["category"]),
            "contact": {key: value for key, value in contact.items() if value},
            "phone": own or "",
            "vital_reason": said.get("vital_reason") or said.get("guardian_reason") or "",
            "told_by_other": said["teller"] == "other",
            "reporter_name": said.get("reporter_name", ""),
            "reporter_phone": said.get("reporter_phone") or "",
        }
