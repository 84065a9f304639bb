"""Kind B: social protection, in six questions."""

from django.utils.translation import gettext_lazy as _

from members.forms.phone import HINT

from .. import enums
from ..needs import CATEGORY_OF, NEEDS, Need, NeedCategory
from .fields import PhoneField, line_field
from .intake import CHOOSE, READ_OUT, RECORDED, IntakeForm, Tiles, choice
from .steps import LIST, NEED_LISTS, TILES, Step

EXAMPLES = {
    NeedCategory.CIVIL: _("KTP, Kartu Keluarga, akta"),
    NeedCategory.MARRIAGE: _("buku nikah, akta cerai"),
    NeedCategory.ASSISTANCE: _("PKH, sembako, BLT"),
    NeedCategory.DTSEN: _("daftar penerima bantuan"),
    NeedCategory.HEALTH: _("KIS, BPJS, ODGJ"),
    NeedCategory.EDUCATION: _("putus sekolah, PIP"),
    NeedCategory.WORK: _("pekerja migran, izin usaha, modal"),
}


class SocialForm(IntakeForm):
    """Kind B: six questions."""

    kind = enums.Kind.SOCIAL
    kept = ("category", "need", "name", "phone", "sex", "age_band", "hamlet", "first_help", "narrative")
    looks = {
        "category": TILES,
        "need": NEED_LISTS,
        "may_record": LIST,
        "may_count": LIST,
        "sex": LIST,
        "age_band": LIST,
        "first_help": LIST,
        "hidden_from": LIST,
    }
    conditions = {
        "need": "category=*",
        "may_count": "may_record=yes",
        "name": RECORDED,
        "phone": RECORDED,
        "age_band": RECORDED,
        "hamlet": RECORDED,
        "village": RECORDED,
        "first_help": RECORDED,
        "narrative": RECORDED,
        "hidden_from": RECORDED,
        "answer": "may_record=no",
    }
    needed = {
        "category": _("Pilih kebutuhannya."),
        "may_record": CHOOSE,
        "may_count": CHOOSE,
        "name": _("Tulis nama panggilannya. Nama samaran boleh."),
        "sex": CHOOSE,
        "age_band": _("Pilih umurnya. Perkiraan boleh."),
        "first_help": CHOOSE,
    }
    steps = (
        Step(("category", "need")),
        Step(("may_record", "may_count", "name"), hint=READ_OUT, before="complaints/record_consent.html"),
        Step(("phone",), title=_("Bagaimana menghubunginya?"), condition=RECORDED),
        Step(("sex", "age_band"), after="complaints/record_guardian.html"),
        Step(("hamlet", "village"), title=_("Di mana tempat tinggalnya?"), condition=RECORDED),
        Step(
            ("first_help",),
            condition=RECORDED,
            folded=("narrative", "hidden_from"),
            folded_title=_("Cerita, siapa yang tidak boleh tahu (boleh dikosongkan)"),
        ),
        IntakeForm.answer_step,
    )

    category = choice(_("Apa yang Ibu/Bapak butuhkan?"), NeedCategory.choices, widget=Tiles(EXAMPLES))
    need = choice(_("Lebih tepatnya? (boleh dikosongkan)"), Need.choices)
    phone = PhoneField(label=_("Nomor WhatsApp (boleh dikosongkan)"), help_text=HINT)
    hamlet = line_field(80, label=_("Dusun atau lingkungan (boleh dikosongkan)"))
    first_help = choice(_("Apa langkah pertama?"), enums.FirstHelp.choices)

    def clean(self) -> dict:
        """A need of another category was ticked before she changed her mind: it does not count."""
        data = super().clean()
        if data.get("need") and CATEGORY_OF[Need(data["need"])] != data.get("category"):
            data["need"] = ""
        return data

    def need_lists(self) -> list[tuple]:
        """(category, its needs as radio buttons) for the template."""
        buttons = {option.data["value"]: option for option in self["need"]}
        return [(category, [buttons[need] for need in needs]) for category, needs in NEEDS.items()]

    def inquiry(self) -> dict:
        return super().inquiry() | {"category": self.cleaned_data["category"]}
