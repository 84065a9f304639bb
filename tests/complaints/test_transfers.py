"""`…/limpahkan/` and `/pelimpahan/`: the pages of offering and answering."""

import uuid

import pytest

from complaints.models import Complaint, Transfer
from complaints.services import transfer
from complaints.today import today
from members.enums import Position
from members.models import Assignment, User
from safeguards.models import AuditEvent
from tests import factories

LIST = "/pelimpahan/"


@pytest.fixture
def siti(cast):
    return factories.volunteer("siti", cast.banjarsari, position=Position.COORDINATOR)


def offer(case, by, to_group) -> Transfer:
    return transfer.offer(
        complaint=case,
        by=by,
        to_group=to_group,
        reason="Ia pindah.",
        agreed=True,
        submission_key=uuid.uuid4(),
    )


def url(case) -> str:
    return f"{case.get_absolute_url()}limpahkan/"


def page(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", {"KK Banjarsari"}),
        ("banjar sari", {"KK Banjarsari"}),
        ("Desa Bokonusan", {"KPD Contoh"}),
        ("kupang", {"KPD Contoh"}),
        ("UDN", {"KPD Contoh"}),
        ("semau", {"KPD Contoh"}),
        ("lombok timur", {"KK Banjarsari"}),
        ("tidak ada", set()),
    ],
)
def test_groups_are_found_by_place_and_partner(cast, login, text, found):
    case = factories.complaint(cast.relawan)
    response = login(cast.relawan).get(url(case), {"cari": text} if text else {})
    assert {group.name for group in response.context["groups"]} == found


def test_the_page_offers(cast, login):
    case, client = factories.complaint(cast.relawan), login(cast.relawan)
    here = f"{url(case)}?ke={cast.kupang.pk}"
    assert "KPD Contoh" in page(client.get(here))
    told = {"reason": "Ia pindah ke sana.", "agreed": "on", "kiriman": uuid.uuid4(), "versi": 1}
    for _tap in range(2):
        assert client.post(here, told)["Location"] == case.get_absolute_url()
    row = Transfer.objects.select_related("complaint").get()
    assert (row.to_group, row.reason) == (cast.kupang, "Ia pindah ke sana.")
    shown = page(client.get(case.get_absolute_url()))
    told = (
        "Ditawarkan ke KPD Contoh sejak" in shown,
        "Ia pindah ke sana." in shown,
        "persetujuan orangnya" in shown,
    )
    assert told == (True, True, True)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"agreed": ""}, "hanya bila ia setuju"),
        ({"reason": ""}, "Tulis alasannya dulu."),
        ({"versi": 0}, "baru saja diubah orang lain"),
    ],
)
def test_the_page_says_what_is_missing_and_keeps_what_was_typed(cast, login, change, words):
    case = factories.complaint(cast.relawan)
    told = {"reason": "Ia pindah.", "agreed": "on", "kiriman": uuid.uuid4(), "versi": 1, **change}
    shown = page(login(cast.relawan).post(f"{url(case)}?ke={cast.kupang.pk}", told))
    assert (words in shown, "Ia pindah." in shown or not told["reason"]) == (True, True)
    assert Transfer.objects.count() == 0


@pytest.mark.parametrize("wanted", ["own", "999999", "x", "²", "9" * 18])
def test_a_group_that_is_none_leads_to_the_choice(cast, login, wanted):
    wanted = cast.teros.pk if wanted == "own" else wanted
    case = factories.complaint(cast.relawan)
    response = login(cast.relawan).get(url(case), {"ke": wanted})
    assert (response.status_code, response.context["chosen"]) == (200, None)


def test_the_page_takes_an_offer_back(cast, login):
    case, client = factories.complaint(cast.relawan), login(cast.relawan)
    row = offer(case, cast.relawan, cast.kupang)
    assert "Tarik tawaran" in page(client.get(url(case)))
    for _tap in range(2):
        client.post(url(case), {"tarik": "1"})
    row.refresh_from_db()
    assert row.state == "taken_back"


# The receiving side ---------------------------------------------------------------------------


