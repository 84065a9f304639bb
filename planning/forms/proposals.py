"""A proposal as it is written, and what a meeting decided about it."""

from collections.abc import Mapping

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from complaints.forms.fields import PastDayField, line_field, text_field
from villages.models import Village

from ..budget import OF_A_KELURAHAN, FundSource, Implementation, Status, grouped
from ..evidence import Told, by_heading
from ..money import BadAmount, parse_rupiah
from ..money import grouped as grouped_digits
from ..nameless import NAMELESS, refuse_a_persons_number

MOST_PEOPLE = 100_000


class AmountField(forms.CharField):
    """Whole rupiah from whatever spelling, or None; see ``money.parse_rupiah``."""

    def __init__(self, **kwargs):
        kwargs = {"max_length": 60, "required": False, **kwargs}
        super().__init__(**kwargs)
        self.widget.attrs |= {"autocomplete": "off"}

    def prepare_value(self, value):
        return grouped_digits(value) if isinstance(value, int) else value

    def clean(self, value) -> int | None:
        text = super().clean(value)
        try:
            return parse_rupiah(text) if text else None
        except BadAmount as error:
            raise ValidationError(str(error), code="invalid") from None


def _people(label) -> forms.IntegerField:
    wrong = _("Tulis angka bulat, 0 sampai 100.000.")
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=MOST_PEOPLE,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": wrong, "min_value": wrong, "max_value": wrong},
    )


def _figures(told: Mapping[str, Told]) -> list:
    """Choices under their headings; where all stand under one, it tells nothing."""
    found = [(heading, [(one.key, str(one)) for one in rows]) for heading, rows in by_heading(told)]
    return found if len(found) > 1 else [choice for _heading, choices in found for choice in choices]


class ProposalForm(forms.Form):
    """Its fields are those of the model. ``told``: figures it may rest on (planning.evidence) by key;
    ``proposers``: (value, words) of who may propose it, where there is a choice.
    """

    group = forms.ChoiceField(label=_("Pengusul"), widget=forms.RadioSelect)
    title = line_field(
        160,
        required=True,
        label=_("Jenis kegiatan"),
        help_text=_("Misalnya: Layanan jemput bola Dukcapil di desa."),
        error_messages={"required": _("Tulis kegiatannya.")},
        validators=[refuse_a_persons_number],
    )
    subsector = forms.ChoiceField(
        label=_("Bidang dan sub-bidang"), error_messages={"required": _("Pilih bidangnya.")}
    )
    problem = text_field(
        1000,
        label=_("Masalah"),
        help_text=NAMELESS,
        error_messages={"required": _("Tulis masalahnya.")},
        validators=[refuse_a_persons_number],
    )
    evidence = forms.MultipleChoiceField(
        label=_("Bukti dari rekap"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Angka yang boleh disebut, seperti di rekap hari ini. Sesudah disimpan tidak bisa diganti."
        ),
    )
    location = line_field(
        160,
        label=_("Lokasi"),
        help_text=_("Misalnya: kantor desa, atau Dusun Contoh."),
        validators=[refuse_a_persons_number],
    )
    volume = line_field(
        80,
        label=_("Volume"),
        help_text=_("Misalnya: 2 kali setahun, 1 paket."),
        validators=[refuse_a_persons_number],
    )
    targets = line_field(200, label=_("Siapa sasarannya?"), validators=[refuse_a_persons_number])
    women = _people(_("Perempuan"))
    men = _people(_("Laki-laki"))
    children = _people(_("Anak"))
    disability = _people(_("Penyandang disabilitas"))
    time = line_field(
        80, label=_("Waktu"), help_text=_("Misalnya: Maret–April."), validators=[refuse_a_persons_number]
    )
    amount_asked = AmountField(
        label=_("Biaya (Rp)"), help_text=_("Misalnya 1.500.000 atau 1,5 juta. Boleh menyusul.")
    )
    fund_source = forms.ChoiceField(label=_("Sumber dana"), required=False)
    implementation = forms.ChoiceField(
        label=_("Pola pelaksanaan"), required=False, choices=[("", _("Belum diisi")), *Implementation.choices]
    )

    def __init__(self, *args, village: Village, told=None, proposers=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["subsector"].choices = [("", _("Pilih")), *grouped()]
        sources = [(one.value, one.label) for one in (OF_A_KELURAHAN if village.is_kelurahan else FundSource)]
        held = FundSource(self.initial["fund_source"]) if self.initial.get("fund_source") else None
        if held and held.value not in dict(sources):  # filled in before, or carried over
            sources.append((held.value, held.label))
        self.fields["fund_source"].choices = [("", _("Belum diisi")), *sources]
        self._offer("evidence", _figures(told or {}))
        self._offer("group", list(proposers))

    def _offer(self, name: str, choices: list) -> None:
        """Where there is nothing to choose, nothing is asked."""
        if choices:
            self.fields[name].choices = choices
        else:
            del self.fields[name]

    def values(self) -> dict:
        """What ``services.proposals.writing`` takes as values."""
        return {name: told for name, told in self.cleaned_data.items() if name not in {"group", "evidence"}}


class StepBackForm(forms.Form):
    """Why a step was a mistake."""

    reason = text_field(
        500,
        label=_("Mengapa dibatalkan?"),
        help_text=_("Misalnya: salah usulan, salah langkah, atau salah jumlah. Tanpa nama siapa pun."),
        error_messages={"required": _("Tulis mengapa langkah ini dibatalkan.")},
        validators=[refuse_a_persons_number],
    )


class DecisionForm(forms.Form):
    """``to``: which step is recorded; only what it needs is asked. ``amount`` stands as known so far."""

    on = PastDayField(label=_("Tanggal keputusan"), error_messages={"required": _("Isi tanggalnya.")})
    amount = AmountField(help_text=_("Misalnya 1.500.000 atau 1,5 juta."))
    reason = text_field(
        500,
        label=_("Alasan ditolak"),
        help_text=_("Tulis alasan musyawarah, tanpa nama siapa pun."),
        error_messages={"required": _("Tulis alasan penolakannya.")},
        validators=[refuse_a_persons_number],
    )
    AMOUNTS = {
        Status.RKPDES: _("Biaya dalam rencana (Rp)"),
        Status.APBDES: _("Biaya yang dianggarkan (Rp)"),
        Status.DONE: _("Biaya yang terpakai (Rp)"),
    }

    def __init__(self, *args, to: Status, **kwargs):
        super().__init__(*args, **kwargs)
        if to in self.AMOUNTS:
            self.fields["amount"].label = self.AMOUNTS[to]
            self.fields["amount"].required = to == Status.APBDES
            self.fields["amount"].error_messages["required"] = _("Isi jumlah yang disetujui.")
        else:
            del self.fields["amount"]
        if to != Status.REFUSED:
            del self.fields["reason"]
