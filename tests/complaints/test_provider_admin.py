"""The directory in admin: each organisation keeps its own entries; import by row, export as text."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from complaints.models import Provider
from safeguards.models import AuditEvent
from safeguards.spreadsheets import SafeWorkbook
from tests import factories

pytestmark = pytest.mark.django_db
LIST = reverse("admin:complaints_provider_changelist")
ADD = reverse("admin:complaints_provider_add")
IMPORT = reverse("admin:complaints_provider_import")
CONFIRM = reverse("admin:complaints_provider_process_import")
EXPORT = reverse("admin:complaints_provider_export")


def page(provider) -> str:
    return reverse("admin:complaints_provider_change", args=[provider.pk])


@pytest.fixture
def lrc(cast):
    organisation = factories.organisation("LRC")
    organisation.regencies.add("52.03")
    factories.organisation("UDN").regencies.add("53.01")
    return organisation


@pytest.fixture
def petugas(cast, login, lrc):
    return login(cast.petugas)


def fields(**changes) -> dict:
    return {
        "name": "Dukcapil Contoh Baru",
        "kind": "dukcapil",
        "services": ["civil_documents"],
        "regencies": ["52.03"],
        "phone": "0812 0000 1234",
        "answer_within": "1",
        "answer_unit": "working_days",
        "is_active": "on",
        **changes,
    }


def test_an_officer_adds_an_entry_of_her_organisation(petugas, lrc):
    assert petugas.post(ADD, fields(kept_by="", is_national="on")).status_code == 302
    made = Provider.objects.get(name="Dukcapil Contoh Baru")
    assert (made.kept_by, made.is_national, made.phone) == (lrc, False, "+6281200001234")
    event = AuditEvent.objects.get(action="provider.changed")
    assert (event.subject_id, event.figures["new"]) == (str(made.pk), True)


def test_an_officer_changes_her_own(petugas, lrc):
    provider = factories.provider(kept_by=lrc)
    assert petugas.post(page(provider), fields(name="Nama baru")).status_code == 302
    provider.refresh_from_db()
    assert provider.name == "Nama baru"
    assert "name" in AuditEvent.objects.get(action="provider.changed").figures["fields"]


@pytest.mark.parametrize("others", [{"is_national": True}, {}])
def test_an_officer_only_reads_the_others(petugas, others):
    provider = factories.provider(kept_by=factories.organisation("UDN"), **others)
    html = petugas.get(page(provider)).content.decode()
    assert "Dokumen kependudukan" in html
    assert "menjawab dalam 1 hari kerja" in html
    assert 'name="name"' not in html
    assert petugas.post(page(provider), fields()).status_code == 403
    provider.refresh_from_db()
    assert provider.name == "Dukcapil Contoh"


def test_an_administrator_keeps_the_national_ones(cast, login):
    provider = factories.provider("SAPA 129", is_national=True, regencies=[])
    response = login(cast.bakti).post(
        page(provider), fields(name="SAPA", is_national="on", regencies=[], phone="129")
    )
    assert response.status_code == 302
    provider.refresh_from_db()
    assert (provider.name, provider.phone) == ("SAPA", "129")


@pytest.mark.parametrize("who", ["relawan", "sekdes"])
def test_nobody_else_enters(cast, login, who):
    assert login(getattr(cast, who)).get(LIST).status_code in {302, 403}


def test_nothing_is_deleted(cast, login):
    provider = factories.provider()
    url = reverse("admin:complaints_provider_delete", args=[provider.pk])
    assert login(cast.bakti).post(url, {"post": "yes"}).status_code == 403


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"kind": "shelter", "address": "Jalan X"}, None, "Alamat rumah aman tidak boleh disimpan."),
        ({"answer_unit": ""}, None, "Isi lama waktu menjawab beserta satuannya"),
        ({"regencies": ["53.01"]}, "regencies", "Di luar wilayah kerja: Kabupaten Kupang."),
        ({"regencies": []}, "regencies", "Pilih kabupaten/kota yang dilayani."),
        ({"phone": "huruf"}, "phone", "Nomor telepon hanya angka"),
        ({"whatsapp": "129"}, "whatsapp", "Nomor telepon ini kurang atau lebih"),
        ({"services": []}, "services", "tidak boleh kosong"),
    ],
)
def test_what_cannot_be_is_told(petugas, changes, field, message):
    form = petugas.post(ADD, fields(**changes)).context["adminform"].form
    assert message in " ".join(form.errors[field or "__all__"])
    assert not Provider.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_number_of_questions(petugas, lrc, rows, django_assert_num_queries):
    for number in range(rows):
        factories.provider(f"Dukcapil {number}", kept_by=lrc)
    petugas.get(LIST)
    with django_assert_num_queries(8):
        assert petugas.get(LIST).status_code == 200


def test_search_and_filter(petugas, lrc):
    factories.provider("Dukcapil Selong", kept_by=lrc)
    factories.provider("Puskesmas Jauh", kind="puskesmas", kept_by=factories.organisation("UDN"))
    for query in ({"q": "selong"}, {"q": "lombok timur", "kelola": "saya"}, {"kind__exact": "dukcapil"}):
        found = petugas.get(LIST, query).context["cl"].queryset
        assert [row.name for row in found] == ["Dukcapil Selong"]


# Import -------------------------------------------------------------------------------------

HEAD = ["Nomor", "Nama", "Jenis", "Layanan", "Kabupaten/kota", "Telepon", "Menjawab dalam", "Satuan"]


def workbook(*rows, head=HEAD, name="layanan.xlsx") -> SimpleUploadedFile:
    with SafeWorkbook() as book:
        sheet = book.add_worksheet()
        for line, row in enumerate([head, *rows]):
            for column, value in enumerate(row):
                book.text(sheet, line, column, value)
    return SimpleUploadedFile(name, book.content())


def preview(client, file):
    return client.post(IMPORT, {"import_file": file, "resource": "0"})


def confirm(client, response):
    return client.post(CONFIRM, response.context["confirm_form"].initial)


GOOD = ["", "Puskesmas Contoh", "Puskesmas", "Kesehatan; jaminan kesehatan", "Lombok Timur", "081200001111"]
GOOD += ["24", "jam"]


def made_of(new: int) -> dict:
    return {"model": "complaints.Provider", "new": new, "changed": 0}


def test_nothing_is_saved_before_it_is_confirmed(petugas, lrc):
    response = preview(petugas, workbook(GOOD))
    assert not Provider.objects.exists()
    assert confirm(petugas, response).status_code == 302
    made = Provider.objects.get()
    assert (made.name, made.kind, made.services) == (
        "Puskesmas Contoh",
        "puskesmas",
        ["health", "health_insurance"],
    )
    assert (made.phone, made.answer_within, made.answer_unit) == ("+6281200001111", 24, "clock_hours")
    assert (made.kept_by, [row.pk for row in made.regencies.all()], made.is_active) == (lrc, ["52.03"], True)
    assert AuditEvent.objects.get(action="import.made").figures == made_of(new=1)


def test_csv_with_semicolons_and_codes(petugas):
    text = "Nama;Jenis;Layanan;Kabupaten/kota\nKUA Contoh;kua;civil_documents;52.03\n"
    response = preview(petugas, SimpleUploadedFile("layanan.csv", text.encode()))
    confirm(petugas, response)
    assert Provider.objects.get().kind == "kua"


def test_the_same_file_again_doubles_nothing(petugas):
    confirm(petugas, preview(petugas, workbook(GOOD)))
    confirm(petugas, preview(petugas, workbook(GOOD)))
    assert Provider.objects.count() == 1
    assert AuditEvent.objects.filter(action="import.made").last().figures == made_of(new=0)


def test_what_was_exported_comes_back_changed(petugas, lrc):
    provider = factories.provider(kept_by=lrc, phone="+6281200001111", district_id="52.03.17")
    sheet = exported(petugas)
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    rows[1][rows[0].index("Jam buka")] = "Senin–Kamis"
    plain = [["" if value is None else value for value in row] for row in rows]
    confirm(petugas, preview(petugas, workbook(*plain[1:], head=plain[0])))
    changed = Provider.objects.get()
    assert (changed.pk, changed.hours, changed.phone) == (provider.pk, "Senin–Kamis", provider.phone)
    assert (changed.district_id, changed.answer_unit) == ("52.03.17", "working_days")


def test_errors_stand_by_row_and_nothing_is_saved(petugas):
    bad = ["", "Tanpa jenis", "Klinik", "Kesehatan", "Atlantis", "huruf", "dua", "jam"]
    response = preview(petugas, workbook(GOOD, bad))
    result = response.context["result"]
    assert [row.number for row in result.invalid_rows] == [2]
    errors = result.invalid_rows[0].field_specific_errors
    assert set(errors) == {"Jenis", "Kabupaten/kota", "Telepon", "Menjawab dalam"}
    assert errors["Kabupaten/kota"] == ["Tidak ada kabupaten/kota “Atlantis”."]
    assert "confirm_form" not in response.context
    assert "Ada baris yang perlu diperbaiki" in response.content.decode()
    assert "<td>3</td>" in response.content.decode()  # the row's number in the file, below its titles
    assert not Provider.objects.exists()


@pytest.mark.parametrize(
    ("row", "column", "problem"),
    [
        (
            ["", "Rumah aman", "Rumah aman", "Kesehatan", "52.03", "", "", "", "Jalan X"],
            "__all__",
            "Alamat rumah aman tidak boleh disimpan. Kosongkan alamatnya.",
        ),
        (["", "X", "KUA", "Usaha", "Kab. Kupang", "", "", "", ""], "Kabupaten/kota", "Di luar wilayah kerja"),
        (["", "X", "KUA", "Usaha", "", "", "", "", ""], "Kabupaten/kota", "Tulis kabupaten/kota"),
        (["", "X", "KUA", "", "52.03", "", "", "", ""], "Layanan", "tidak boleh"),
        (["", "X", "KUA", "Usaha", "52.03", "", "3", "", ""], "__all__", "beserta satuannya"),
        (
            ["999999", "X", "KUA", "Usaha", "52.03", "", "", "", ""],
            "Nomor",
            "Tidak ada layanan nomor 999999.",
        ),
    ],
)
def test_rules_hold_for_imported_rows_too(petugas, row, column, problem):
    result = preview(petugas, workbook(row, head=[*HEAD, "Alamat"])).context["result"]
    told = result.invalid_rows[0].error.message_dict
    assert problem in " ".join(told[column])


@pytest.mark.parametrize("text", ['=HYPERLINK("http://x.invalid","y")', "@SUM(A1)", "+62-0", "-2+3"])
def test_a_formula_comes_in_as_text_and_goes_out_as_text(petugas, text):
    """In the columns where one writes freely; a cell that begins with "=" is a real formula here."""
    book, columns = openpyxl.Workbook(), ["Nama", "Alamat", "Jam buka", "Yang perlu dibawa"]
    fixed = {"Jenis": "KUA", "Layanan": "Usaha", "Kabupaten/kota": "52.03"}
    book.active.append([*columns, *fixed])
    book.active.append([*[text] * len(columns), *fixed.values()])
    file = io.BytesIO()
    book.save(file)
    confirm(petugas, preview(petugas, SimpleUploadedFile("layanan.xlsx", file.getvalue())))
    row = Provider.objects.get()
    assert {row.name, row.address, row.hours, row.what_to_bring} == {text}
    head, out = exported(petugas).iter_rows()
    told = {cell.value: (out[cell.column - 1].value, out[cell.column - 1].data_type) for cell in head}
    assert {told[name] for name in columns} == {(text, "s")}


def test_others_entries_are_not_changed_by_import(petugas):
    theirs = factories.provider(kept_by=factories.organisation("UDN"))
    response = preview(petugas, workbook([str(theirs.pk), *GOOD[1:]]))
    told = response.context["result"].invalid_rows[0].error.message_dict
    assert told["Nomor"] == ["Layanan ini dikelola lembaga lain; hanya bisa dibaca."]


@pytest.mark.parametrize(
    ("file", "message"),
    [
        (SimpleUploadedFile("layanan.pdf", b"%PDF"), "rusak atau bukan XLSX"),
        (SimpleUploadedFile("layanan.xlsx", b"bukan zip"), "rusak atau bukan XLSX"),
        (workbook(["x"], head=["Warna"]), "Kolom tidak dikenal: Warna."),
    ],
)
def test_files_that_cannot_be_read(petugas, file, message):
    file.seek(0)
    assert message in preview(petugas, file).content.decode()


def test_a_preview_is_confirmed_once_and_by_the_one_who_made_it(petugas, cast, login):
    response = preview(petugas, workbook(GOOD))
    assert confirm(login(cast.bakti), response).url == IMPORT
    assert not Provider.objects.exists()
    confirm(petugas, response)
    assert confirm(petugas, response).url == IMPORT
    assert Provider.objects.count() == 1


# Export -------------------------------------------------------------------------------------


def exported(client, query=""):
    response = client.post(EXPORT + query, {"resource": "0", "format": "0"})
    assert response.status_code == 200
    assert response["Content-Disposition"].endswith('.xlsx"')
    return openpyxl.load_workbook(io.BytesIO(response.content)).active


def test_export_is_text_filtered_and_recorded(petugas, lrc):
    factories.provider("=1+1", kept_by=lrc)
    factories.provider("KUA Contoh", kind="kua", kept_by=lrc)
    sheet = exported(petugas, "?kind__exact=dukcapil")
    rows = list(sheet.iter_rows())
    assert [cell.value for cell in rows[0]][:3] == ["Nomor", "Nama", "Jenis"]
    assert [(row[1].value, row[1].data_type, row[2].value) for row in rows[1:]] == [("=1+1", "s", "Dukcapil")]
    event = AuditEvent.objects.get(action="export.made")
    assert event.figures == {"model": "complaints.Provider", "rows": 1, "filters": ["kind__exact"]}


@pytest.mark.parametrize("address", [LIST, ADD, IMPORT, EXPORT])
def test_no_inline_script_or_style(petugas, address):
    html = petugas.get(address).content.decode()
    assert " style=" not in html
    assert "<style" not in html
    assert "onclick" not in html
    assert "<script>" not in html


def test_the_preview_has_none_either(petugas, lrc):
    confirm(petugas, preview(petugas, workbook(GOOD)))
    html = preview(petugas, workbook([*GOOD[:5], "081200002222", *GOOD[6:]])).content.decode()
    assert "0812-0000-1111 → 0812-0000-2222" in html
    assert " style=" not in html
