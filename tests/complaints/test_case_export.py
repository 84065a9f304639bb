"""Cases as rows: whose they are, what they tell, under which password, and what is on record."""

import datetime
import io
import re
from datetime import timedelta

import msoffcrypto
import openpyxl
import pytest
from django.db import transaction
from django.utils import timezone

from complaints.exports import cases
from complaints.models import Complaint, Opening
from members.models import Assignment
from safeguards.models import AuditEvent
from tests import factories

LIST = "/admin/complaints/complaint/"
ADDRESS, TAKEN = f"{LIST}ekspor/", f"{LIST}ekspor/unduh/"
REASON = "export_supervision"
IDENTITY = ["Nama", "Cara menghubungi yang aman", "Telepon", "NIK (4 angka akhir)", "Alamat"]
IDENTITY += ["Dusun/lingkungan"]


@pytest.fixture
def rows(cast):
    """Of Teros one of each kind; one who may not be counted; one of another partner."""
    social = factories.complaint(cast.relawan, name="Contoh Kenanga", hamlet="Gubuk Contoh")
    factories.referral(social, late=True)
    violence = factories.complaint(cast.relawan, kind="violence", name="Contoh Melati", urgency="urgent")
    factories.complaint(cast.relawan, name="Contoh Cempaka", may_be_counted=False)
    foreign = factories.volunteer("kupang", cast.kupang)
    factories.complaint(foreign, name="Contoh Dahlia")
    return social, violence


@pytest.fixture
def grant(cast):
    Assignment.objects.filter(user=cast.petugas).update(exports_identity=True)


@pytest.fixture
def officer(cast, login):
    return login(cast.petugas)


def asked(client, query: str = "", **typed):
    return client.post(ADDRESS, {"reason": REASON, "saringan": query, **typed})


def taken(client, page):
    return client.post(TAKEN, {"tiket": page.context["ticket"]})


def opened(content: bytes, password: str) -> bytes:
    file, plain = msoffcrypto.OfficeFile(io.BytesIO(content)), io.BytesIO()
    file.load_key(password=password)
    file.decrypt(plain)
    return plain.getvalue()


def table(client, query: str = "", **typed) -> tuple[str, list[dict]]:
    """The first row, and the cases by the titles of the columns."""
    page = asked(client, query, **typed)
    content = opened(taken(client, page).content, page.context["password"])
    first, _warning, heads, *lines = openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(
        values_only=True
    )
    return first[0], [dict(zip(heads, line, strict=True)) for line in lines]


def test_one_row_for_each_case_of_her_groups(rows, officer):
    social, violence = rows
    first, lines = table(officer)
    assert [line["Nomor"] for line in lines] == [str(violence), str(social)]
    line = lines[1]
    told = {
        "Jenis": "Perlindungan sosial",
        "Kelompok": "KK Teros",
        "Lembaga": "LRC",
        "Kode desa": factories.TEROS,
        "Desa/kelurahan": "Teros",
        "Kabupaten/kota": "Kabupaten Lombok Timur",
        "Jenis kelamin": "Perempuan",
        "Rujukan": 1,
        "Terlambat, belum dijawab": 1,
        "Dijawab terlambat": 0,
    }
    assert {name: line[name] for name in told} == told
    assert line["Diterima"].date() == timezone.localdate()
    assert "Dibuat oleh Contoh Petugas pada" in first
    assert "Saringan: semua kasus dampingan. Jumlah: 2 kasus. Tujuan: Pemeriksaan pendampingan." in first
    assert first.endswith("belum mengizinkan dihitung: 1 kasus.")


def test_by_itself_it_names_nobody(rows, officer):
    page = asked(officer)
    content = opened(taken(officer, page).content, page.context["password"])
    cells = openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    text = " ".join(str(cell) for line in cells for cell in line)
    words = ["Melati", "Kenanga", "Gubuk", "Contoh Relawan", *IDENTITY]
    assert [word for word in words if word in text] == []


def test_the_lists_filters_hold_and_are_told(rows, officer):
    _social, violence = rows
    query = "jenis=violence&p=0&asing=1"
    first, lines = table(officer, query)
    assert [line["Nomor"] for line in lines] == [str(violence)]
    assert "Saringan: jenis: Kekerasan. Jumlah: 1 kasus." in first
    event = AuditEvent.objects.get(action="export.made")
    assert event.figures == {
        "model": "complaints.Complaint",
        "rows": 1,
        "filters": {"jenis": "violence"},
        "identity": None,
    }
    year = timezone.localdate().year
    first, lines = table(officer, f"received_at__year={year - 1}")
    assert (f"diterima: {year - 1}" in first, lines) == (True, [])


