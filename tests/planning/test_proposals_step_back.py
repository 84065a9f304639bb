"""The page that takes a step back, and what the proposal's page and admin then tell of it."""

import re
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from planning.models import Proposal
from planning.services.proposals import leaving, writing
from planning.services.proposals.deciding import take_back
from safeguards.models import AuditEvent
from tests import factories

from .proposal_deeds import step
from .proposal_pages import LIST, YEAR, page_of, url

LINK = "Salah catat? Batalkan langkah terakhir"
WHY = {"reason": "Salah usulan."}


@pytest.fixture
def planned(cast):
    """In the plan of Teros for 9 million, and its last step."""
    row = factories.proposal(cast.relawan, title="Jemput bola", amount_asked=10_000_000)
    step(row, cast.relawan, "musdes")
    return row, step(row, cast.relawan, "rkpdes", amount=9_000_000)


def status(row) -> str:
    row.refresh_from_db()
    return row.status


def timeline(page: str) -> list[str]:
    entries = re.findall(r"<li>(.*?)</li>", re.search(r'<ol class="timeline">(.*?)</ol>', page)[1])
    return [" ".join(re.sub(r"<[^>]+>", " ", entry).split()) for entry in entries]


def test_the_page_says_what_is_taken_back_and_what_then_holds(cast, login, planned):
    row, last = planned
    client = login(cast.sekdes)
    address = url("step-back", row, last.pk)
    assert f'href="{address}">{LINK}</a>' in page_of(client.get(row.get_absolute_url()))
    page = page_of(client.get(address))
    assert "<strong>Masuk RKPDes</strong>: Rp 9.000.000" in page
    assert "dicatat oleh Contoh Relawan" in page
    assert "<dt>Statusnya kembali</dt><dd>Musyawarah desa</dd>" in page
    assert ("Batalkan langkah ini</button>" in page, "Tidak jadi</a>" in page) == (True, True)
    assert status(row) == "rkpdes"


def test_the_history_shows_it_struck_out_in_words(cast, login, planned):
    row, last = planned
    page = page_of(login(cast.sekdes).post(url("step-back", row, last.pk), WHY, follow=True))
    assert "Langkah dibatalkan. Statusnya kembali: Musyawarah desa." in page
    assert status(row) == "musdes"
    assert re.search(r"<s>RKPDes: Rp 9\.000\.000</s>", page)
    (_first, _discussed, told) = timeline(page)
    assert re.search(r"9\.000\.000 Dibatalkan \d+ \w+ \d{4} oleh Contoh Sekdes: Salah usulan\.$", told)


def test_a_refusal_taken_back_is_in_the_list_again(cast, login):
    row, client = factories.proposal(cast.relawan, title="Jemput bola"), login(cast.relawan)
    last = step(row, cast.relawan, "refused", reason="Dana habis.")
    asked = page_of(client.get(url("step-back", row, last.pk)))
    assert "Dana habis." in asked
    page = page_of(client.post(url("step-back", row, last.pk), WHY, follow=True))
    assert "Usulkan lagi untuk anggaran berikutnya" not in page
    assert "1. Jemput bola" in page_of(client.get(LIST))


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("", "Tulis mengapa langkah ini dibatalkan."),
        ("  ", "Tulis mengapa langkah ini dibatalkan."),
        ("Tanya Ibu Contoh, 0812-3456-7890", "Ada nomor HP atau NIK di sini."),
        ("a" * 501, "Paling panjang 500 huruf"),
    ],
)
def test_a_reason_is_asked_that_names_nobodys_number(cast, login, planned, reason, words):
    row, last = planned
    page = page_of(login(cast.relawan).post(url("step-back", row, last.pk), {"reason": reason}))
    assert words in page
    assert reason.strip() in page
    assert status(row) == "rkpdes"


def test_a_second_tap_says_that_it_is_taken_back_already(cast, login, planned):
    row, last = planned
    client = login(cast.relawan)
    pages = [page_of(client.post(url("step-back", row, last.pk), WHY, follow=True)) for _tap in range(2)]
    said = "Langkah ini sudah dibatalkan. Lihat riwayatnya."
    assert [said in page for page in pages] == [False, True]
    assert said in page_of(client.get(url("step-back", row, last.pk), follow=True))
    assert status(row) == "musdes"
    assert AuditEvent.objects.filter(action="proposal.step_taken_back").count() == 1


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_was_recorded_meanwhile_is_not_lost(cast, login, planned, method):
    row, last = planned
    client = login(cast.relawan)
    step(row, cast.sekdes, "apbdes", amount=8_000_000)
    page = page_of(getattr(client, method)(url("step-back", row, last.pk), WHY, follow=True))
    assert "Sesudah langkah ini sudah ada langkah lain." in page
    assert status(row) == "apbdes"


