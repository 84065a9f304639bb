"""What a proposal may rest on: figures of the village as they may be told, never a case.

``evidence_for`` is the only road by which a figure comes to a proposal or a suggestion.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from complaints.directory import SOCIAL_SERVICES, Service
from complaints.enums import ViolenceForm
from complaints.needs import Need, NeedCategory
from complaints.statistics import RegencyTotals, VillageTotals, village_totals
from safeguards.disclosure import Released
from villages.models import Village

OTHER = "other"  # all services that are not named
VIOLENCE = "violence"


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
        f"late.{OTHER}": _late(_("Layanan lain")),
        "inquiries": _("Pertanyaan warga dijawab"),
        **{f"regency.need.{one.value}": f"{regency}: {one.label}" for one in NeedCategory},
        "regency.violence": f"{regency}: {_violence()}",
        **{f"regency.violence.{one.value}": f"{regency}: {one.label}" for one in ViolenceForm},
    }


def evidence_for(village: Village, year: int) -> dict[str, Told]:
    """The figures of one village and year by key, as everybody in the village may be told them."""
    totals = village_totals(village=village, year=year)
    figures = {**_needs(totals), **_services(totals)}
    figures[VIOLENCE] = (_violence(), totals.violence.now)
    figures["inquiries"] = (totals.inquiries.label, totals.inquiries.now)
    if totals.regency:
        figures |= _regency(totals.regency)
    return {key: Told(key, str(label), year, figure) for key, (label, figure) in figures.items()}


def _needs(totals: VillageTotals) -> dict:
    named = {str(one.label): one for one in Need}
    needs = zip(NeedCategory, totals.needs, strict=True)
    return {
        **{f"need.{one.value}": (line.label, line.now) for one, line in needs},
        **{f"detail.{named[line.label].value}": (line.label, line.now) for line in totals.details},
    }


def _services(totals: VillageTotals) -> dict:
    """How often an answer came late or not at all."""
    named = {str(one.label): one.value for one in Service if one in SOCIAL_SERVICES}
    rows = totals.services
    return {f"late.{named.get(row.label, OTHER)}": (_late(row.label), row.late.now) for row in rows}


def _regency(totals: RegencyTotals) -> dict:
    name = totals.regency.name
    needs = zip(NeedCategory, totals.needs, strict=True)
    forms = zip(ViolenceForm, totals.violence, strict=True)
    return {
        **{f"regency.need.{one.value}": (f"{name}: {line.label}", line.now) for one, line in needs},
        **{f"regency.violence.{one.value}": (f"{name}: {line.label}", line.now) for one, line in forms},
        "regency.violence": (f"{name}: {_violence()}", totals.violence_total.now),
    }


def _violence() -> str:
    return _("Kekerasan terhadap perempuan dan anak")


def _late(service: str) -> str:
    return _("Terlambat atau belum dijawab (%(service)s)") % {"service": service}