def test_a_value_that_is_no_filters_own_is_not_recorded(rows, officer):
    _first, lines = table(officer, "jenis=Siti+Aminah&q=K7Q2-M9XD")
    assert lines == []
    assert AuditEvent.objects.get(action="export.made").figures["filters"] == {"q": "number"}


def test_the_link_on_the_list_carries_its_filters(rows, officer):
    page = officer.get(LIST, {"jenis": "violence"})
    link = re.search(rf'href="({ADDRESS}[^"]*)"', page.content.decode()).group(1)
    page = officer.get(link)
    assert (page.context["count"], page.context["chosen"].words) == (1, "jenis: Kekerasan")
    assert page.context["form"].initial["saringan"] == "jenis=violence"


def test_nobody_opens_it_without_its_password(rows, officer):
    page = asked(officer)
    content = taken(officer, page).content
    assert content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    file = msoffcrypto.OfficeFile(io.BytesIO(content))
    file.load_key(password="KK-Portal", verify_password=False)
    with pytest.raises(msoffcrypto.exceptions.InvalidKeyError):
        file.load_key(password="KK-Portal", verify_password=True)
    with pytest.raises(openpyxl.utils.exceptions.InvalidFileException):
        openpyxl.load_workbook("kasus.xls")


def test_the_password_is_shown_once_and_never_sent_along(rows, officer):
    page = asked(officer)
    password = page.context["password"]
    assert re.fullmatch(r"([0-9A-Z]{4}-){4}[0-9A-Z]{4}", password)
    assert page.content.decode().count(password) == 1
    answer = taken(officer, page)
    sent = answer.content + str(answer.headers).encode() + answer.cookies.output().encode()
    assert password.encode() not in sent
    assert password.encode("utf-16-le") not in sent
    assert password not in officer.get(ADDRESS).content.decode()
    again = taken(officer, page)
    assert (again.status_code, again.url) == (302, ADDRESS)
    assert AuditEvent.objects.filter(action="export.made").count() == 1


def test_another_ticket_takes_nothing(rows, officer):
    asked(officer)
    assert officer.post(TAKEN, {"tiket": "x"}).status_code == 302
    assert AuditEvent.objects.filter(action="export.made").count() == 0


def test_without_a_reason_there_is_none(rows, officer):
    page = asked(officer, reason="")
    assert (page.status_code, "password" in page.context) == (200, False)
    assert page.context["form"].errors == {"reason": ["Pilih dulu tujuannya."]}


def test_identity_is_not_offered_without_its_permission(rows, officer):
    assert "identity" not in officer.get(ADDRESS).context["form"].fields
    _first, lines = table(officer, identity="on")
    assert [name for name in IDENTITY if name in lines[0]] == []


def test_identity_comes_only_from_cases_that_are_open_to_her(rows, cast, officer, grant):
    social, violence = rows
    _first, lines = table(officer, identity="on")
    names = [(line["Nomor"], line["Nama"], line["Dusun/lingkungan"]) for line in lines]
    assert names == [(str(violence), "tersegel", None), (str(social), "Contoh Kenanga", "Gubuk Contoh")]
    exported = AuditEvent.objects.filter(action="complaint.exported")
    assert [(event.chain, event.actor, event.reason) for event in exported] == [
        (social.pk, cast.petugas.pk, REASON)
    ]
    assert AuditEvent.objects.get(action="export.made").figures["identity"] == 1


def test_identity_of_a_case_that_she_has_opened(rows, cast, officer, grant):
    _social, violence = rows
    ends = timezone.now() + timedelta(hours=1)
    Opening.objects.create(complaint=violence, user=cast.petugas, reason="safety", ends_at=ends)
    _first, lines = table(officer, "jenis=violence", identity="on")
    assert [line["Nama"] for line in lines] == ["Contoh Melati"]


def test_a_permission_taken_back_in_between_counts(rows, cast, officer, grant):
    page = asked(officer, identity="on")
    Assignment.objects.filter(user=cast.petugas).update(exports_identity=False)
    content = opened(taken(officer, page).content, page.context["password"])
    heads = list(openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))[2]
    assert "Nama" not in heads
    assert AuditEvent.objects.filter(action="complaint.exported").count() == 0


@pytest.mark.parametrize("reason", ["export_analysis", "export_report"])
def test_a_report_needs_no_names(rows, officer, grant, reason):
    page = asked(officer, identity="on", reason=reason)
    assert "identity" in page.context["form"].errors


def test_what_is_hidden_from_her_is_not_in_it(rows, cast, officer):
    factories.hiding(rows[1], cast.petugas)
    assert [line["Nomor"] for line in table(officer)[1]] == [str(rows[0])]


