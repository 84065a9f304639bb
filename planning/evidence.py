"""What a proposal may rest on: figures of the village as they may be told, never a case.

``evidence_for`` is the only road by which a figure comes to a proposal or a suggestion.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from complaints.directory import SOCIAL_SERVICES
from complaints.enums import ViolenceForm
from complaints.needs import Need, NeedCategory
from complaints.statistics import OTHERS, Line, PlaceTotals
from safeguards.disclosure import Released
from villages.models import Village

from .told import totals_told, years_told

VIOLENCE = "violence"
ADJECTIVES = {ViolenceForm.PHYSICAL, ViolenceForm.PSYCHOLOGICAL, ViolenceForm.SEXUAL}

HEADINGS = {  # by what a key begins with
    "need": gettext_lazy("Kebutuhan warga"),
    "detail": gettext_lazy("Kebutuhan warga, rinciannya"),
    "late": gettext_lazy("Layanan yang terlambat"),
    VIOLENCE: gettext_lazy("Kekerasan di desa/kelurahan ini"),
    "inquiries": gettext_lazy("Pertanyaan warga"),
    "regency": gettext_lazy("Seluruh kabupaten/kota"),
}


@dataclass(frozen=True)
class Told:
    """One figure as it was told. ``key`` is stable ("need.civil"), ``label`` is for people."""

    key: str
    label: str
    year: int
    figure: Released

    @property
    def least(self) -> int:
        """The least that its text lets it be: "1–4" is 1, "di bawah 10" is 0."""
        return self.figure.low

    @property
    def can_be_cited(self) -> bool:
        """Whether it speaks for a proposal. Of violence in the village also that it stays hidden: there
        the one number is all that is told.
        """
        return self.least > 0 or self.key == VIOLENCE

    def stored(self) -> dict[str, str | int]:
        """As a proposal keeps it: what was shown that day."""
        return {"key": self.key, "label": self.label, "year": self.year, "text": self.figure.text}

    def __str__(self) -> str:
        return in_words(self.stored())


def in_words(stored: dict) -> str:
    """ "Akta kelahiran: 25 (2026)"."""
    return f"{stored['label']}: {stored['text']} ({stored['year']})"


def keys() -> dict[str, str]:
    """Every key that a rule may look at, with its label."""
    regency = _("Kabupaten/kota")
    late = {f"late.{one.value}": _late(str(one.label)) for one in SOCIAL_SERVICES}
    return {
        **{f"need.{one.value}": str(one.label) for one in NeedCategory},
        **{f"detail.{one.value}": str(one.label) for one in Need},
        VIOLENCE: _violence(),
        **late,
        f"late.{OTHERS}": _late(_("Layanan lain")),
        "inquiries": _("Pertanyaan warga dijawab"),
        **{f"regency.need.{one.value}": f"{regency}: {one.label}" for one in NeedCategory},
        "regency.violence": f"{regency}: {_violence()}",
        **{f"regency.violence.{one.value}": f"{regency}: {_form(one)}" for one in ViolenceForm},
    }


def by_heading(told: Mapping[str, Told]) -> list[tuple[str, list[Told]]]:
    """What can be cited, under headings; one that is empty is left out."""
    found: dict[str, list[Told]] = {heading: [] for heading in HEADINGS.values()}
    for one in told.values():
        if one.can_be_cited:
            found[HEADINGS[one.key.partition(".")[0]]].append(one)
    return [(str(heading), rows) for heading, rows in found.items() if rows]


def evidence_year(village: Village, year: int) -> int | None:
    """The year whose figures speak for a budget of ``year``: the last that was released before it."""
    return next((told for told in years_told(village) if told < year), None)


def evidence_for(village: Village, year: int) -> dict[str, Told]:
    """The figures that speak for a budget of ``year`` by key, as they were released to the village."""
    told = evidence_year(village, year)
    if told is None:
        return {}
    totals = totals_told(village, told)
    figures = {f"need.{line.key}": line for line in totals.needs}
    figures |= {f"detail.{line.key}": line for line in totals.details}
    figures |= {f"late.{row.late.key}": _named(row.late, _late(row.label)) for row in totals.services}
    figures |= {line.key: line for line in totals.work if line.key in keys()}
    figures[VIOLENCE] = _named(totals.violence, _violence())
    if totals.regency:
        figures |= _regency(totals.regency)
    return {key: Told(key, line.label, told, line.now) for key, line in figures.items()}


def _regency(totals: PlaceTotals) -> dict[str, Line]:
    name = totals.place.name
    figures = {f"regency.need.{line.key}": line for line in totals.needs}
    forms = [_named(line, _form(ViolenceForm(line.key))) for line in totals.violence]
    figures |= {f"regency.violence.{line.key}": line for line in forms}
    figures["regency.violence"] = _named(totals.violence_total, _violence())
    return {key: _named(line, f"{name}: {line.label}") for key, line in figures.items()}


def _named(line: Line, label: str) -> Line:
    return replace(line, label=label)


def _violence() -> str:
    return _("Kekerasan terhadap perempuan dan anak")


def _form(form: ViolenceForm) -> str:
    """ "Kekerasan fisik": "Fisik" alone tells nobody of what."""
    return _("Kekerasan %(form)s") % {"form": form.label.lower()} if form in ADJECTIVES else str(form.label)


def _late(service: str) -> str:
    return _("Terlambat atau belum dijawab (%(service)s)") % {"service": service}
