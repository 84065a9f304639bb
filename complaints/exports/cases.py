"""Cases as rows, for officers who analyse or supervise: one row each, without identity unless it is granted.

Rows are exact and may point at a person. The file leaves through the officer's own login, under a password,
and is recorded (admin/case_export.py). Cases whose person did not agree to be counted stay out.
"""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from safeguards.identifiers import mask_digits, show_case_number
from safeguards.phones import show_phone
from safeguards.spreadsheets import RowWriter, SafeWorkbook

from .. import enums, policies
from ..directory import ReferralState
from ..models import Complaint, Person, Referral
from ..needs import Need, NeedCategory

BATCH = 500
HEADS_AT = 2  # the row of the columns' titles; above it who, when, which, how many
LABELS = {**dict(Need.choices), **dict(NeedCategory.choices), **dict(enums.ViolenceForm.choices)}
REFUSED = {ReferralState.DECLINED, ReferralState.NOT_SERVED}


@dataclass(frozen=True)
class Told:
    """What the first row of the file says of it; ``filters`` in words."""

    by: str
    reason: str
    filters: str
    left_out: int


@dataclass(frozen=True)
class Line:
    """A case with the people and referrals that its row tells of."""

    case: Complaint
    person: Person | None
    reported: list[Person] = field(default_factory=list)
    referrals: list[Referral] = field(default_factory=list)

    @classmethod
    def of(cls, case: Complaint) -> "Line":
        people = list(case.persons.all())
        concerned = [one for one in people if one.role == enums.PersonRole.CONCERNED]
        reported = [one for one in people if one.role == enums.PersonRole.REPORTED]
        return cls(case, next(iter(concerned), None), reported, list(case.referrals.all()))

    def of_person(self, name: str) -> str:
        """The words of a field of the person concerned."""
        return getattr(self.person, f"get_{name}_display")() if self.person else ""

    def count(self, fits: Callable[[Referral], bool]) -> int:
        return sum(map(fits, self.referrals))


def day(moment: datetime.datetime | None) -> datetime.date | None:
    return timezone.localtime(moment).date() if moment else None


def yes_no(value: bool | None) -> str:
    return "" if value is None else _("ya") if value else _("tidak")


def words(values, labels: dict) -> str:
    return ", ".join(str(labels.get(value, value)) for value in values)


def _answered_late(referral: Referral) -> bool:
    answered, due = referral.answered_at, referral.due_at
    return answered is not None and due is not None and answered > due


def _spelled(name: str) -> Callable[[Line], str]:
    """The words of a closed list of the case."""
    return lambda line: getattr(line.case, f"get_{name}_display")()


def _person(name: str) -> Callable[[Line], str]:
    return lambda line: line.of_person(name)


COLUMNS: list[tuple[str, Callable[[Line], object]]] = [
    (gettext_lazy("Nomor"), lambda line: show_case_number(line.case.number)),
    (gettext_lazy("Jenis"), _spelled("kind")),
    (gettext_lazy("Bentuk atau kebutuhan"), _spelled("category")),
    (gettext_lazy("Rincian"), _spelled("need")),
    (gettext_lazy("Yang lain"), lambda line: words(line.case.further, LABELS)),
    (gettext_lazy("Kedaruratan"), _spelled("urgency")),
    (gettext_lazy("Aman sekarang?"), _spelled("safety")),
    (gettext_lazy("Tahap"), _spelled("stage")),
    (gettext_lazy("Hasil"), _spelled("outcome")),
    (gettext_lazy("Kelompok"), lambda line: line.case.group.name),
    (gettext_lazy("Lembaga"), lambda line: line.case.group.partner.short_name),
    (gettext_lazy("Kode desa"), lambda line: line.case.village_id),
    (gettext_lazy("Desa/kelurahan"), lambda line: line.case.village.name),
    (gettext_lazy("Kecamatan"), lambda line: line.case.village.district.name),
    (gettext_lazy("Kabupaten/kota"), lambda line: line.case.village.district.regency.name),
    (gettext_lazy("Cara masuk"), _spelled("channel")),
    (gettext_lazy("Diterima"), lambda line: day(line.case.received_at)),
    (gettext_lazy("Kapan terjadi"), _spelled("happened")),
    (gettext_lazy("Tanggal kejadian"), lambda line: line.case.happened_on),
    (gettext_lazy("Tanggal perkiraan"), lambda line: yes_no(line.case.happened_on_is_estimate)),
    (gettext_lazy("Tahap sejak"), lambda line: day(line.case.stage_since)),
    (gettext_lazy("Janji berikutnya"), lambda line: day(line.case.next_appointment)),
    (gettext_lazy("Ditinjau"), lambda line: day(line.case.reviewed_at)),
    (gettext_lazy("Ditutup"), lambda line: day(line.case.closed_at)),
    (gettext_lazy("Penutupan disetujui"), lambda line: day(line.case.closing_approved_at)),
    (gettext_lazy("Perasaan orangnya"), _spelled("feeling")),
    (gettext_lazy("Dalam rumah tangga (KDRT)"), lambda line: yes_no(line.case.domestic)),
    (
        gettext_lazy("Jenis kekerasan seksual"),
        lambda line: words(line.case.sexual_kinds, dict(enums.SexualKind.choices)),
    ),
    (gettext_lazy("Tempat kejadian"), _spelled("scene")),
    (gettext_lazy("Jenis kelamin"), _person("sex")),
    (gettext_lazy("Umur"), _person("age_band")),
    (gettext_lazy("Pendidikan"), _person("education")),
    (gettext_lazy("Pekerjaan"), _person("occupation")),
    (gettext_lazy("Status perkawinan"), _person("marital_status")),
    (
        gettext_lazy("Disabilitas"),
        lambda line: words(line.person.disabilities if line.person else [], dict(enums.Disability.choices)),
    ),
    (
        gettext_lazy("Hubungan terlapor"),
        lambda line: ", ".join(filter(None, (one.get_relation_display() for one in line.reported))),
    ),
    (gettext_lazy("Rujukan"), lambda line: len(line.referrals)),
    (gettext_lazy("Rujukan dilayani"), lambda line: line.count(lambda one: one.state == "served")),
    (gettext_lazy("Rujukan tidak dilayani"), lambda line: line.count(lambda one: one.state in REFUSED)),
    (gettext_lazy("Rujukan belum dijawab"), lambda line: line.count(lambda one: one.state == "sent")),
    (gettext_lazy("Terlambat, belum dijawab"), lambda line: line.count(Referral.is_late)),
    (gettext_lazy("Dijawab terlambat"), lambda line: line.count(_answered_late)),
]


