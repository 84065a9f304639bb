"""Who else has the same need: a few answers for each person, on one page, up to thirty of them."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import enums
from .fields import PhoneField, line_field

MOST, FIRST, MORE = 30, 3, 5
ALL, EACH = "all", "each"
LOOKS = {
    "name": "form-control",
    "sex": "form-select",
    "age_band": "form-select",
    "phone": "form-control",
    "agrees": "form-check-input",
    "counts": "form-check-input",
}
PARTS = tuple(LOOKS)


class OthersForm(forms.Form):
    """``count`` rows of PARTS, each field named with its row's number; an empty row is nobody."""

    consent = forms.ChoiceField(
        label=gettext_lazy("Siapa yang setuju dicatat?"),
        choices=[
            (ALL, gettext_lazy("Semua sudah ditanya satu per satu dan setuju")),
            (EACH, gettext_lazy("Saya tandai setiap orang")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Tanyakan dulu kepada setiap orang, lalu pilih.")},
    )
    count_all = forms.BooleanField(
        label=gettext_lazy("Semua setuju ikut dihitung tanpa nama"), required=False
    )

    def __init__(self, *args, count: int = FIRST, **kwargs):
        super().__init__(*args, **kwargs)
        self.count = min(max(count, FIRST), MOST)
        for number in range(1, self.count + 1):
            self._add_row(number)

    def _add_row(self, number: int) -> None:
        def label(words: str) -> str:
            return _("Orang ke-%(number)d: %(words)s") % {"number": number, "words": words}

        choose = [("", _("Pilih"))]
        fields = {
            "name": line_field(120, label=label(_("nama panggilan"))),
            "sex": forms.ChoiceField(
                label=label(_("perempuan/laki-laki")), choices=[*choose, *enums.Sex.choices], required=False
            ),
            "age_band": forms.ChoiceField(
                label=label(_("umur")), choices=[*choose, *enums.AgeBand.choices], required=False
            ),
            "phone": PhoneField(label=label(_("nomor WhatsApp (boleh kosong)"))),
            "agrees": forms.BooleanField(label=label(_("setuju dicatat")), required=False),
            "counts": forms.BooleanField(label=label(_("setuju dihitung tanpa nama")), required=False),
        }
        for part, field in fields.items():
            field.widget.attrs["class"] = LOOKS[part]
            self.fields[f"{part}_{number}"] = field

    def add_error(self, field, error) -> None:
        super().add_error(field, error)
        if field and field.rpartition("_")[0] in PARTS:
            self.fields[field].widget.attrs["class"] += " is-invalid"

    def rows(self) -> list[dict]:
        """The bound fields of each row by part, for the page."""
        return [
            {"number": number, **{part: self[f"{part}_{number}"] for part in PARTS}}
            for number in range(1, self.count + 1)
        ]

    def clean(self) -> dict:
        told = super().clean()
        numbers = [number for number in range(1, self.count + 1) if self._is_filled(number)]
        for number in numbers:
            self._check(number, told)
        if not numbers:
            self.add_error(None, _("Isi paling sedikit satu orang."))
        told["people"] = numbers
        return told

    def _is_filled(self, number: int) -> bool:
        """Something was typed into it, be it wrong."""
        return any(
            self.data.get(f"{part}_{number}", "").strip() for part in ("name", "sex", "age_band", "phone")
        )

    def _check(self, number: int, told: dict) -> None:
        needed = {
            "name": _("Tulis nama panggilannya. Nama samaran boleh."),
            "sex": _("Pilih salah satu."),
            "age_band": _("Pilih umurnya. Perkiraan boleh."),
        }
        for part, words in needed.items():
            name = f"{part}_{number}"
            if not told.get(name) and name not in self.errors:
                self.add_error(name, words)
        if told.get("consent") == EACH and not told.get(f"agrees_{number}"):
            words = _("Tanpa persetujuan tidak dicatat. Centang bila setuju, atau kosongkan baris ini.")
            self.add_error(f"agrees_{number}", words)

    def people(self) -> list[dict]:
        """What services.batch.OtherPerson takes, of each filled row."""
        told = self.cleaned_data
        counted = "count_all" if told["consent"] == ALL else "counts_{}"
        return [
            {
                **{part: told[f"{part}_{number}"] for part in ("name", "sex", "age_band", "phone")},
                "may_count": told[counted.format(number)],
            }
            for number in told["people"]
        ]


def count_of(data) -> int:
    """How many rows the page that was sent had; one that adds rows asks for more of them."""
    shown = data.get("baris", "")
    count = int(shown) if shown.isascii() and shown.isdigit() and len(shown) < 4 else FIRST
    return count + MORE if "tambah" in data else count