def secret_case(by, **fields):
    fields = {"narrative": "Cerita rahasia.", "reminder": "rumah sumur", "urgency": "urgent", **fields}
    return factories.complaint(by, kind="violence", name="Bunga Contoh", **fields)


def test_the_receiver_reads_the_offer_and_no_word_of_the_case(cast, login, siti):
    case, client = secret_case(cast.relawan), login(siti)
    row = offer(case, cast.relawan, cast.banjarsari)
    home, listed, shown = (page(client.get(path)) for path in ("/", LIST, row.get_absolute_url()))
    for text in (home, listed, shown):
        assert (str(case) in text, "KK Teros" in text, "Kekerasan" in text) == (True, True, True)
        assert [word for word in ("rahasia", "sumur", "Bunga", "Fisik") if word in text] == []
    assert ("Mendesak" in listed, "Mendesak" in shown, "Ia pindah." in shown) == (True, True, True)
    assert client.get(case.get_absolute_url()).status_code == 404
    read = AuditEvent.objects.filter(chain=case.pk, action="transfer.read")
    assert list(read.values_list("actor", flat=True)) == [siti.pk]


def test_a_name_that_slipped_into_the_message_is_masked_for_the_receiver(cast, login, siti):
    case = secret_case(cast.relawan)
    told = {"reason": "Bunga pindah ke sana.", "agreed": True, "submission_key": uuid.uuid4()}
    volunteers = transfer.offer(complaint=case, by=cast.relawan, to_group=cast.banjarsari, **told)
    case = secret_case(cast.relawan)
    told["submission_key"] = uuid.uuid4()
    officers = transfer.offer(complaint=case, by=cast.relawan, to_group=cast.kupang, **told)
    shown = page(login(siti).get(volunteers.get_absolute_url()))
    assert ("••• pindah ke sana." in shown, "Bunga" in shown) == (True, False)
    shown = page(login(cast.petugas2).get(f"/admin/complaints/transfer/{officers.pk}/jawab/"))
    assert ("••• pindah ke sana." in shown, "Bunga" in shown) == (True, False)


def test_of_her_own_offers_a_secretary_is_told_no_violence(cast, login):
    violence = offer(secret_case(cast.relawan), cast.relawan, cast.kupang)
    social = offer(factories.complaint(cast.relawan), cast.relawan, cast.kupang)
    Assignment.objects.create(user=cast.relawan, role="secretary", village=cast.teros.village)
    shown = page(login(cast.relawan).get(LIST))
    assert (str(violence.complaint) in shown, str(social.complaint) in shown) == (False, True)


def test_she_accepts_and_the_case_is_hers(cast, login, siti):
    case, client = secret_case(cast.relawan), login(siti)
    row = offer(case, cast.relawan, cast.banjarsari)
    for _tap in range(2):
        posted = client.post(row.get_absolute_url(), {"jawaban": "terima", "kiriman": uuid.uuid4()})
        assert posted["Location"] == case.get_absolute_url()
    assert "Cerita rahasia." in page(client.get(case.get_absolute_url()))
    assert login(cast.relawan).get(case.get_absolute_url()).status_code == 404
    sent = page(login(cast.relawan).get(LIST))
    assert (str(case) in sent, "Diterima" in sent, "sumur" in sent) == (True, True, False)


def test_she_declines_and_the_sender_sees_why(cast, login, siti):
    case = secret_case(cast.relawan)
    row = offer(case, cast.relawan, cast.banjarsari)
    client = login(siti)
    assert "Tulis alasannya dulu." in page(client.post(row.get_absolute_url(), {"jawaban": "tolak"}))
    told = {"jawaban": "tolak", "text": "Kami sedang penuh."}
    assert client.post(row.get_absolute_url(), told)["Location"] == LIST
    sender = login(cast.relawan)
    for path in ("/", LIST, case.get_absolute_url()):
        assert "Kami sedang penuh." in page(sender.get(path))


def test_what_is_taken_back_is_gone_for_the_receiver(cast, login, siti):
    row = offer(factories.complaint(cast.relawan), cast.relawan, cast.banjarsari)
    transfer.take_back(transfer=row, by=cast.relawan)
    assert login(siti).get(row.get_absolute_url()).status_code == 404
    assert login(siti).post(row.get_absolute_url(), {"jawaban": "terima"}).status_code == 404


