"""Photos and PDFs of a case: who adds, sees and removes them, and what is recorded."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from complaints import filestore
from complaints.errors import CaseClosed, FileGone, FileRemoved, NotPermitted, TooManyFiles
from complaints.files import check
from complaints.forms.attachment import plain_name
from complaints.models import Attachment
from complaints.services import attachments
from safeguards.models import AuditEvent
from tests import factories

from .pictures import SECRET, pdf, photo, photo_that_tells


def add(case, by, data=None, **told) -> Attachment:
    told = {"submission_key": uuid.uuid4(), "name": "IMG_1.jpg", **told}
    return attachments.add(complaint=case, by=by, file=check(data or photo()), **told)


def seen(case, by):
    return type(case).objects.visible_to(by).with_access(by).select_related("data_key").get(pk=case.pk)


def actions(case) -> list[tuple[str, bool]]:
    events = AuditEvent.objects.filter(chain=case.pk).order_by("seq")
    return [(event.action, event.refused) for event in events]


def upload(data: bytes, name: str = "IMG_1.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type="text/html")


def test_it_is_kept_as_it_came_and_as_it_is_shown(cast):
    case = factories.complaint(cast.relawan)
    data = photo_that_tells()
    row = add(case, cast.relawan, data, about="Surat")
    assert (
        attachments.read(
            complaint=seen(case, cast.relawan), attachment=row, by=cast.relawan, field="original"
        )
        == data
    )
    shown = attachments.read(complaint=seen(case, cast.relawan), attachment=row, by=cast.relawan)
    assert (SECRET in shown, row.size, row.kind, row.pages) == (False, len(data), "photo", 1)
    assert actions(case) == [
        ("attachment.added", False),
        ("attachment.downloaded", False),
        ("attachment.read", False),
    ]
    case.refresh_from_db()
    assert case.version == 2


def test_nothing_of_it_stands_readable_in_the_database(cast):
    row = add(factories.complaint(cast.relawan), cast.relawan, name=SECRET.decode(), about=SECRET.decode())
    columns = Attachment.objects.filter(pk=row.pk).values().get()
    assert SECRET.decode() not in " ".join(
        bytes(v).decode(errors="ignore") if isinstance(v, bytes) else str(v) for v in columns.values()
    )


def test_the_same_key_twice_is_one_attachment(cast):
    case, key = factories.complaint(cast.relawan), uuid.uuid4()
    first, second = (add(case, cast.relawan, submission_key=key) for _tap in range(2))
    assert (first.pk, Attachment.objects.count(), len(actions(case))) == (second.pk, 1, 1)
    with pytest.raises(NotPermitted):
        add(factories.complaint(cast.relawan), cast.relawan, submission_key=key)


@pytest.mark.django_db(transaction=True)
def test_what_is_refused_leaves_no_file(cast, settings):
    settings.ATTACHMENTS_PER_CASE = 1
    case, closed = factories.complaint(cast.relawan), factories.closed(cast.relawan)
    add(case, cast.relawan)
    before = files()
    with pytest.raises(TooManyFiles):
        add(case, cast.relawan)
    with pytest.raises(CaseClosed):
        add(closed, cast.relawan)
    with pytest.raises(NotPermitted):
        add(case, cast.petugas)
    assert (files(), Attachment.objects.count()) == (before, 1)
    assert actions(case)[1:] == [("attachment.added", True)] * 2


def files() -> list[str]:
    disk = filestore.storage()
    return sorted(name for folder in disk.listdir("")[0] for name in disk.listdir(folder)[1])


def test_erasing_the_key_of_the_case_makes_its_files_unreadable(cast):
    case = factories.complaint(cast.relawan)
    row = add(case, cast.relawan)
    case.data_key.destroy()
    for field in ("shown", "original"):
        with pytest.raises(FileGone):
            attachments.read(complaint=seen(case, cast.relawan), attachment=row, by=cast.relawan, field=field)
    assert actions(case) == [("attachment.added", False)]


def test_removing_destroys_both_files_and_keeps_that_there_was_one(cast, django_capture_on_commit_callbacks):
    case = factories.complaint(cast.relawan)
    row = add(case, cast.relawan, about="Surat")
    with django_capture_on_commit_callbacks(execute=True):
        attachments.remove(attachment=row, by=cast.relawan)
    attachments.remove(attachment=row, by=cast.relawan)
    row.refresh_from_db()
    assert (row.removed_by, row.name, row.about) == (cast.relawan, "", "")
    assert [filestore.storage().exists(name) for name in (row.original, row.shown)] == [False, False]
    assert actions(case) == [("attachment.added", False), ("attachment.removed", False)]
    with pytest.raises(FileRemoved):
        attachments.read(complaint=seen(case, cast.relawan), attachment=row, by=cast.relawan)


@pytest.mark.django_db(transaction=True)
def test_only_those_nearest_remove(cast):
    colleague, adder = factories.volunteer("rekan", cast.teros), factories.volunteer("lain", cast.teros)
    case = factories.complaint(cast.relawan)
    row = add(case, adder)
    for by in (colleague, cast.petugas, cast.relawan2):
        with pytest.raises(NotPermitted):
            attachments.remove(attachment=row, by=by)
    attachments.remove(attachment=row, by=adder)
    assert actions(case)[-1] == ("attachment.removed", False)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["petugas", "bakti"])
def test_a_reviewer_reads_it_once_the_seal_is_open(cast, name):
    case, by = factories.complaint(cast.relawan, kind="violence"), getattr(cast, name)
    row = add(case, cast.relawan)
    with pytest.raises(NotPermitted):
        attachments.read(complaint=seen(case, by), attachment=row, by=by)
    assert actions(case)[1:] == [("attachment.read", True)]
    from complaints.services import review  # here, to read as what happens next

    review.open_seal(complaint=case, by=by, reason="review")
    assert attachments.read(complaint=seen(case, by), attachment=row, by=by).startswith(b"\xff\xd8")


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("IMG_1.jpg", "IMG_1.jpg"),
        ("a\x00b\x1b\n\u202egpj.exe", "ab gpj.exe"),
        ("x" * 300 + ".jpg", "x" * 116 + ".jpg"),
        (" ", ""),
    ],
)
def test_the_name_it_came_with_is_made_fit_to_read(name, plain):
    assert plain_name(name) == plain


# The pages ------------------------------------------------------------------------------------


def url(case, *rest: str) -> str:
    return case.get_absolute_url() + "/".join(["lampiran", *rest, ""])


def test_the_page_takes_a_photo_and_a_pdf(cast, login):
    case, client = factories.complaint(cast.relawan), login(cast.relawan)
    for data in ({"photo": upload(photo())}, {"file": upload(pdf(2), "surat.pdf"), "about": "Surat"}):
        posted = client.post(url(case), {"kiriman": uuid.uuid4(), **data})
        assert posted["Location"] == url(case)
    page = client.get(url(case)).content.decode()
    assert [word in page for word in ("IMG_1.jpg", "surat.pdf", "2 halaman", "Contoh Relawan")] == [True] * 4


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "Pilih foto atau berkasnya dulu."),
        ({"photo": photo(), "file": photo()}, "Kirim satu saja"),
        ({"file": b"<html >"}, "Berkas ini tidak terbaca"),
        ({"file": b""}, "Berkas ini kosong."),
        ({"photo": b"\xff\xd8\xff" + b"0" * (10 * 1024 * 1024)}, "Berkas ini terlalu besar."),
    ],
)
def test_the_page_says_what_to_do_and_keeps_what_was_typed(cast, login, sent, words):
    case = factories.complaint(cast.relawan)
    data = {name: upload(data) for name, data in sent.items()}
    page = login(cast.relawan).post(url(case), {"kiriman": uuid.uuid4(), "about": "Surat lama", **data})
    shown = page.content.decode()
    assert (page.status_code, words in shown, "Surat lama" in shown) == (200, True, True)
    assert Attachment.objects.count() == 0


def test_the_page_of_all_is_a_reading(cast, login):
    case = factories.complaint(cast.relawan)
    assert login(cast.relawan).get(f"{case.get_absolute_url()}lampiran/").status_code == 200
    assert actions(case) == [("complaint.read", False)]


def test_the_copy_is_shown_and_the_original_downloaded(cast, login):
    case, client = factories.complaint(cast.relawan), login(cast.relawan)
    add(case, cast.relawan)
    data = photo("PNG")
    row = add(case, cast.relawan, data)
    shown, original = client.get(url(case, str(row.pk))), client.get(url(case, str(row.pk), "asli"))
    assert (shown["Content-Type"], original["Content-Type"], original.content) == (
        "image/jpeg",
        "image/png",
        data,
    )
    assert shown["Content-Disposition"] == f'inline; filename="{case}-2.jpg"'
    assert original["Content-Disposition"] == f'attachment; filename="{case}-2.png"'
    for response in (shown, original):
        assert (response["X-Content-Type-Options"], response["Cache-Control"]) == (
            "nosniff",
            "no-store, private",
        )
        assert "sandbox" in response["Content-Security-Policy"].split("; ")
    assert actions(case)[2:] == [("attachment.read", False), ("attachment.downloaded", False)]


def test_a_photo_is_looked_at_under_the_head_of_the_portal(cast, login):
    case, client = factories.complaint(cast.relawan), login(cast.relawan)
    row = add(case, cast.relawan, about="Surat")
    page = client.get(url(case, str(row.pk), "lihat")).content.decode()
    assert (f'src="{url(case, str(row.pk))}"' in page, "Keluar cepat" in page) == (True, True)
    assert actions(case) == [("attachment.added", False)]  # nothing of it was shown yet


def test_a_pdf_is_taken_away_and_never_alone_on_the_screen(cast, login):
    case, client = factories.complaint(cast.relawan), login(cast.relawan)
    row = add(case, cast.relawan, pdf(2))
    page = client.get(url(case, str(row.pk), "lihat")).content.decode()
    assert [word in page for word in ("2 halaman", "Unduh PDF", "Keluar cepat", "<img")] == [True] * 3 + [
        False
    ]
    assert actions(case) == [("attachment.added", False)]
    file = client.get(url(case, str(row.pk)))
    assert file["Content-Disposition"] == f'attachment; filename="{case}-1.pdf"'
    assert actions(case)[1:] == [("attachment.read", False)]


def test_what_is_removed_is_told_so(cast, login):
    case, client = factories.complaint(cast.relawan), login(cast.relawan)
    removed = add(case, cast.relawan)
    attachments.remove(attachment=removed, by=cast.relawan)
    response = client.get(url(case, str(removed.pk), "lihat"))
    assert (response.status_code, response["Location"]) == (302, url(case, str(removed.pk)))


@pytest.mark.parametrize("damage", ["gone", "flipped"])
def test_a_broken_file_is_told_and_not_shown(cast, login, damage):
    case = factories.complaint(cast.relawan)
    row = add(case, cast.relawan)
    disk = filestore.storage()
    with disk.open(row.shown, "r+b") as file:
        sealed = file.read()
        file.seek(len(sealed) - 1)
        file.write(bytes([sealed[-1] ^ 1]))
    if damage == "gone":
        disk.delete(row.shown)
    response = login(cast.relawan).get(url(case, str(row.pk)), follow=True)
    assert "Berkas ini rusak atau tidak ada lagi" in response.content.decode()
    assert actions(case) == [("attachment.added", False), ("complaint.read", False)]  # the page of all


def test_the_page_of_removing_asks_first(cast, login):
    case, client = factories.complaint(cast.relawan), login(cast.relawan)
    row = add(case, cast.relawan, about="Surat")
    assert "Hapus selamanya" in client.get(url(case, str(row.pk), "hapus")).content.decode()
    page = client.post(url(case, str(row.pk), "hapus"), follow=True).content.decode()
    assert ("Lampiran dihapus." in page, "Foto ini dihapus" in page, "Surat" in page) == (True, True, False)


def test_hidden_and_foreign_ones_do_not_exist(cast, login):
    case, other = factories.complaint(cast.relawan), factories.complaint(cast.relawan)
    colleague = factories.volunteer("rekan", cast.teros)
    row = add(case, cast.relawan)
    assert login(colleague).get(url(case, str(row.pk))).status_code == 200
    assert login(colleague).get(url(other, str(row.pk))).status_code == 404
    factories.hiding(case, colleague)
    for path in (url(case), url(case, str(row.pk)), url(case, str(row.pk), "asli")):
        assert login(colleague).get(path).status_code == 404


def test_the_case_tells_of_it(cast, login):
    case, client = factories.complaint(cast.relawan), login(cast.relawan)
    add(case, cast.relawan, about="Surat pindah")
    page = client.get(case.get_absolute_url()).content.decode()
    assert ("Lampiran (1)" in page, "Lampiran ditambahkan: Foto" in page, page.count("Surat pindah")) == (
        True,
        True,
        2,
    )


def test_showing_the_list_is_recorded(cast, login):
    case = factories.complaint(cast.relawan)
    add(case, cast.relawan, about="Surat")
    login(cast.relawan).get(url(case))
    assert actions(case) == [("attachment.added", False), ("complaint.read", False)]


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_the_page_do_not_grow(cast, login, number, django_assert_num_queries):
    case = factories.complaint(cast.relawan)
    for _one in range(number):
        add(case, cast.relawan)
    client = login(cast.relawan)
    with django_assert_num_queries(10):
        client.get(url(case))
