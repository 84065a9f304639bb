"""Closed lists of what a person may ask of what is kept about her (UU 27/2022)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RightsKind(models.TextChoices):
    """What a person can ask of what is kept about her (UU 27/2022 Ps 5-9)."""

    ACCESS = "access", _("Melihat apa yang tersimpan")
    CORRECT = "correct", _("Membetulkan isinya")
    WITHDRAW = "withdraw", _("Menarik persetujuan")
    ERASE = "erase", _("Menghapus catatannya")


class RightsAsker(models.TextChoices):
    PERSON = "person", _("Orangnya sendiri")
    GUARDIAN = "guardian", _("Orang tua/wali")
    OTHER = "other", _("Orang lain yang ia beri kuasa")


class IdentityCheck(models.TextChoices):
    """How it was made sure that whoever asks may ask."""

    KNOWN = "known", _("Pendamping mengenalnya")
    CARD = "card", _("KTP atau Kartu Keluarga ditunjukkan")
    LETTER = "letter", _("Surat kuasa atau surat wali ditunjukkan")
    NONE = "none", _("Belum dipastikan")


class RightsWay(models.TextChoices):
    """How it came."""

    SPOKEN = "spoken", _("Langsung, lisan")
    PHONE = "phone", _("Telepon/WhatsApp")
    LETTER = "letter", _("Surat")
    OTHER = "other", _("Lewat orang lain")


class RightsState(models.TextChoices):
    OPEN = "open", _("Menunggu")
    DONE = "done", _("Sudah dipenuhi")
    REFUSED = "refused", _("Ditolak")


class RightsRefusal(models.TextChoices):
    """The only reasons for which a request is refused (UU 27/2022 Ps 15, UU 12/2022)."""

    NOT_PROVEN = "not_proven", _("Belum pasti siapa yang meminta")
    LEGAL_DUTY = "legal_duty", _("Kewajiban hukum: catatan diperlukan proses hukum")
    SAFETY = "endangers", _("Membahayakan keselamatan seseorang")
    GUARDIAN_REPORTED = "reported", _("Yang meminta adalah terlapor")
    TAKEN_BACK = "taken_back", _("Peminta mencabut permintaannya")


class PurgeReason(models.TextChoices):
    """Why a case was destroyed: what is counted of it stays, all that was written is gone."""

    TERM = "term", _("Dihapus sesuai masa simpan")
    WISH = "wish", _("Dihapus atas permintaan orangnya")
