"""Who reviews a case reads neither identity nor story, on no road, but while she has opened it."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.utils import timezone

from complaints.models import Complaint, DuplicateHint, Flag, Note, Opening, Question
from complaints.services import review
from safeguards.models import AuditEvent
from tests import factories

NAME, PHONE = "Melati Kusumasari", "+6281298765432"
STORY = "ceritanyatersegel"  # stands in every sealed text; the name in those that are shown masked
PRINT = {"parts": ["persons", "story"], "reason": "hearing", "form": "whole"}


def full(by, kind: str) -> Complaint:
    """A case with a word of hers in each of its sealed texts."""
    texts = dict.fromkeys(("narrative", "reminder", "hamlet", "closing_note"), STORY)
    texts["safe_contact"] = {"note": STORY}
    row = factories.complaint(by, kind=kind, stage="assisted", **texts)
    row.persons.update(age_band="25-44")
    factories.person(row, role="reporter", identity={"name": NAME, "phone": PHONE, "address": STORY})
    Note.objects.create(complaint=row, text=STORY, kind="visit", by=by)
    Question.objects.create(complaint=row, text=f"Apakah {NAME} aman?", asked_by=by, answer="")
    Flag.objects.create(complaint=row, text=f"Mohon lihat {NAME}.", raised_by=by)
    factories.referral(row, factories.provider(f"Layanan {kind}"), told=STORY, note=STORY)
    factories.action(row, STORY)
    factories.attachment(row, name=STORY, about=STORY)
    if kind == "violence":
        factories.safety_plan(row, places=STORY)
    return row


@pytest.fixture
def case(cast) -> Complaint:
    return full(cast.relawan, "violence")


def roads(case: Complaint) -> list[str]:
    """Every address by which something of a case is read."""
    admin, own = f"/admin/complaints/complaint/{case.pk}", case.get_absolute_url()
    referral, file = case.referrals.get(), case.attachments.get()
    offers = [f"/admin/complaints/transfer/{row.pk}/jawab/" for row in case.transfers.all()]
    return [
        "/admin/",
        "/admin/complaints/complaint/",
        f"/admin/complaints/complaint/?q={case.number}",
        f"{admin}/change/",
        f"{admin}/lampiran/{file.pk}/",
        f"{admin}/lampiran/{file.pk}/asli/",
        "/admin/complaints/referral/",
        "/admin/complaints/transfer/",
        *offers,
        "/admin/complaints/opening/",
        "/admin/safeguards/auditevent/",
        "/admin/complaints/complaint/beban/",
        "/admin/complaints/complaint/angka/",
        f"/admin/complaints/provider/{referral.provider_id}/catatan/",
        "/rekap/",
        "/rekap/unduh/?desa=52.03.17.2003",
        own,
        f"{own}cetak/",
        f"{own}lampiran/",
        f"{own}lampiran/{file.pk}/lihat/",
        f"{own}lampiran/{file.pk}/asli/",
        f"{own}persetujuan/",
        f"{own}persetujuan/baca/",
        f"{own}asesmen/",
        f"{own}rencana/",
        f"{own}rencana-keselamatan/",
        f"{own}ubah/cerita/",
        f"{own}tercatat/",
        f"{own}limpahkan/",
        f"{own}pendamping/",
        f"/rujukan/{referral.pk}/",
        f"/rujukan/{referral.pk}/surat/",
        f"/rujukan/{referral.pk}/ingatkan/",
        f"/rujukan/{referral.pk}/ingatkan/surat/",
        f"/rujukan/{referral.pk}/adukan/surat/",
    ]


def words_of(response) -> str:
    """What can be read of it, also inside a workbook."""
    data = b"".join(response) if response.streaming else response.content
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            data = b"".join(book.read(name) for name in book.namelist())
    return data.decode(errors="replace")


SECRETS = (STORY, *NAME.split(), "81298765432", "0812-9876-5432", "812-9876-5432")


def told(client, address: str, method: str = "get", data=None) -> list[str]:
    response = getattr(client, method)(address, data or {}, follow=True)
    assert response.status_code in {200, 403, 404}, address
    text = words_of(response)
    return [f"{address}: {word}" for word in SECRETS if word in text]


def everything(client, case: Complaint) -> list[str]:
    found = [line for address in roads(case) for line in told(client, address)]
    found += told(client, f"{case.get_absolute_url()}cetak/", "post", PRINT)
    found += told(
        client, "/admin/complaints/complaint/", "post", {"action": "ask", "_selected_action": case.pk}
    )
    return found


def expire(opened: Opening) -> None:
    began = timezone.now() - timedelta(hours=3, seconds=1)
    Opening.objects.filter(pk=opened.pk).update(at=began, ends_at=began + timedelta(hours=3))


@pytest.mark.parametrize(
    ("who", "kind"), [("petugas", "violence"), ("bakti", "violence"), ("bakti", "social")]
)
def test_on_no_road_without_an_opening(cast, login, who, kind):
    case = full(cast.relawan, kind)
    factories.transfer(case, cast.banjarsari, reason=f"{NAME} pindah.")
    twin = full(cast.relawan, kind)
    DuplicateHint.objects.create(newer=twin, older=case, reason="phone")
    client = login(getattr(cast, who))
    assert everything(client, case) == []
    review.open_seal(complaint=twin, by=getattr(cast, who), reason="review")
    assert everything(client, case) == []  # her opening is of the other case alone


def test_with_one_she_reads_it_and_after_three_hours_no_more(cast, login, case):
    client = login(cast.petugas)
    opened = review.open_seal(complaint=case, by=cast.petugas, reason="safety")
    address = f"/admin/complaints/complaint/{case.pk}/change/"
    assert {line.split(": ")[1] for line in told(client, address)} >= {STORY, *NAME.split()}
    expire(opened)
    assert everything(client, case) == []


def test_nobody_is_found_by_a_name_that_is_sealed(cast, login, case):
    page = login(cast.petugas).get("/admin/complaints/complaint/", {"q": NAME.split()[0]})
    assert list(page.context["cl"].result_list) == []


def test_an_opening_is_hers_alone(cast, login, case):
    review.open_seal(complaint=case, by=cast.bakti, reason="safety")
    assert everything(login(cast.petugas), case) == []


@pytest.mark.parametrize("reason", ["", "hello", "other"])
def test_without_a_reason_it_stays_sealed(cast, login, case, reason):
    client = login(cast.petugas)
    posted = {"reason": reason, "text": ""}
    response = client.post(f"/admin/complaints/complaint/{case.pk}/buka/", posted)
    assert [word for word in SECRETS if word in words_of(response)] == []
    assert Opening.objects.count() == 0


# In mid-page: she opened it, read on for three hours, and then sends or follows what stands there ------


@pytest.fixture
def late(cast, login, case):
    expire(review.open_seal(complaint=case, by=cast.petugas, reason="safety"))
    return login(cast.petugas)


def refusals(case) -> list[tuple]:
    rows = AuditEvent.objects.filter(chain=case.pk, refused=True).order_by("seq")
    return list(rows.values_list("action", "reason"))


def test_a_form_of_printing_that_comes_late_is_told_so(late, case):
    page = f"/admin/complaints/complaint/{case.pk}/change/"
    for method in ("get", "post"):
        response = getattr(late, method)(f"{case.get_absolute_url()}cetak/", PRINT)
        assert (response.status_code, response["Location"]) == (302, page)
        said = words_of(late.get(page))
        assert "Belum dicetak: kasus ini tersegel. Buka segelnya dulu, dengan alasan." in said
    assert refusals(case) == [("complaint.printed", "not_permitted")] * 2


@pytest.mark.parametrize(("part", "action"), [("", "attachment.read"), ("asli/", "attachment.downloaded")])
def test_a_file_that_is_asked_for_late_is_told_so(late, case, part, action):
    file = case.attachments.get()
    response = late.get(f"/admin/complaints/complaint/{case.pk}/lampiran/{file.pk}/{part}", follow=True)
    assert "Buka dulu segel kasusnya, dengan alasan." in words_of(response)
    assert refusals(case) == [(action, "not_permitted")]


def test_what_she_posts_late_is_done_and_answered_by_a_sealed_page(late, case):
    """Asking needs no opening; the page that comes back shows no more than before it."""
    posted = {"text": "", "kiriman": "not a key"}
    response = late.post(f"/admin/complaints/complaint/{case.pk}/tanya/", posted)
    assert response.status_code == 200
    assert [word for word in SECRETS if word in words_of(response)] == []
    assert response.context["readable"] is False
