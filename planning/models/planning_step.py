"""When a step of the planning year falls in a regency, in the place of what planning.year says."""

from django.db import models
from django.db.models import Q
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from complaints.models.base import Worded, listed
from villages.models import Regency

from ..year import StepKey

LONGEST = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}
LENGTHS = {month: LONGEST.get(month, 31) for month in MONTHS}


def _is_a_day(name: str) -> Q:
    """Of a leap year; 29 February falls a day earlier in the others."""
    found = Q()
    for month, length in LENGTHS.items():
        found |= Q(**{f"{name}_month": month, f"{name}_day__range": (1, length)})
    return found


def _month(label) -> models.SmallIntegerField:
    return models.SmallIntegerField(label, choices=list(MONTHS.items()))


class PlanningStepQuerySet(models.QuerySet):
    def of(self, regency_code: str):
        """In use for that regency: first those for all regencies, then its own, which say the last word."""
        rows = self.filter(Q(regency=None) | Q(regency=regency_code), is_active=True)
        return rows.order_by(models.F("regency").asc(nulls_first=True), "key")


class PlanningStep(Worded):
    key = models.CharField(_("langkah"), max_length=20, choices=StepKey)
    regency = models.ForeignKey(
        Regency,
        models.PROTECT,
        verbose_name=_("kabupaten/kota"),
        related_name="+",
        null=True,
        blank=True,
        help_text=_("Kosongkan bila berlaku di semua kabupaten/kota."),
    )
    from_month, from_day = _month(_("mulai: bulan")), models.SmallIntegerField(_("mulai: tanggal"))
    to_month, to_day = _month(_("sampai: bulan")), models.SmallIntegerField(_("sampai: tanggal"))
    title_desa = models.CharField(
        _("sebutan di desa"), max_length=80, blank=True, help_text=_("Kosong: seperti biasa.")
    )
    title_kelurahan = models.CharField(
        _("sebutan di kelurahan"), max_length=80, blank=True, help_text=_("Kosong: seperti biasa.")
    )
    ready = models.CharField(
        _("yang perlu disiapkan"), max_length=300, blank=True, help_text=_("Kosong: seperti biasa.")
    )
    is_active = models.BooleanField(_("dipakai"), default=True)

    objects = PlanningStepQuerySet.as_manager()

    class Meta:
        verbose_name = _("tanggal tahun perencanaan")
        verbose_name_plural = _("tanggal tahun perencanaan")
        ordering = ["regency", "from_month", "from_day", "id"]
        constraints = [
            listed("planning_step_key_is_listed", "key", StepKey),
            models.CheckConstraint(
                name="planning_step_starts_on_a_day",
                condition=_is_a_day("from"),
                violation_error_message=_("Tanggal mulai ini tidak ada di bulannya."),
            ),
            models.CheckConstraint(
                name="planning_step_ends_on_a_day",
                condition=_is_a_day("to"),
                violation_error_message=_("Tanggal akhir ini tidak ada di bulannya."),
            ),
            models.UniqueConstraint(
                fields=["key", "regency"],
                name="planning_step_once_in_a_regency",
                violation_error_message=_("Langkah ini sudah punya tanggal di kabupaten/kota itu."),
            ),
            models.UniqueConstraint(
                fields=["key"],
                condition=Q(regency=None),
                name="planning_step_once_for_all",
                violation_error_message=_("Langkah ini sudah punya tanggal untuk semua kabupaten/kota."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_key_display()
