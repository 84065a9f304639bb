"""Closed lists of the case, aligned with SIMFONI-PPA where that system has one (not its official form)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from members.enums import Sex

__all__ = ["Sex"]  # one list of sexes for members and persons alike


class Kind(models.TextChoices):
    VIOLENCE = "violence", _("Kekerasan")
    SOCIAL = "social", _("Perlindungan sosial")


class Stage(models.TextChoices):
    """Kind A walks all five (SIMFONI v3), kind B the first, fourth and last."""

    RECEIVED = "received", _("Aduan diterima")
    ASSESSED = "assessed", _("Sudah dinilai")
    PLANNED = "planned", _("Rencana layanan")
    ASSISTED = "assisted", _("Didampingi")
    CLOSED = "closed", _("Selesai")


class Outcome(models.TextChoices):
    """How a case ended. There is no "damai": UU 12/2022 Ps 23."""

    SERVED = "served", _("Sudah dilayani")
    SOLVED_BY_GROUP = "solved_by_group", _("Selesai bersama kelompok")
    CHOSE_NOT_TO = "chose_not_to", _("Memilih tidak melanjutkan")
    UNAVAILABLE = "unavailable", _("Layanan tidak tersedia")
    MOVED_AWAY = "moved_away", _("Pindah tempat tinggal")
    DUPLICATE = "duplicate", _("Sudah tercatat di kasus lain")


class Urgency(models.TextChoices):
    EMERGENCY = "emergency", _("Darurat")
    URGENT = "urgent", _("Mendesak")
    NORMAL = "normal", _("Biasa")


class Safety(models.TextChoices):
    SAFE = "safe", _("Ya, sekarang aman")
    UNSAFE = "unsafe", _("Tidak aman")
    UNKNOWN = "unknown", _("Belum tahu")


class Channel(models.TextChoices):
    FACE_TO_FACE = "face_to_face", _("Bertemu langsung")
    PHONE = "phone", _("Telepon/WhatsApp")
    OUTREACH = "outreach", _("Ditemui kelompok")
    REFERRED = "referred", _("Dirujuk pihak lain")
    ODK = "odk", _("Formulir KoboCollect/ODK")


class ViolenceForm(models.TextChoices):
    PHYSICAL = "physical", _("Fisik")
    PSYCHOLOGICAL = "psychological", _("Psikis")
    SEXUAL = "sexual", _("Seksual")
    EXPLOITATION = "exploitation", _("Eksploitasi")
    TRAFFICKING = "trafficking", _("Perdagangan orang (TPPO)")
    NEGLECT = "neglect", _("Penelantaran")
    OTHER = "other_violence", _("Kekerasan lainnya")


class SexualKind(models.TextChoices):
    """UU 12/2022 Ps 4; child marriage belongs to forced marriage (Ps 10)."""

    NON_PHYSICAL = "non_physical", _("Pelecehan nonfisik")
    PHYSICAL = "physical", _("Pelecehan fisik")
    FORCED_CONTRACEPTION = "forced_contraception", _("Pemaksaan kontrasepsi")
    FORCED_STERILISATION = "forced_sterilisation", _("Pemaksaan sterilisasi")
    FORCED_MARRIAGE = "forced_marriage", _("Pemaksaan perkawinan, termasuk perkawinan anak")
    TORTURE = "torture", _("Penyiksaan seksual")
    EXPLOITATION = "exploitation", _("Eksploitasi seksual")
    SLAVERY = "slavery", _("Perbudakan seksual")
    ELECTRONIC = "electronic", _("Kekerasan seksual berbasis elektronik")
    RAPE = "rape", _("Perkosaan")
    INDECENT_ACTS = "indecent_acts", _("Perbuatan cabul")
    AGAINST_CHILD = "against_child", _("Persetubuhan, cabul, atau eksploitasi terhadap anak")
    CHILD_PORNOGRAPHY = "child_pornography", _("Pornografi yang melibatkan anak")
    FORCED_PROSTITUTION = "forced_prostitution", _("Pemaksaan pelacuran")
    TRAFFICKING = "trafficking", _("TPPO untuk eksploitasi seksual")
    DOMESTIC = "domestic", _("Kekerasan seksual dalam rumah tangga")
    UNKNOWN = "unknown", _("Belum diketahui")


class Scene(models.TextChoices):
    HOUSEHOLD = "household", _("Rumah tangga")
    WORKPLACE = "workplace", _("Tempat kerja")
    SCHOOL = "school", _("Sekolah")
    PUBLIC = "public", _("Fasilitas umum")
    SHORT_COURSE = "short_course", _("Lembaga pendidikan kilat")
    ONLINE = "online", _("Daring")
    OTHER = "other", _("Lainnya")


class Relation(models.TextChoices):
    """Of the alleged offender to the person."""

    PARENT = "parent", _("Orang tua")
    FAMILY = "family", _("Keluarga/saudara")
    SPOUSE = "spouse", _("Suami/istri")
    NEIGHBOUR = "neighbour", _("Tetangga")
    FRIEND = "friend", _("Pacar/teman")
    TEACHER = "teacher", _("Guru")
    EMPLOYER = "employer", _("Majikan")
    COLLEAGUE = "colleague", _("Rekan kerja")
    OTHER = "other", _("Lainnya")
    STRANGER = "stranger", _("Tidak dikenal")


class When(models.TextChoices):
    """When it happened, as people say it. The first two are within 72 hours."""

    TODAY = "today", _("Hari ini")
    THREE_DAYS = "three_days", _("Sampai 3 hari lalu")
    MONTH = "month", _("Bulan ini")
    LONGER = "longer", _("Lebih lama")
    REPEATED = "repeated", _("Berulang-ulang")


WITHIN_72_HOURS = frozenset({When.TODAY, When.THREE_DAYS})


class AgeBand(models.TextChoices):
    """Years; SIMFONI's bands. Under 18 is a child."""

    A0_5 = "0-5", _("0–5 tahun")
    A6_12 = "6-12", _("6–12 tahun")
    A13_17 = "13-17", _("13–17 tahun")
    A18_24 = "18-24", _("18–24 tahun")
    A25_44 = "25-44", _("25–44 tahun")
    A45_59 = "45-59", _("45–59 tahun")
    A60_UP = "60+", _("60 tahun ke atas")