def _identity(name: str, show: Callable[[str], str] = str) -> Callable[[Line], str]:
    def told(line: Line) -> str:
        value = line.person.identity.get(name, "") if line.person else ""
        return show(value) if value else ""

    return told


def _safe_way(line: Line) -> str:
    """How to reach her without harm: a number without it could cost her dearly."""
    told = line.case.safe_contact
    lists = [(enums.ContactWay, told.get("way")), (enums.ContactHours, told.get("hours"))]
    said = [words([value], dict(choices.choices)) for choices, value in lists if value]
    return ", ".join([*said, *filter(None, [told.get("note")])])


IDENTITY: list[tuple[str, Callable[[Line], object]]] = [
    (gettext_lazy("Nama"), _identity("name")),
    (gettext_lazy("Cara menghubungi yang aman"), _safe_way),
    (gettext_lazy("Telepon"), _identity("phone", show_phone)),
    (gettext_lazy("NIK (4 angka akhir)"), _identity("nik", mask_digits)),
    (gettext_lazy("Alamat"), _identity("address")),
    (gettext_lazy("Dusun/lingkungan"), lambda line: line.case.hamlet),
]


def workbook(
    user, keys: list, told: Told, *, with_identity: bool, opened: Callable[[Complaint], None]
) -> bytes:
    """The cases of ``keys`` in this order, as a workbook without a password yet.

    ``opened`` is called for each case of which identity is told: those that ``policies`` lets her read.
    """
    with SafeWorkbook(constant_memory=True) as book:
        writer = RowWriter(book, _("Kasus"))
        columns = COLUMNS + (IDENTITY if with_identity else [])
        _head(writer, told, len(keys), [str(title) for title, _read in columns])
        for number, line in enumerate(_lines(user, keys), start=HEADS_AT + 1):
            values = [read(line) for _title, read in COLUMNS]
            if with_identity:
                values += _of_identity(line, opened)
            writer.write(number, values)
        writer.finish(_("KK Portal – jangan diedarkan, hapus setelah dipakai"))
    return book.content()


def _head(writer: RowWriter, told: Told, rows: int, titles: list[str]) -> None:
    now = date_format(timezone.localtime(), "j F Y, H.i")
    first = _(
        "Dibuat oleh %(by)s pada %(now)s. Saringan: %(filters)s. Jumlah: %(rows)d kasus. "
        "Tujuan: %(reason)s. Tidak ikut karena orangnya belum mengizinkan dihitung: %(left_out)d kasus."
    )
    writer.line(0, first % {"now": now, "rows": rows, **vars(told)}, writer.bold)
    warning = _("Satu baris bisa menunjuk satu orang. Jangan diedarkan, hapus setelah dipakai.")
    writer.line(1, warning)
    writer.head(HEADS_AT, titles)
    writer.sheet.autofilter(HEADS_AT, 0, HEADS_AT + max(rows, 1), len(titles) - 1)


def _of_identity(line: Line, opened: Callable[[Complaint], None]) -> list:
    if not policies.may_read_person(line.case):
        return [_("tersegel")] + [""] * (len(IDENTITY) - 1)
    opened(line.case)
    return [read(line) for _title, read in IDENTITY]


def _lines(user, keys: list) -> Iterator[Line]:
    """Read in parts, so that ten thousand cases do not stand in memory at once."""
    rows = _rows(user)
    for start in range(0, len(keys), BATCH):
        part = keys[start : start + BATCH]
        found = rows.in_bulk(part)
        yield from (Line.of(found[key]) for key in part if key in found)


def _rows(user) -> QuerySet:
    """Through the reader's own road once more: what was hidden from her meanwhile is not read."""
    people = Person.objects.select_related("data_key")
    cases = Complaint.objects.reviewed_by(user).with_access(user)
    cases = cases.select_related("data_key", "group__partner", "village__district__regency")
    return cases.prefetch_related(Prefetch("persons", people), "referrals")
