"""A service a person can be referred to (lembaga layanan)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.models import Organisation
from villages.models import District, Regency

from ..directory import AnswerUnit, ProviderKind
from ..querysets import ProviderQuerySet
from .base import listed


class Provider(models.Model):
    name = models.CharField(_("nama"), max_length=120)
    kind = models.CharField(_("jenis"), max_length=20, choices=ProviderKind)
    services = models.JSONField(_("layanan"), default=list)  # values of directory.Service
    is_national = models.BooleanField(_("melayani seluruh Indonesia"), default=False)
    regencies = models.ManyToManyField(
        Regency, verbose_name=_("melayani kabupaten/kota"), related_name="+", blank=True
    )
    district = models.ForeignKey(
        District,
        models.PROTECT,
        verbose_name=_("kecamatan kantornya"),
        related_name="+",
        null=True,
        blank=True,
    )
    address = models.CharField(_("alamat"), max_length=200, blank=True)
    hours = models.CharField(_("jam buka"), max_length=80, blank=True)
    phone = models.CharField(_("telepon"), max_length=20, blank=True)  # E.164, or a short number: 129
    whatsapp = models.CharField(_("WhatsApp"), max_length=20, blank=True)  # E.164
    what_to_bring = models.TextField(_("yang perlu dibawa"), max_length=500, blank=True)
    answer_within = models.PositiveSmallIntegerField(_("harus menjawab dalam"), null=True, blank=True)
    answer_unit = models.CharField(_("satuan"), max_length=12, choices=AnswerUnit, blank=True)
    kept_by = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("dikelola oleh"), related_name="+", null=True, blank=True
    )
    is_active = models.BooleanField(_("masih melayani"), default=True)

    objects = ProviderQuerySet.as_manager()

    class Meta:
        verbose_name = _("layanan")
        verbose_name_plural = _("layanan")
        ordering = ["name", "id"]
        constraints = [
            listed("provider_kind_is_listed", "kind", ProviderKind),
            listed("provider_unit_is_listed", "answer_unit", AnswerUnit, blank=True),
            models.CheckConstraint(
                name="provider_shelter_has_no_address",
                condition=~Q(kind=ProviderKind.SHELTER) | Q(address="", district__isnull=True),
                violation_error_message=_("Alamat rumah aman tidak boleh disimpan. Kosongkan alamatnya."),
            ),
            models.CheckConstraint(
                name="provider_answer_rule_wholly_or_not",
                condition=Q(answer_within__isnull=True, answer_unit="")
                | Q(answer_within__isnull=False) & ~Q(answer_unit=""),
                violation_error_message=_(
                    "Isi lama waktu menjawab beserta satuannya, atau kosongkan keduanya."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name