@pytest.mark.parametrize("method", ["get", "post"])
def test_where_it_was_carried_over_the_refusal_stays(cast, login, method):
    row, client = factories.proposal(cast.relawan), login(cast.relawan)
    last = step(row, cast.relawan, "refused", reason="Dana habis.")
    assert LINK in page_of(client.get(row.get_absolute_url()))
    leaving.carry_over(proposal=row, by=cast.relawan)
    assert LINK not in page_of(client.get(row.get_absolute_url()))
    page = page_of(getattr(client, method)(url("step-back", row, last.pk), WHY, follow=True))
    assert f"Usulan ini sudah dilanjutkan ke daftar {YEAR + 1}, jadi penolakannya tetap." in page
    assert status(row) == "refused"


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_first_step_stays(cast, login, method):
    row, client = factories.proposal(cast.relawan), login(cast.sekdes)
    assert LINK not in page_of(client.get(row.get_absolute_url()))
    address = url("step-back", row, row.steps.get().pk)
    assert "Usulan dimulai dengan langkah ini" in page_of(getattr(client, method)(address, WHY, follow=True))


@pytest.mark.parametrize(
    ("name", "is_offered", "code"),
    [("relawan", True, 302), ("sekdes", True, 302), ("humas", False, 403), ("relawan2", None, 404)],
)
def test_who_may_record_it_is_offered_to_take_it_back(cast, login, planned, name, is_offered, code):
    row, last = planned
    client = login(getattr(cast, name))
    if is_offered is not None:
        assert (LINK in page_of(client.get(row.get_absolute_url()))) == is_offered
    assert client.post(url("step-back", row, last.pk), WHY).status_code == code
    assert status(row) == ("musdes" if code == 302 else "rkpdes")


def test_what_has_such_a_history_is_not_offered_to_be_deleted(cast, login):
    row, client = factories.proposal(cast.relawan), login(cast.relawan)
    assert "Hapus usulan</a>" in page_of(client.get(row.get_absolute_url()))
    client.post(url("step-back", row, step(row, cast.relawan, "musdes").pk), WHY)
    assert "Hapus usulan</a>" not in page_of(client.get(row.get_absolute_url()))
    asked = page_of(client.get(url("withdraw", row)))
    assert ("Tidak bisa dihapus" in asked, "dicatat lalu dibatalkan" in asked) == (True, True)
    assert "dicatat lalu dibatalkan" in page_of(client.post(url("withdraw", row), follow=True))
    assert Proposal.objects.filter(pk=row.pk).exists()


def test_officers_read_it_in_the_history_too(cast, login, planned):
    row, last = planned
    login(cast.relawan).post(url("step-back", row, last.pk), WHY)
    page = page_of(login(cast.petugas).get(reverse("admin:planning_proposal_detail", args=[row.pk])))
    assert re.search(r"<s>RKPDes</s>, Rp 9\.000\.000", page)
    assert re.search(r"Dibatalkan \d+ \w+ \d{4} oleh Contoh Relawan: Salah usulan\.", page)


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("name", "count"), [("detail", 10), ("step-back", 11)])
def test_it_costs_the_same_however_long_the_history(
    cast, login, django_assert_num_queries, number, name, count
):
    row, client = factories.proposal(cast.relawan), login(cast.relawan)
    for _mistake in range(number):
        take_back(proposal=row, by=cast.relawan, step=step(row, cast.relawan, "musdes"), **WHY)
    last = step(row, cast.relawan, "musdes")
    more = (last.pk,) if name == "step-back" else ()
    with django_assert_num_queries(count):
        client.get(url(name, row, *more))


def test_a_step_is_found_under_its_own_proposal_alone(cast, login, planned):
    row, last = planned
    other = factories.proposal(cast.relawan)
    foreign = factories.proposal(cast.relawan2)
    away = step(foreign, cast.relawan2, "musdes")
    client = login(cast.sekdes)
    for address in (
        url("step-back", other, last.pk),
        url("step-back", row, away.pk),
        url("step-back", foreign, away.pk),
        url("step-back", row, uuid.uuid4()),
    ):
        assert (client.get(address).status_code, client.post(address, WHY).status_code) == (404, 404)
    assert (status(row), status(foreign)) == ("rkpdes", "musdes")


def test_who_left_the_group_takes_back_nothing_she_recorded(cast, login, planned):
    row, last = planned
    ended = timezone.localdate() - timedelta(days=1)
    cast.relawan.assignments.update(starts_on=ended, ends_on=ended)
    response = login(cast.relawan).post(url("step-back", row, last.pk), WHY)
    assert (response.headers["Location"], status(row)) == ("/masuk/", "rkpdes")


def test_the_link_goes_once_somebody_wrote_on_from_her_step(cast, login):
    row = factories.proposal(cast.humas)
    last = step(row, cast.humas, "musdes")
    client = login(cast.humas)
    assert LINK in page_of(client.get(row.get_absolute_url()))
    row.refresh_from_db()
    writing.change(proposal=row, by=cast.sekdes, values={"volume": "2 kali"}, version=row.version)
    assert LINK not in page_of(client.get(row.get_absolute_url()))
    for ask in (client.get, lambda *args, **told: client.post(*args, WHY, **told)):  # from a page open before
        assert "Minta ketua kelompok" in page_of(ask(url("step-back", row, last.pk), follow=True))
    assert status(row) == "musdes"