def test_too_many_at_once_are_refused(rows, officer, grant, monkeypatch):
    monkeypatch.setattr("complaints.admin.case_export.MOST_ROWS", 1)
    words = "Lebih dari 1 kasus. Persempit dulu saringan daftarnya."
    assert asked(officer).context["form"].errors == {"reason": [words]}
    monkeypatch.setattr("complaints.admin.case_export.MOST_NAMED", 1)
    assert asked(officer, identity="on").context["form"].errors == {"identity": [words]}


def test_what_cannot_be_recorded_is_not_handed_over(rows, officer, monkeypatch):
    def broken(entries):
        raise RuntimeError("no space left")

    page = asked(officer)
    monkeypatch.setattr("safeguards.audit.record_many", broken)
    with pytest.raises(RuntimeError):
        taken(officer, page)


def test_lines_are_read_in_parts_and_cost_the_same(rows, cast, monkeypatch, django_assert_num_queries):
    """Cases with their places and keys, people, referrals: three queries for each part."""
    for _more in range(5):
        factories.complaint(cast.relawan)
    keys = list(Complaint.objects.reviewed_by(cast.petugas).values_list("pk", flat=True))
    monkeypatch.setattr(cases, "BATCH", 4)
    with django_assert_num_queries(6):
        assert len(list(cases._lines(cast.petugas, keys))) == len(keys) == 8


def test_nothing_of_it_touches_the_disk(rows, officer, tmp_path, monkeypatch):
    """XlsxWriter parks rows in a temporary file: in memory, or not at all."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    monkeypatch.setattr("safeguards.spreadsheets.MEMORY_DISK", tmp_path / "none either")
    assert len(table(officer)[1]) == 2


def test_an_administrator_grants_it_to_an_officer_and_takes_it_back(cast, login):
    seat = cast.petugas.assignments.get()
    page = f"/admin/members/assignment/{seat.pk}/change/"
    client = login(cast.bakti)
    assert "exports_identity" in client.get(page).context["adminform"].form.fields
    for granted in (True, False):
        assert client.post(page, {"exports_identity": "on"} if granted else {}).status_code == 302
        seat.refresh_from_db()
        assert seat.exports_identity is granted
        fresh = type(cast.petugas).objects.get(pk=cast.petugas.pk)
        assert fresh.has_perm("case.export_identity") is granted
    told = AuditEvent.objects.filter(action="assignment.changed", subject_type="members.Assignment")
    assert [event.figures for event in told if "exports_identity" in event.figures] == [
        {"exports_identity": True},
        {"exports_identity": False},
    ]


def test_nobody_else_grants_it(cast, login):
    seat = cast.relawan.assignments.get()
    client = login(cast.petugas)
    page = f"/admin/members/assignment/{seat.pk}/change/"
    assert "exports_identity" not in client.get(page).context["adminform"].form.fields
    client.post(page, {"exports_identity": "on", "ends_on": ""})
    seat.refresh_from_db()
    assert seat.exports_identity is False


def test_it_is_for_officers_alone(cast, login):
    data = {
        "user": cast.humas.pk,
        "role": "secretary",
        "village": factories.TEROS,
        "starts_on": datetime.date.today().isoformat(),  # noqa: DTZ011 -- a day
        "exports_identity": "on",
    }
    with transaction.atomic():
        page = login(cast.bakti).post("/admin/members/assignment/add/", data)
    assert "Hanya petugas program yang boleh mengambil identitas." in page.content.decode()


@pytest.mark.parametrize("ticket", ["", "x", "é", "x" * 3000])
def test_a_ticket_that_is_none_takes_nothing(rows, officer, ticket):
    asked(officer)
    assert officer.post(TAKEN, {"tiket": ticket})["Location"] == ADDRESS
    assert not AuditEvent.objects.filter(action="export.made").exists()


@pytest.mark.parametrize(
    "query",
    ["pendamping=Contoh+Melati", "pendamping=0812345678", "pendamping=0812345678&received_at__year=2026"],
)
def test_words_of_an_address_stand_in_no_record(rows, officer, query):
    page = asked(officer, query)
    taken(officer, page)
    filters = AuditEvent.objects.get(action="export.made").figures["filters"]
    assert {name for name in filters if not name.startswith("received_at__")} == set()


@pytest.mark.parametrize(
    "query",
    [
        "received_at__month=1",
        "received_at__year=2026&received_at__day=1",
        "received_at__year=9999&received_at__month=12",
        "received_at__year=2026&received_at__month=13",
    ],
)
def test_a_date_that_is_none_is_refused(rows, officer, query):
    assert asked(officer, query).status_code == 400
    assert officer.get(f"{LIST}?{query}")["Location"] == f"{LIST}?e=1"


@pytest.mark.parametrize("name", ["kabupaten", "jenis", "q", "pendamping"])
def test_posted_filters_are_read_as_an_address_is(rows, officer, name):
    assert asked(officer, f"{name}=%00").status_code == 400
