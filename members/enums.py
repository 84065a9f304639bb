"""Closed lists of groups and their members (words of the programme), and of what people log in with."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sex(models.TextChoices):
    FEMALE = "female", _("Perempuan")
    MALE = "male", _("Laki-laki")


class Position(models.TextChoices):
    CHAIR = "chair", _("Ketua")
    CLERK = "clerk", _("Sekretaris")
    TREASURER = "treasurer", _("Bendahara")
    COORDINATOR = "coordinator", _("Koordinator divisi")
    MEMBER = "member", _("Anggota")


class Division(models.TextChoices):
    PUBLIC_RELATIONS = "public_relations", _("Humas")
    ECONOMY = "economy", _("Ekonomi")
    DATA = "data", _("Pendataan")
    COMPLAINTS = "complaints", _("Pengaduan")


class PublicPost(models.TextChoices):
    """Posts in the village government; whoever holds one reads only cases assigned by name."""

    VILLAGE_HEAD = "village_head", _("Kepala desa/lurah")
    SECRETARY = "secretary", _("Sekretaris desa/kelurahan")
    OFFICIAL = "official", _("Perangkat desa/kelurahan")
    HAMLET_HEAD = "hamlet_head", _("Kepala dusun/kawil/lingkungan")
    NEIGHBOURHOOD_HEAD = "neighbourhood_head", _("Ketua RT/RW")
    COUNCIL = "council", _("Anggota BPD")


class Inclusion(models.TextChoices):
    """What a member may say of herself; told only in totals, never beside a name."""

    POOR = "poor", _("Keluarga miskin")
    DISABILITY = "disability", _("Penyandang disabilitas")
    CHILD = "child", _("Anak")
    ELDERLY = "elderly", _("Lansia")
    FEMALE_HEAD = "female_head", _("Perempuan kepala keluarga")
    TRANSGENDER = "transgender", _("Transpuan/transgender")
    MINORITY = "minority", _("Kelompok minoritas lain")


class InclusionReason(models.TextChoices):
    """Why what a member said of herself is written anew."""

    TOLD = "told", _("Anggota menyampaikannya")
    CORRECTED = "corrected", _("Anggota memperbaikinya")
    WITHDRAWN = "withdrawn", _("Anggota menarik keterangannya")


class FactorKind(models.TextChoices):
    APP = "app", _("Aplikasi kode")
    PASSKEY = "passkey", _("Kunci sandi")


class FactorResetReason(models.TextChoices):
    """Why an administrator takes somebody's second factor away."""

    LOST_PHONE = "lost_phone", _("HP hilang atau rusak")
    STOLEN_PHONE = "stolen_phone", _("HP dicuri")
    NEW_PHONE = "new_phone", _("Ganti HP, kode lama tidak terbawa")
    LOST_CODES = "lost_codes", _("Kode cadangan hilang")


class Browser(models.TextChoices):
    """What a session is used with, as told in the list of one's own; see members/devices.py."""

    CHROME = "chrome", "Chrome"
    FIREFOX = "firefox", "Firefox"
    SAFARI = "safari", "Safari"
    SAMSUNG = "samsung", "Samsung Internet"
    EDGE = "edge", "Edge"
    OPERA = "opera", "Opera"
    UC = "uc", "UC Browser"
    OTHER = "other", _("Peramban lain")


class System(models.TextChoices):
    ANDROID = "android", _("HP Android")
    IPHONE = "iphone", _("iPhone")
    IPAD = "ipad", _("iPad")
    WINDOWS = "windows", _("komputer Windows")
    MAC = "mac", _("komputer Mac")
    CHROMEBOOK = "chromebook", _("Chromebook")
    LINUX = "linux", _("komputer Linux")
    OTHER = "other", _("perangkat lain")
