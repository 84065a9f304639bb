"""The official places, keyed by their official codes ("52.03.17.2003").

The list is Kepmendagri's; ``import_villages`` is the only writer. A code that leaves the list stays
here, marked, since groups and cases hold on to it.
"""

from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Substr
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from . import names, zones
from .querysets import PlaceQuerySet, VillageQuerySet


def _code_within(parent: str, length: int, *, name: str) -> models.CheckConstraint:
    """A code begins with its parent's, so a village cannot hang under a foreign kecamatan."""
    return models.CheckConstraint(
        name=name,
        condition=Q(Exact(Substr(F("code"), 1, length), F(parent))),
        violation_error_message=_("Kode ini tidak termasuk wilayah di atasnya."),
    )


def _kind_has_digit(kind: str, digit: str) -> Q:
    return Q(kind=kind) & Q(Exact(Substr(F("code"), 10, 1), Value(digit)))


class Place(models.Model):
    """What all four levels share."""

    name = models.CharField(_("nama"), max_length=80)
    search_name = models.CharField(_("nama untuk pencarian"), max_length=80, db_index=True, editable=False)
    withdrawn_on = models.DateField(
        _("keluar dari daftar resmi"),
        null=True,
        blank=True,
        help_text=_("Tanggal impor yang tidak lagi memuat kode ini."),
    )

    objects = PlaceQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Province(Place):
    code = models.CharField(_("kode"), max_length=2, primary_key=True)

    class Meta(Place.Meta):
        verbose_name = _("provinsi")
        verbose_name_plural = _("provinsi")

    @property
    def zone(self) -> ZoneInfo:
        return zones.zone_of(self.pk)


class Regency(Place):
    """A kabupaten or kota; its name carries the word: "Kabupaten Kupang" is not "Kota Kupang"."""

    code = models.CharField(_("kode"), max_length=5, primary_key=True)
    province = models.ForeignKey(
        Province, models.PROTECT, verbose_name=_("provinsi"), related_name="regencies"
    )

    class Meta(Place.Meta):
        verbose_name = _("kabupaten/kota")
        verbose_name_plural = _("kabupaten/kota")
        constraints = [_code_within("province_id", 2, name="regency_code_within_province")]

    @property
    def short_name(self) -> str:
        """ "Kab. Lombok Timur", "Kota Mataram"."""
        return names.shortened(self.name)


class District(Place):
    code = models.CharField(_("kode"), max_length=8, primary_key=True)
    regency = models.ForeignKey(
        Regency, models.PROTECT, verbose_name=_("kabupaten/kota"), related_name="districts"
    )

    class Meta(Place.Meta):
        verbose_name = _("kecamatan")
        verbose_name_plural = _("kecamatan")
        constraints = [_code_within("regency_id", 5, name="district_code_within_regency")]

    def __str__(self) -> str:
        """ "Kec. Labuhan Haji, Kab. Lombok Timur"; there is another one in Aceh. Needs the regency."""
        return f"{self.short_name}, {self.regency.short_name}"

    @property
    def short_name(self) -> str:
        """ "Kec. Labuhan Haji"; in the provinces of Papua it is called distrik."""
        word = "Distrik" if self.pk.startswith("9") else "Kec."
        return f"{word} {self.name}"


class Village(Place):
    class Kind(models.TextChoices):
        KELURAHAN = "kelurahan", _("Kelurahan")
        DESA = "desa", _("Desa")
        DESA_ADAT = "desa_adat", _("Desa adat")

    KIND_DIGITS = {"1": Kind.KELURAHAN, "2": Kind.DESA, "3": Kind.DESA_ADAT}

    code = models.CharField(_("kode"), max_length=13, primary_key=True)
    district = models.ForeignKey(
        District, models.PROTECT, verbose_name=_("kecamatan"), related_name="villages"
    )
    kind = models.CharField(_("jenis"), max_length=10, choices=Kind)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("bergabung ke"),
        related_name="merged",
        null=True,
        blank=True,
        help_text=_("Bila desa ini keluar dari daftar karena digabung: desa penerusnya."),
    )

    objects = VillageQuerySet.as_manager()

    class Meta(Place.Meta):
        verbose_name = _("desa/kelurahan")
        verbose_name_plural = _("desa/kelurahan")
        constraints = [
            _code_within("district_id", 8, name="village_code_within_district"),
            models.CheckConstraint(
                name="village_kind_as_its_code_says",
                condition=_kind_has_digit("kelurahan", "1")
                | _kind_has_digit("desa", "2")
                | _kind_has_digit("desa_adat", "3"),
                violation_error_message=_(
                    "Jenis tidak sesuai dengan kodenya (1 kelurahan, 2 desa, 3 desa adat)."
                ),
            ),
            models.CheckConstraint(
                name="village_not_merged_into_itself",
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("code")),
                violation_error_message=_("Sebuah desa tidak bisa bergabung ke dirinya sendiri."),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """ "Teros – Kec. Labuhan Haji, Kab. Lombok Timur"; names repeat, so this is what people see."""
        return f"{self.name} – {self.place_line}"

    @property
    def place_line(self) -> str:
        """ "Kec. Labuhan Haji, Kab. Lombok Timur"; needs ``with_place()`` to stay one query."""
        return str(self.district)

    @property
    def formal_name(self) -> str:
        """ "Desa Teros", "Kelurahan Lompoe": as a letter's head says it."""
        return f"{self.get_kind_display()} {self.name}"

    @property
    def is_kelurahan(self) -> bool:
        """An office of the city or kabupaten: it has no budget and no musyawarah desa of its own."""
        return self.kind == self.Kind.KELURAHAN

    @property
    def is_merged(self) -> bool:
        """It left the list, and goes on in another one."""
        return bool(self.withdrawn_on and self.merged_into_id)

    @property
    def successors(self) -> list["Village"]:
        """The villages into which it went over, one after the other: two steps at most."""
        if not self.is_merged:
            return []
        into = self.merged_into
        return [into, into.merged_into] if into.is_merged else [into]

    @property
    def successor(self) -> "Village":
        """The village it was merged into, also by way of another one; itself while it is on the list."""
        return [self, *self.successors][-1]

    @property
    def regency_code(self) -> str:
        return names.regency_of(self.pk)

    @property
    def zone(self) -> ZoneInfo:
        """Read from the code, without a query."""
        return zones.zone_of(self.pk)
