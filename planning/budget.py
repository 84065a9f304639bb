"""The words of a village's budget: what a proposal may be filed under, how it is paid for, where it stands.

Bidang and sub-bidang are those of the village budget (Permendagri 20/2018), by their codes.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

SECTORS = {
    "1": _("Penyelenggaraan pemerintahan"),
    "2": _("Pelaksanaan pembangunan"),
    "3": _("Pembinaan kemasyarakatan"),
    "4": _("Pemberdayaan masyarakat"),
    "5": _("Bencana, keadaan darurat, dan mendesak"),
}


class SubSector(models.TextChoices):
    """The first digit is the sector."""

    OPERATIONS = "1.1", _("1.1 Penghasilan tetap, tunjangan, dan operasional")
    FACILITIES = "1.2", _("1.2 Sarana dan prasarana pemerintahan")
    CIVIL = "1.3", _("1.3 Kependudukan, pencatatan sipil, statistik, dan kearsipan")
    GOVERNANCE = "1.4", _("1.4 Tata praja, perencanaan, keuangan, dan pelaporan")
    LAND = "1.5", _("1.5 Pertanahan")
    EDUCATION = "2.1", _("2.1 Pendidikan")
    HEALTH = "2.2", _("2.2 Kesehatan")
    WORKS = "2.3", _("2.3 Pekerjaan umum dan penataan ruang")
    HOUSING = "2.4", _("2.4 Kawasan permukiman")
    ENVIRONMENT = "2.5", _("2.5 Kehutanan dan lingkungan hidup")
    COMMUNICATION = "2.6", _("2.6 Perhubungan, komunikasi, dan informatika")
    ENERGY = "2.7", _("2.7 Energi dan sumber daya mineral")
    TOURISM = "2.8", _("2.8 Pariwisata")
    ORDER = "3.1", _("3.1 Ketenteraman, ketertiban, dan pelindungan masyarakat")
    CULTURE = "3.2", _("3.2 Kebudayaan dan keagamaan")
    YOUTH = "3.3", _("3.3 Kepemudaan dan olahraga")
    INSTITUTIONS = "3.4", _("3.4 Kelembagaan masyarakat")
    FISHERY = "4.1", _("4.1 Kelautan dan perikanan")
    FARMING = "4.2", _("4.2 Pertanian dan peternakan")
    CAPACITY = "4.3", _("4.3 Peningkatan kapasitas aparatur")
    WOMEN_AND_CHILDREN = "4.4", _("4.4 Pemberdayaan perempuan, perlindungan anak, dan keluarga")
    SMALL_BUSINESS = "4.5", _("4.5 Koperasi, usaha mikro, kecil, dan menengah")
    INVESTMENT = "4.6", _("4.6 Dukungan penanaman modal")
    TRADE = "4.7", _("4.7 Perdagangan dan perindustrian")
    DISASTER = "5.1", _("5.1 Penanggulangan bencana")
    EMERGENCY = "5.2", _("5.2 Keadaan darurat")
    URGENT = "5.3", _("5.3 Keadaan mendesak")


def grouped() -> list[tuple]:
    """The sub-sectors under their sectors, as a list of choices takes them."""
    return [
        (f"{digit}. {sector}", [(one.value, one.label) for one in SubSector if one.value[0] == digit])
        for digit, sector in SECTORS.items()
    ]


class FundSource(models.TextChoices):
    VILLAGE_FUND = "village_fund", _("Dana Desa")
    ALLOCATION = "allocation", _("Alokasi Dana Desa (ADD)")
    OWN_INCOME = "own_income", _("Pendapatan asli desa (PAD)")
    REGENCY = "regency", _("APBD kabupaten/kota")
    OTHER = "other", _("Lainnya")


OF_A_KELURAHAN = (FundSource.REGENCY, FundSource.OTHER)  # it has no budget of its own


class Implementation(models.TextChoices):
    SELF_MANAGED = "self_managed", _("Swakelola")
    BETWEEN_VILLAGES = "between_villages", _("Kerja sama antardesa")
    THIRD_PARTY = "third_party", _("Kerja sama pihak ketiga")


class Status(models.TextChoices):
    PROPOSED = "proposed", _("Diusulkan")
    MUSDES = "musdes", _("Musyawarah desa")
    RKPDES = "rkpdes", _("RKPDes")
    APBDES = "apbdes", _("APBDes")
    DONE = "done", _("Terlaksana")
    REFUSED = "refused", _("Ditolak")


BUDGETED = frozenset({Status.APBDES, Status.DONE})