CHILD_BANDS = frozenset({AgeBand.A0_5, AgeBand.A6_12, AgeBand.A13_17})


class Education(models.TextChoices):
    NONE = "none", _("Tidak sekolah")
    PAUD = "paud", _("PAUD")
    TK = "tk", _("TK")
    SD = "sd", _("SD")
    SLTP = "sltp", _("SLTP")
    SLTA = "slta", _("SLTA")
    HIGHER = "higher", _("Perguruan tinggi")


class Occupation(models.TextChoices):
    NONE = "none", _("Tidak bekerja")
    WORKING = "working", _("Bekerja")
    PUPIL = "pupil", _("Pelajar")
    HOUSEWIFE = "housewife", _("Ibu rumah tangga")
    EMPLOYEE = "employee", _("Swasta/buruh")
    STATE = "state", _("PNS/TNI/Polri")
    TRADE_FARM_FISH = "trade_farm_fish", _("Pedagang/tani/nelayan")


class MaritalStatus(models.TextChoices):
    SINGLE = "single", _("Belum menikah")
    MARRIED = "married", _("Menikah")
    SIRI = "siri", _("Siri")
    DIVORCED = "divorced", _("Cerai hidup")
    WIDOWED = "widowed", _("Cerai mati")


class Disability(models.TextChoices):
    """UU 8/2016."""

    PHYSICAL = "physical", _("Fisik")
    INTELLECTUAL = "intellectual", _("Intelektual")
    MENTAL = "mental", _("Mental")
    BLIND = "blind", _("Sensorik netra")
    DEAF = "deaf", _("Sensorik rungu")
    MUTE = "mute", _("Sensorik wicara")
    MULTIPLE = "multiple", _("Ganda")


class PersonRole(models.TextChoices):
    CONCERNED = "concerned", _("Orang yang kita dampingi")  # korban of kind A, pemohon of kind B
    REPORTER = "reporter", _("Pelapor")
    REPORTED = "reported", _("Terlapor")


class ConsentPurpose(models.TextChoices):
    RECORD = "record", _("Boleh dicatat")
    REFER = "refer", _("Boleh dirujuk")
    COUNT = "count", _("Boleh dihitung tanpa nama")
    COMPLAIN = "complain", _("Boleh mengadukan layanan")  # UU 25/2009


class ConsentDecision(models.TextChoices):
    GIVEN = "given", _("Setuju")
    REFUSED = "refused", _("Tidak setuju")
    WITHDRAWN = "withdrawn", _("Berubah pikiran")
    VITAL = "vital", _("Tanpa persetujuan: demi keselamatan")  # UU 27/2022 Ps 20, kepentingan vital


class ConsentGiver(models.TextChoices):
    PERSON = "person", _("Yang bersangkutan")
    GUARDIAN = "guardian", _("Orang tua/wali")
    NOBODY = "nobody", _("Tidak ada, demi keselamatan")


class ConsentMethod(models.TextChoices):
    SPOKEN = "spoken", _("Lisan")
    WRITTEN = "written", _("Tertulis")
    THUMBPRINT = "thumbprint", _("Cap jempol")
    RECORDED = "recorded", _("Rekaman")


