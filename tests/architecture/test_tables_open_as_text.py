"""Whatever is typed leaves every table as the text it was typed as, in LibreOffice as in ours."""

import io

import openpyxl
import pytest
import tablib
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from complaints.models import Provider
from members.enums import Division
from members.models import Assignment, Member
from safeguards.spreadsheets import SafeXLSX
from tests import factories, office
from tests.complaints.test_case_export import asked, opened, taken
from tests.office import HOSTILE, Cell

pytestmark = [pytest.mark.skipif(not office.OFFICE, reason="LibreOffice is missing"), pytest.mark.once]
TEXTS = [text.strip() for text in HOSTILE]  # as a line keeps them: nothing typed begins with a tab


def exported(client, address: str) -> bytes:
    page = client.get(address)
    form = page.context["form"]
    fields = {name: "on" for name in form.fields if form.fields[name].widget.input_type == "checkbox"}
    response = client.post(address, {**fields, "resource": "0", "format": "0"})
    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    return response.content


def told(content: bytes, folder) -> set[Cell]:
    """The cells, of which none may be a formula or a link."""
    cells = {cell for row in office.opened(content, folder) for cell in row if cell.text}
    assert [cell for cell in cells if cell.kind in {"formula", "link"}] == []
    return cells


def as_text(texts) -> set[Cell]:
    return {Cell(text) for text in texts}


def test_members(cast, login, tmp_path):
    for text in TEXTS:
        Member.objects.create(
            group=cast.teros, full_name=text, sex="female", division=Division.PUBLIC_RELATIONS
        )
    assert as_text(TEXTS) <= told(exported(login(cast.petugas), "/admin/members/member/export/"), tmp_path)


def test_services(cast, login, tmp_path):
    for text in TEXTS:
        row = factories.provider(text, address=f"{text} a", hours=f"{text} b", what_to_bring=f"{text} c")
        row.kept_by = cast.teros.partner
        row.save()
    content = exported(login(cast.petugas), "/admin/complaints/provider/export/")
    wanted = as_text([*TEXTS, *(f"{text} {part}" for text in TEXTS for part in "abc")])
    assert wanted <= told(content, tmp_path)


def test_activities(cast, login, tmp_path):
    for text in TEXTS:
        factories.activity(cast.teros, title=text)
    assert as_text(TEXTS) <= told(exported(login(cast.petugas), "/admin/planning/activity/export/"), tmp_path)


def test_cases(cast, login, tmp_path):
    for text in TEXTS:
        group = factories.group(text)
        factories.complaint(factories.volunteer(group=group), group=group)
    client = login(cast.petugas)
    page = asked(client)
    content = opened(taken(client, page).content, page.context["password"])
    assert as_text(TEXTS) <= told(content, tmp_path)


def test_cases_with_names(cast, login, tmp_path):
    """Every column that is typed: whose case it is, her hamlet, her address."""
    Assignment.objects.filter(user=cast.petugas).update(exports_identity=True)
    for text in TEXTS:
        case = factories.complaint(cast.relawan, name=text, hamlet=f"{text} a")
        person = case.persons.get()
        person.identity |= {"address": f"{text} b", "nik": "=1+1+12345678901"}
        person.save()
    client = login(cast.petugas)
    page = asked(client, identity="on")
    cells = told(opened(taken(client, page).content, page.context["password"]), tmp_path)
    assert as_text([*TEXTS, *(f"{text} {part}" for text in TEXTS for part in "ab")]) <= cells


@pytest.mark.parametrize("path", ["bulanan/", "angka/"])
@pytest.mark.parametrize("name", ["=1+1", "＋1+1"])
def test_figures(cast, login, tmp_path, path, name):
    """Their only typed words are the place's and the maker's name."""
    case = factories.complaint(cast.relawan)
    case.village.name = name
    case.village.save()
    cast.petugas.full_name = name
    cast.petugas.save()
    period = {"year": timezone.localdate().year, "first": 1, "last": 12}
    content = login(cast.petugas).post(f"/admin/complaints/complaint/{path}", period).content
    cells = told(content, tmp_path)
    assert any(cell.text.startswith(f"Dibuat oleh {name}") for cell in cells)
    assert path == "angka/" or Cell(name) in cells


def test_the_totals_of_a_village(cast, login, tmp_path):
    factories.complaint(cast.relawan)
    for text in TEXTS:
        factories.group(text)
    factories.release()
    content = login(cast.sekdes).get("/rekap/unduh/").content
    cells = told(content, tmp_path)
    assert any(TEXTS[0] in cell.text for cell in cells)


HEAD = ["Kelompok", "Kode desa", "Nama lengkap", "Jenis kelamin", "Nomor HP", "Jabatan", "Divisi"]


def table(*rows) -> SimpleUploadedFile:
    """A workbook whose cells are text; what begins with = too."""
    content = SafeXLSX().export_data(tablib.Dataset(*rows, headers=HEAD))
    return SimpleUploadedFile("anggota.xlsx", content)


def formulas(*rows) -> SimpleUploadedFile:
    """The same with real formulas."""
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in (HEAD, *rows):
        book.active.append(row)
    book.save(out)
    return SimpleUploadedFile("anggota.xlsx", out.getvalue())


@pytest.mark.parametrize("made", [table, formulas])
def test_what_comes_in_as_a_formula_is_kept_as_text_and_leaves_as_text(cast, login, tmp_path, made):
    client = login(cast.petugas)
    names = ["=1+1", "+1+1", "@SUM(1;1)", "＝1+1"]
    rows = [("KK Teros", factories.TEROS, name, "Perempuan", "", "Anggota", "Humas") for name in names]
    page = client.post(
        "/admin/members/member/import/", {"resource": "0", "format": "0", "import_file": made(*rows)}
    )
    client.post("/admin/members/member/process_import/", page.context["confirm_form"].initial)
    assert set(Member.objects.filter(full_name__in=names).values_list("full_name", flat=True)) == set(names)
    assert as_text(names) <= told(exported(client, "/admin/members/member/export/"), tmp_path)
    assert Provider.objects.count() == 0
