"""Groups and members in admin: checked words, sealed self-declarations, leaving, import and export."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone

from complaints.models import Complaint
from members.models import Group, Member
from safeguards.models import AuditEvent
from safeguards.spreadsheets import SafeWorkbook
from tests import factories

IMPORT, CONFIRM = "/admin/members/member/import/", "/admin/members/member/process_import/"
HEAD = ["Kelompok", "Kode desa", "Nama lengkap", "Jenis kelamin", "Nomor HP", "Jabatan", "Divisi"]
NO_GROUP = "Tidak ada kelompok dengan nama dan kode desa ini di antara kelompok Ibu/Bapak."
ROW = ["KK Teros", factories.TEROS, "Contoh Impor", "Perempuan", "0812 3456 7890", "Anggota", "Ekonomi"]


def member(cast, **fields):
    return {
        "group": cast.teros.pk,
        "full_name": "Contoh Baru",
        "sex": "female",
        "position": "member",
        "division": "",
        "public_post": "",
        **fields,
    }


def errors(response) -> dict:
    return dict(response.context["adminform"].form.errors)


# Forms ----------------------------------------------------------------------------------------


def test_officer_adds_a_member_and_a_group(cast, login):
    client = login(cast.petugas)
    assert client.post("/admin/members/member/add/", member(cast, phone="0812-3456-7890")).status_code == 302
    assert Member.objects.get(full_name="Contoh Baru").phone.as_e164 == "+6281234567890"
    fields = {"label": "KK", "name": "KK Baru", "village": factories.TEROS, "programme": "INKLUSI"}
    path = "/admin/members/group/add/"
    assert client.post(path, {**fields, "partner": cast.teros.partner.pk}).status_code == 302
    assert sorted(AuditEvent.objects.values_list("action", flat=True)) == ["group.added", "member.added"]


def test_officer_adds_none_elsewhere(cast, login):
    client = login(cast.petugas)
    answer = client.post("/admin/members/member/add/", member(cast, group=cast.kupang.pk))
    assert list(errors(answer)) == ["group"]
    fields = {"label": "KK", "name": "KK Baru", "programme": "INKLUSI"}
    own, foreign = cast.teros.partner.pk, cast.kupang.partner.pk
    path = "/admin/members/group/add/"
    answers = [
        client.post(path, {**fields, "village": factories.TEROS, "partner": foreign}),
        client.post(path, {**fields, "village": factories.BOKONUSAN, "partner": own}),
    ]
    assert [list(errors(answer)) for answer in answers] == [["partner"], ["village"]]
    assert Group.objects.count() == 3


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"position": "coordinator"}, "Koordinator divisi memerlukan divisi. Pilih divisinya."),
        (
            {"joined_on": "2026-02-01", "left_on": "2026-01-01"},
            "Tanggal berhenti lebih awal daripada tanggal bergabung.",
        ),
        ({"public_post_from": "2026-01-01"}, "Pilih jabatannya, atau kosongkan tanggal menjabat."),
    ],
)
def test_member_form_says_what_to_do(cast, login, fields, problem):
    answer = login(cast.petugas).post("/admin/members/member/add/", member(cast, **fields))
    assert errors(answer)["__all__"] == [problem]


def test_member_who_leaves_leaves_her_role_and_cases(cast, login):
    case, seat = factories.complaint(cast.humas), Member.objects.get(user=cast.humas)
    today = timezone.localdate()
    fields = member(cast, full_name="Contoh Humas", user=cast.humas.pk, left_on=today.isoformat())
    assert login(cast.petugas).post(f"/admin/members/member/{seat.pk}/change/", fields).status_code == 302
    assert cast.humas.assignments.get().ends_on == today
    assert Complaint.objects.get(pk=case.pk).assigned_to == cast.relawan


def test_nobody_changes_her_own_seat(cast, login):
    seat = Member.objects.create(group=cast.teros, full_name="Contoh", sex="female", user=cast.petugas)
    path = f"/admin/members/member/{seat.pk}/change/"
    assert login(cast.petugas).post(path, member(cast, position="chair")).status_code == 403
    assert (
        login(cast.bakti).post(path, member(cast, position="chair", user=cast.petugas.pk)).status_code == 302
    )


# What members say of themselves -----------------------------------------------------------------


def test_inclusion_is_written_and_never_shown(cast, login):
    client, seat = login(cast.petugas), Member.objects.get(user=cast.humas)
    path = f"/admin/members/member/{seat.pk}/inclusion/"
    assert client.post(path, {"values": ["transgender"], "reason": "told"}).status_code == 302
    assert Member.objects.get(pk=seat.pk).inclusion == ["transgender"]
    shown = (
        client.get(path).content.decode() + client.get(path.replace("inclusion", "change")).content.decode()
    )
    assert "checked" not in shown
    event = AuditEvent.objects.get(action="member.inclusion")
    assert (event.reason, event.figures) == ("told", {})


def test_inclusion_withdrawn_empties_it(cast, login):
    client, seat = login(cast.petugas), Member.objects.get(user=cast.humas)
    path = f"/admin/members/member/{seat.pk}/inclusion/"
    client.post(path, {"values": ["poor"], "reason": "told"})
    answer = client.post(path, {"values": ["poor"], "reason": "withdrawn"})
    assert answer.context["form"].errors["values"] == ["Keterangan ditarik: kosongkan semua centang."]
    client.post(path, {"reason": "withdrawn"})
    assert Member.objects.get(pk=seat.pk).inclusion == []


# Import and export ------------------------------------------------------------------------------


def workbook(*rows, head=HEAD) -> SimpleUploadedFile:
    with SafeWorkbook() as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([head, *rows]):
            for column, value in enumerate(row):
                book.text(sheet, number, column, value)
    return SimpleUploadedFile("anggota.xlsx", book.content())


def preview(client, *rows, head=HEAD, file=None):
    return client.post(
        IMPORT, {"resource": "0", "format": "0", "import_file": file or workbook(*rows, head=head)}
    )


def confirm(client, answer):
    return client.post(CONFIRM, answer.context["confirm_form"].initial)


def test_import_shows_first_and_saves_after_confirmation(cast, login):
    client = login(cast.petugas)
    answer = preview(client, ROW)
    assert (
        "Contoh Impor" in answer.content.decode(),
        Member.objects.filter(full_name="Contoh Impor").exists(),
    ) == (
        True,
        False,
    )
    assert confirm(client, answer)["Location"] == "/admin/members/member/"
    row = Member.objects.get(full_name="Contoh Impor")
    assert (row.group, row.sex, row.phone.as_e164, row.division) == (
        cast.teros,
        "female",
        "+6281234567890",
        "economy",
    )
    event = AuditEvent.objects.get(action="import.made")
    assert event.figures == {"model": "members.Member", "new": 1, "changed": 0}


def test_import_again_changes_the_same_member(cast, login):
    client = login(cast.petugas)
    confirm(client, preview(client, ROW))
    answer = preview(client, [*ROW[:2], "contoh impor", *ROW[3:5], "Ketua", "Humas"])
    assert "Anggota → Ketua" in answer.content.decode()
    confirm(client, answer)
    assert (
        Member.objects.filter(full_name__iexact="Contoh Impor").values_list("position", flat=True)[0]
        == "chair"
    )
    assert Member.objects.filter(full_name__iexact="Contoh Impor").count() == 1


@pytest.mark.parametrize(
    ("change", "column", "problem"),
    [
        (
            {0: "KPD Contoh", 1: factories.BOKONUSAN},
            "Kelompok",
            NO_GROUP,
        ),
        ({1: factories.BANJARSARI}, "Kelompok", NO_GROUP),
        ({3: "P"}, "Jenis kelamin", "“P” tidak dikenal. Pilih: Perempuan, Laki-laki."),
        ({4: "nomor"}, "Nomor HP", "Nomor telepon hanya angka, misalnya 0812 3456 7890."),
        ({6: "Dapur"}, "Divisi", "“Dapur” tidak dikenal. Pilih: Humas, Ekonomi, Pendataan, Pengaduan."),
        ({2: ""}, "Nama lengkap", "Kolom ini wajib diisi."),
    ],
)
def test_import_names_what_is_wrong_row_by_row(cast, login, change, column, problem):
    bad = [change.get(number, value) for number, value in enumerate(ROW)]
    answer = preview(login(cast.petugas), ROW, bad)
    row = answer.context["result"].invalid_rows[0]
    told = row.field_specific_errors[column]
    assert (row.number, told) == (2, [problem])
    assert "confirm_form" not in answer.context
    assert not Member.objects.filter(full_name="Contoh Impor").exists()


def test_import_refuses_a_file_that_is_none(cast, login):
    answer = preview(login(cast.petugas), file=SimpleUploadedFile("anggota.xlsx", b"bukan berkas"))
    told = answer.context["form"].errors["import_file"]
    assert told == ["Berkas ini rusak atau bukan XLSX. Simpan ulang sebagai XLSX."]


def test_import_reads_semicolons_too(cast, login):
    text = ";".join(HEAD) + "\n" + ";".join(ROW) + "\n"
    client = login(cast.petugas)
    confirm(client, preview(client, file=SimpleUploadedFile("anggota.csv", text.encode())))
    assert Member.objects.filter(full_name="Contoh Impor").count() == 1


def test_import_takes_inclusion_in_and_shows_it_nowhere(cast, login):
    client = login(cast.petugas)
    head = [*HEAD, "Keterangan inklusi"]
    answer = preview(client, [*ROW, "Lansia, Keluarga miskin"], head=head)
    assert "Lansia" not in answer.content.decode()
    confirm(client, answer)
    assert Member.objects.get(full_name="Contoh Impor").inclusion == ["poor", "elderly"]
    wrong = preview(client, [*ROW, "Sakti"], head=head).context["result"].invalid_rows[0]
    assert list(wrong.field_specific_errors) == ["Keterangan inklusi"]


def test_import_waits_sealed_and_for_one_person(cast, login):
    client = login(cast.petugas)
    answer = preview(client, ROW)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM safeguards_keptinput")
        assert b"xl/worksheets" not in bytes(cursor.fetchone()[0])
    other = login(factories.officer("rekan", "LRC"))
    assert other.post(CONFIRM, answer.context["confirm_form"].initial)["Location"] == IMPORT
    assert Member.objects.filter(full_name="Contoh Impor").count() == 0


def test_export_holds_the_officers_rows_without_inclusion_and_is_recorded(cast, login):
    Member.objects.filter(user=cast.humas).update(full_name="=1+1", left_on=None)
    client = login(cast.petugas)
    answer = client.post("/admin/members/member/export/", {"resource": "0", "format": "0"})
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)
    assert rows[0][:3] == ("Kelompok", "Kode desa", "Nama lengkap")
    assert "Keterangan inklusi" not in rows[0]
    assert sorted(row[2] for row in rows[1:]) == ["=1+1", "Contoh Kawil", "Contoh Relawan", "Contoh Relawan2"]
    event = AuditEvent.objects.get(action="export.made")
    assert (event.actor, event.figures) == (
        cast.petugas.pk,
        {"model": "members.Member", "rows": 4, "filters": []},
    )


def test_export_comes_back_in_as_it_went_out(cast, login):
    client = login(cast.petugas)
    content = client.post("/admin/members/member/export/", {"resource": "0", "format": "0"}).content
    answer = preview(client, file=SimpleUploadedFile("anggota.xlsx", content))
    assert [row.import_type for row in answer.context["result"].valid_rows()] == ["update"] * 4


def test_export_by_get_is_a_page(cast, login):
    answer = login(cast.petugas).get("/admin/members/member/export/")
    assert answer["Content-Type"].startswith("text/html")
    assert not AuditEvent.objects.filter(action="export.made").exists()


def test_filter_of_decrees(cast, login):
    today = timezone.localdate()
    Group.objects.filter(pk=cast.teros.pk).update(sk_number="1", sk_ends_on=today - timedelta(days=1))
    Group.objects.filter(pk=cast.banjarsari.pk).update(sk_number="2", sk_ends_on=today + timedelta(days=30))
    client = login(cast.petugas)
    found = {
        value: [
            row.name for row in client.get("/admin/members/group/", {"sk": value}).context["cl"].result_list
        ]
        for value in ("lapsed", "soon", "none")
    }
    assert found == {"lapsed": ["KK Teros"], "soon": ["KK Banjarsari"], "none": []}
