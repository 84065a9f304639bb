"""What people of kind B ask for, by category; and which of it hides like violence in totals."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NeedCategory(models.TextChoices):
    CIVIL = "civil", _("Administrasi kependudukan")
    MARRIAGE = "marriage", _("Perkawinan")
    ASSISTANCE = "assistance", _("Bantuan sosial")
    DTSEN = "dtsen", _("Data DTSEN")
    HEALTH = "health", _("Kesehatan")
    EDUCATION = "education", _("Pendidikan")
    WORK = "work", _("Kerja dan ekonomi")


class Need(models.TextChoices):
    ID_CARD = "id_card", _("KTP-el")
    FAMILY_CARD = "family_card", _("Kartu Keluarga")
    BIRTH_CERTIFICATE = "birth_certificate", _("Akta kelahiran")
    DEATH_CERTIFICATE = "death_certificate", _("Akta kematian")
    CHILD_CARD = "child_card", _("Kartu Identitas Anak (KIA)")
    MOVING_LETTER = "moving_letter", _("Surat pindah")
    DATA_CORRECTION = "data_correction", _("Perbaikan data")
    MARRIAGE_BOOK = "marriage_book", _("Buku nikah / isbat nikah")
    DIVORCE_CERTIFICATE = "divorce_certificate", _("Akta cerai")
    PKH = "pkh", _("PKH")
    FOOD = "food", _("Sembako/BPNT")
    BLT = "blt", _("BLT Dana Desa")
    HOUSING = "housing", _("Rumah tidak layak huni")
    SUBSIDY = "subsidy", _("Subsidi pupuk/energi")
    DISABILITY_AID = "disability_aid", _("Bantuan penyandang disabilitas")
    ELDERLY_AID = "elderly_aid", _("Bantuan lansia")
    ORPHAN_AID = "orphan_aid", _("Bantuan anak yatim")
    NOT_LISTED = "not_listed", _("Belum terdata")
    WRONG_DECILE = "wrong_decile", _("Desil keliru")
    REMOVED = "removed", _("Dikeluarkan dari data")
    PBI_INACTIVE = "pbi_inactive", _("PBI-JK/KIS nonaktif")
    BPJS_SELF = "bpjs_self", _("BPJS mandiri")
    ODGJ = "odgj", _("ODGJ")
    DROP_OUT = "drop_out", _("Putus sekolah")
    SCHOOL_AID = "school_aid", _("PIP/KIP")
    EQUIVALENCY = "equivalency", _("Kejar paket")
    MIGRANT_WORKER = "migrant_worker", _("Pekerja migran")
    BUSINESS_PERMIT = "business_permit", _("NIB/izin usaha")
    CAPITAL = "capital", _("Akses modal")


NEEDS: dict[NeedCategory, tuple[Need, ...]] = {
    NeedCategory.CIVIL: (
        Need.ID_CARD,
        Need.FAMILY_CARD,
        Need.BIRTH_CERTIFICATE,
        Need.DEATH_CERTIFICATE,
        Need.CHILD_CARD,
        Need.MOVING_LETTER,
        Need.DATA_CORRECTION,
    ),
    NeedCategory.MARRIAGE: (Need.MARRIAGE_BOOK, Need.DIVORCE_CERTIFICATE),
    NeedCategory.ASSISTANCE: (
        Need.PKH,
        Need.FOOD,
        Need.BLT,
        Need.HOUSING,
        Need.SUBSIDY,
        Need.DISABILITY_AID,
        Need.ELDERLY_AID,
        Need.ORPHAN_AID,
    ),
    NeedCategory.DTSEN: (Need.NOT_LISTED, Need.WRONG_DECILE, Need.REMOVED),
    NeedCategory.HEALTH: (Need.PBI_INACTIVE, Need.BPJS_SELF, Need.ODGJ),
    NeedCategory.EDUCATION: (Need.DROP_OUT, Need.SCHOOL_AID, Need.EQUIVALENCY),
    NeedCategory.WORK: (Need.MIGRANT_WORKER, Need.BUSINESS_PERMIT, Need.CAPITAL),
}
CATEGORY_OF: dict[Need, NeedCategory] = {need: group for group, needs in NEEDS.items() for need in needs}

# Counted in village totals like violence: under 10 hidden, zero included.
STIGMATISED = frozenset({Need.ODGJ, Need.DISABILITY_AID})
