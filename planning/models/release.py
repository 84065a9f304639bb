"""Figures as they were released: frozen, so that a village reads tomorrow what it read today."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from complaints.statistics import Figures

FIRST_YEAR = 2014  # the first groups were set up


class Release(models.Model):
    """What was told of one place and one span. It holds released figures alone, never a count."""

    place = models.CharField(_("kode tempat"), max_length=13)  # of a village, kecamatan or kabupaten
    year = models.PositiveSmallIntegerField(_("tahun"))
    quarter = models.PositiveSmallIntegerField(_("triwulan"), default=0, validators=[MaxValueValidator(4)])
    stored = models.JSONField(_("angka"))  # Figures.as_json()
    made_at = models.DateTimeField(_("dirilis"), default=timezone.now)

    class Meta:
        verbose_name = _("rilis angka")
        verbose_name_plural = _("rilis angka")
        ordering = ["place", "-year", "-quarter"]
        constraints = [
            models.UniqueConstraint(fields=["place", "year", "quarter"], name="release_once"),
            models.CheckConstraint(name="release_of_a_quarter_or_year", condition=Q(quarter__lte=4)),
            models.CheckConstraint(name="release_year_of_a_group", condition=Q(year__gte=FIRST_YEAR)),
        ]

    @property
    def figures(self) -> Figures:
        return Figures.from_json(self.stored)