class PaperPart(models.TextChoices):
    """What a case on paper can hold, in this order; each part only where somebody asked for it."""

    PERSONS = "persons", _("Orang dan cara menghubunginya")
    STORY = "story", _("Kejadian dan cerita")
    CONSENTS = "consents", _("Persetujuan")
    ASSESSMENTS = "assessments", _("Asesmen")
    PLAN = "plan", _("Rencana layanan")
    NOTES = "notes", _("Tindak lanjut")
    REFERRALS = "referrals", _("Rujukan dan jawaban layanan")
    TIMELINE = "timeline", _("Riwayat, tanpa isi catatan")
    SAFETY_PLAN = "safety_plan", _("Rencana keselamatan")


class PrintReason(models.TextChoices):
    """Why a case is put on paper; the code goes into the audit."""

    HEARING = "hearing", _("Sidang atau pemeriksaan")
    HAND_OVER = "hand_over", _("Serah terima pendampingan")
    REQUEST = "request", _("Permintaan orangnya sendiri")
    CONFERENCE = "conference", _("Pembahasan kasus")
    OTHER = "other", _("Alasan lain")


class ExportReason(models.TextChoices):
    """Why an officer takes cases away as rows; the code goes into the audit."""

    ANALYSIS = "export_analysis", _("Analisis dan perencanaan program")
    REPORT = "export_report", _("Laporan program")
    SUPERVISION = "export_supervision", _("Pemeriksaan pendampingan")
    SERVICE = "export_service", _("Pendampingan bersama layanan")


# What is done with people themselves; for a report or an analysis no name is needed.
NEEDS_IDENTITY = {ExportReason.SUPERVISION, ExportReason.SERVICE}


class AssessmentKind(models.TextChoices):
    SAFETY = "safety", _("Asesmen keselamatan")  # kind A
    NEEDS = "needs", _("Asesmen kebutuhan")  # kind B


class ActionState(models.TextChoices):
    OPEN = "open", _("Belum")
    DONE = "done", _("Sudah")
    NOT_POSSIBLE = "not_possible", _("Tidak bisa")


class Satisfaction(models.TextChoices):
    """Whether the person was content with a service."""

    YES = "yes", _("Puas")
    PARTLY = "partly", _("Sebagian")
    NO = "no", _("Tidak puas")


class Feeling(models.TextChoices):
    """How the person feels about her case when it closes; she may leave it unsaid."""

    BETTER = "better", _("Lebih baik")
    SAME = "same", _("Sama saja")
    WORSE = "worse", _("Lebih berat")


class TransferState(models.TextChoices):
    OFFERED = "offered", _("Menunggu jawaban")
    ACCEPTED = "accepted", _("Diterima")
    DECLINED = "declined", _("Tidak diterima")
    TAKEN_BACK = "taken_back", _("Ditarik kembali")


class SameBy(models.TextChoices):
    """Why two cases may be the same."""

    PHONE = "phone", _("Nomor telepon sama")
    NIK = "nik", _("NIK sama")
    SIMILAR = "similar", _("Desa, kebutuhan, dan waktunya mirip")


class FileKind(models.TextChoices):
    PHOTO = "photo", _("Foto")
    PDF = "pdf", _("PDF")


class ContactWay(models.TextChoices):
    """How she can be reached without anyone at home learning of it (Complaint.safe_contact["way"])."""

    WHATSAPP = "whatsapp", _("Lewat WhatsApp")
    CALL = "call", _("Ditelepon")
    VISIT = "visit", _("Didatangi")
    TRUSTED = "trusted", _("Lewat orang yang ia percaya")
    COMES = "comes", _("Jangan dihubungi, ia yang datang")


class ContactHours(models.TextChoices):
    """When it is safe (Complaint.safe_contact["hours"])."""

    ANY = "any", _("Kapan saja")
    MORNING = "morning", _("Pagi")
    MIDDAY = "midday", _("Siang")
    EVENING = "evening", _("Sore atau malam")


class NoteKind(models.TextChoices):
    VISIT = "visit", _("Kunjungan")
    CALL = "call", _("Telepon/WhatsApp")
    ACCOMPANIED = "accompanied", _("Mendampingi ke layanan")
    MEETING = "meeting", _("Pertemuan")
    PAPERS = "papers", _("Mengurus surat")
    OTHER = "other", _("Lainnya")


class FirstHelp(models.TextChoices):
    """What the volunteer does about a need of kind B on the spot."""

    SOLVED = "solved", _("Selesai sekarang")
    ACCOMPANY = "accompany", _("Saya dampingi")
    REFER = "refer", _("Rujuk ke layanan")


class OpeningReason(models.TextChoices):
    """Why an officer opens a sealed case."""

    REVIEW = "review", _("Peninjauan kasus")
    SAFETY = "safety", _("Keselamatan orangnya")
    SUPPORT = "support", _("Relawan meminta bantuan")
    REFERRAL = "referral", _("Rujukan tidak dijawab")
    REQUEST = "request", _("Permintaan orangnya sendiri")
    LAW = "law", _("Kewajiban hukum")
    OTHER = "other", _("Alasan lain (tulis)")
