"""A community group in one village, recognised by a decree (SK) of its head."""

import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from villages.models import Village

from ..querysets import GroupQuerySet
from .organisation import Organisation

SK_NOTICE = datetime.timedelta(days=90)


class Group(models.Model):
    label = models.CharField(
        _("sebutan"),
        max_length=60,
        default="Kelompok Konstituen",
        help_text=_("Misalnya Kelompok Konstituen atau Kelompok Pemerhati Desa."),
    )
    name = models.CharField(_("nama"), max_length=80, help_text=_("Misalnya KK Teros atau KK Mekar."))
    village = models.ForeignKey(
        Village, models.PROTECT, verbose_name=_("desa/kelurahan"), related_name="groups"
    )
    partner = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("mitra pendamping"), related_name="groups"
    )
    programme = models.CharField(_("program"), max_length=60, default="INKLUSI")
    founded_on = models.DateField(_("tanggal dibentuk"), null=True, blank=True)
    sk_number = models.CharField(_("nomor SK"), max_length=60, blank=True)
    sk_date = models.DateField(_("tanggal SK"), null=True, blank=True)
    sk_ends_on = models.DateField(_("SK berlaku sampai"), null=True, blank=True)
    ended_on = models.DateField(_("tidak aktif sejak"), null=True, blank=True)

    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("kelompok")
        verbose_name_plural = _("kelompok")
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                name="group_sk_ends_after_it_begins",
                condition=Q(sk_ends_on__isnull=True)
                | Q(sk_date__isnull=True)
                | Q(sk_ends_on__gte=F("sk_date")),
                violation_error_message=_("SK berakhir sebelum tanggal SK. Periksa kedua tanggal."),
            ),
            models.UniqueConstraint(
                fields=["village", "name"],
                name="group_name_once_in_a_village",
                violation_error_message=_("Di desa ini sudah ada kelompok dengan nama ini."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def sk_has_lapsed(self, today: datetime.date) -> bool:
        return self.sk_ends_on is not None and self.sk_ends_on < today

    def sk_lapses_soon(self, today: datetime.date) -> bool:
        """Within 90 days: a new decree takes the village office about that long."""
        return self.sk_ends_on is not None and today <= self.sk_ends_on <= today + SK_NOTICE
