"""The planning year of a village: its steps as they usually fall, and which one comes next. Pure.

Of a desa after PP 43/2014; a kelurahan has a musrenbang of its own instead of musdes and RKPDes. When
exactly, each regency says for itself (planning.PlanningStep).
"""

import calendar
import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db import models
from django.utils.translation import gettext_lazy as _

Day = tuple[int, int]  # (month, day) of any year


class StepKey(models.TextChoices):
    PROPOSALS = "proposals", _("Menyusun usulan")
    MEETING = "meeting", _("Musyawarah desa / musrenbang kelurahan")
    MUSRENBANG = "musrenbang", _("Musrenbang desa")
    PLAN = "plan", _("Penetapan RKPDes")
    BUDGET = "budget", _("Pembahasan APBDes")
    BUDGET_ENACTED = "budget_enacted", _("Penetapan APBDes")


@dataclass(frozen=True)
class YearStep:
    """``desa`` and ``kelurahan`` are what the step is called there; where it has no name, it is not taken.
    It may run over New Year: then ``ends`` is earlier in the year than ``starts``.
    """

    key: str
    desa: str
    kelurahan: str
    starts: Day
    ends: Day
    ready: str  # what to have ready

    def name(self, *, is_kelurahan: bool) -> str:
        return self.kelurahan if is_kelurahan else self.desa


_COLLECT = _("menyusun usulan dari kasus dan kegiatan kelompok")
STEPS = (
    YearStep(
        *(StepKey.PROPOSALS, _COLLECT, _COLLECT, (1, 1), (5, 31)),
        ready=_("Lihat rekap setahun: kebutuhan apa yang paling sering? Pilih yang bisa dijawab desa."),
    ),
    YearStep(
        *(StepKey.MEETING, _("musyawarah desa"), _("musrenbang kelurahan"), (6, 1), (6, 30)),
        ready=_(
            "Cetak ringkasan tanpa nama, siapkan usulan dengan buktinya, dan sepakati siapa yang bicara."
        ),
    ),
    YearStep(
        *(StepKey.MUSRENBANG, _("musrenbang desa"), "", (7, 1), (9, 29)),
        ready=_("Pastikan usulan kelompok ada di rancangan RKPDes. Bawa volume dan perkiraan biayanya."),
    ),
    YearStep(
        *(StepKey.PLAN, _("penetapan RKPDes"), "", (9, 30), (9, 30)),
        ready=_("Tanyakan usulan mana yang masuk, dan alasan bagi yang belum."),
    ),
    YearStep(
        *(StepKey.BUDGET, _("pembahasan APBDes"), "", (10, 1), (10, 31)),
        ready=_("Kawal usulan yang sudah masuk RKPDes agar mendapat anggaran."),
    ),
    YearStep(
        *(StepKey.BUDGET_ENACTED, _("penetapan APBDes"), "", (12, 31), (12, 31)),
        ready=_("Catat usulan mana yang dibiayai tahun depan."),
    ),
)


@dataclass(frozen=True)
class Occurrence:
    """A step as it falls in one year, both days included."""

    step: YearStep
    title: str
    starts: datetime.date
    ends: datetime.date


@dataclass(frozen=True)
class Standing:
    """Where in the planning year a village stands: what runs, and what begins next."""

    running: tuple[Occurrence, ...]
    coming: Occurrence | None


def standing(steps: Iterable[YearStep], *, is_kelurahan: bool, today: datetime.date) -> Standing:
    found = [one for step in steps for one in _around(step, is_kelurahan, today)]
    running = sorted((one for one in found if one.starts <= today <= one.ends), key=lambda one: one.ends)
    coming = min((one for one in found if one.starts > today), key=lambda one: one.starts, default=None)
    return Standing(tuple(running), coming)


def _around(step: YearStep, is_kelurahan: bool, today: datetime.date) -> list[Occurrence]:
    """As it falls in the year before, this year and the next; nothing where it is not taken."""
    if not step.name(is_kelurahan=is_kelurahan):
        return []
    over_new_year = step.ends < step.starts
    return [
        Occurrence(
            step,
            str(step.name(is_kelurahan=is_kelurahan)),
            day_in(year, step.starts),
            day_in(year + over_new_year, step.ends),
        )
        for year in (today.year - 1, today.year, today.year + 1)
    ]


def day_in(year: int, day: Day) -> datetime.date:
    """29 February falls on the 28th where there is none."""
    month, number = day
    return datetime.date(year, month, min(number, calendar.monthrange(year, month)[1]))


def overridden(steps: Iterable[YearStep], rows: Iterable) -> tuple[YearStep, ...]:
    """``steps`` with what ``rows`` (planning.PlanningStep) say otherwise; of two rows of a step the later
    one in the list speaks.
    """
    told = {step.key: step for step in steps}
    for row in rows:
        step = told[row.key]
        told[row.key] = replace(
            step,
            starts=(row.from_month, row.from_day),
            ends=(row.to_month, row.to_day),
            desa=step.desa and (row.title_desa or step.desa),
            kelurahan=step.kelurahan and (row.title_kelurahan or step.kelurahan),
            ready=row.ready or step.ready,
        )
    return tuple(told.values())