def test_whom_a_case_is_hidden_from_finds_no_trace_of_its_offers(cast, login, siti):
    case = factories.complaint(cast.relawan)
    row = offer(case, cast.relawan, cast.banjarsari)
    factories.hiding(case, siti)
    assert today(User.objects.get(pk=siti.pk))["offered"].rows == []
    assert (
        str(case) in page(login(siti).get(LIST)),
        login(siti).get(row.get_absolute_url()).status_code,
    ) == (False, 404)
    transfer.accept(transfer=row, by=cast.petugas, assign=cast.relawan2)
    factories.hiding(case, cast.relawan)
    assert str(case) not in page(login(cast.relawan).get(LIST))


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_the_list_do_not_grow(cast, login, siti, number, django_assert_num_queries):
    for _one in range(number):
        offer(factories.complaint(cast.relawan), cast.relawan, cast.banjarsari)
        offer(factories.complaint(siti), siti, cast.teros)
    client = login(siti)
    with django_assert_num_queries(6):
        client.get(LIST)


# Admin ----------------------------------------------------------------------------------------


def admin_url(case, slug: str) -> str:
    return f"/admin/complaints/complaint/{case.pk}/{slug}/"


def test_an_officer_offers_and_takes_back(cast, login):
    case, client = factories.complaint(cast.relawan), login(cast.petugas)
    told = {
        "to_group": cast.kupang.pk,
        "reason": "Ia pindah.",
        "agreed": "on",
        "kiriman": uuid.uuid4(),
        "versi": 1,
    }
    client.post(admin_url(case, "limpahkan"), told)
    row = Transfer.objects.select_related("complaint").get()
    assert (row.to_group, row.offered_by, row.reason) == (cast.kupang, cast.petugas, "Ia pindah.")
    assert "Ditawarkan ke KPD Contoh" in page(client.get(admin_url(case, "change")))
    client.post(admin_url(case, "tarik"))
    row.refresh_from_db()
    assert row.state == "taken_back"


def test_an_officer_is_told_what_an_offer_still_needs(cast, login):
    case = factories.complaint(cast.relawan)
    shown = page(login(cast.petugas).post(admin_url(case, "limpahkan"), {"versi": 1}))
    words = ["Pilih kelompok penerimanya.", "Tulis alasannya dulu."]
    words += ["Kasus berpindah hanya bila orangnya setuju."]
    assert [line for line in words if line not in shown] == []
    assert Transfer.objects.count() == 0


def test_the_officer_of_the_receiving_group_accepts_by_naming_a_volunteer(cast, login):
    case = secret_case(cast.relawan)
    row = offer(case, cast.relawan, cast.kupang)
    heir = factories.volunteer("ina", cast.kupang)
    client, answer = login(cast.petugas2), f"/admin/complaints/transfer/{row.pk}/jawab/"
    assert "Jawab" in page(client.get("/admin/complaints/transfer/"))
    shown = page(client.get(answer))
    assert ("Ia pindah." in shown, "rahasia" in shown, "Contoh Ina" in shown) == (True, False, True)
    assert "Pilih siapa yang mendampingi." in page(client.post(answer, {"jawaban": "terima"}))
    client.post(answer, {"jawaban": "terima", "assign": heir.pk})
    assert Complaint.objects.get(pk=case.pk).assigned_to == heir
    assert client.get(admin_url(case, "change")).status_code == 200
    assert login(cast.petugas).get(admin_url(case, "change")).status_code == 302


def test_the_officer_of_the_sending_group_only_sees_where_it_stands(cast, login):
    row = offer(factories.complaint(cast.relawan), cast.relawan, cast.kupang)
    client = login(cast.petugas)
    shown = page(client.get("/admin/complaints/transfer/"))
    assert (str(row.complaint) in shown, "Jawab" in shown) == (True, False)
    answer = f"/admin/complaints/transfer/{row.pk}/jawab/"
    assert client.post(answer, {"jawaban": "tolak", "text": "x"})["Location"] == "/admin/"
    row.refresh_from_db()
    assert row.state == "offered"
