"""Yayasan BaKTI and the partners who set up and accompany the groups."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from villages.models import Regency

from ..querysets import OrganisationQuerySet


class Organisation(models.Model):
    name = models.CharField(_("nama"), max_length=120, unique=True)
    short_name = models.CharField(_("singkatan"), max_length=20, unique=True)
    is_lead = models.BooleanField(
        _("lembaga induk"), default=False, help_text=_("Petugasnya melihat kelompok di semua wilayah.")
    )
    regencies = models.ManyToManyField(
        Regency, verbose_name=_("wilayah kerja"), related_name="organisations", blank=True
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("lembaga")
        verbose_name_plural = _("lembaga")
        ordering = ["short_name"]

    def __str__(self) -> str:
        return self.short_name
