"""`…/rencana/`: from a standard plan or one's own words, changed, ended, opened again."""

import datetime
import uuid

import pytest
from django.utils import timezone

from complaints.models import PlanAction
from tests import factories

from .test_followup import actions

SOON = timezone.localdate() + datetime.timedelta(days=2)  # also when midnight passes during the run


@pytest.fixture
def case(cast):
    return factories.complaint(cast.relawan, kind="violence")


@pytest.fixture
def standard(db):
    return factories.standard_plan("Rencana KDRT", "Cari tempat aman", "Antar ke Puskesmas", is_domestic=True)


def url(case, step: str = "") -> str:
    return f"{case.get_absolute_url()}rencana/{step}"


def post(client, case, step, **fields):
    data = {"kiriman": str(uuid.uuid4()), "versi": case.version, **fields}
    return client.post(url(case, step), data)


def typed(cast, **fields) -> dict:
    due = SOON.isoformat()
    return {"text": "Antar ke Puskesmas", "due_on": due, "responsible": cast.relawan.pk, **fields}


def test_an_own_action(cast, login, case):
    client = login(cast.relawan)
    answer = post(client, case, "tambah/", **typed(cast, need="berobat"))
    assert answer["Location"] == url(case)
    page = client.get(url(case)).content.decode()
    assert ("Antar ke Puskesmas" in page, "berobat" in page, "1 langkah direncanakan." in page) == (
        True,
        True,
        True,
    )


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"text": " "}, "Tulis dulu apa yang dilakukan. Satu kalimat cukup."),
        ({"due_on": ""}, "Isi tanggalnya."),
        ({"due_on": "2020-01-01"}, "Paling cepat hari ini."),
        ({"due_on": "2999-01-01"}, "Tanggal ini terlalu jauh. Periksa tahunnya."),
        ({"due_on": "besok"}, "Tanggal ini tidak terbaca."),
        ({"responsible": ""}, "Pilih orangnya."),
        ({"responsible": "999999"}, "999999"),
        ({"text": "x" * 501}, "500"),
    ],
)
def test_bad_input_is_told_and_kept(cast, login, case, fields, message):
    page = post(login(cast.relawan), case, "tambah/", **typed(cast, need="berobat") | fields)
    assert (message in page.content.decode(), PlanAction.objects.count()) == (True, 0)
    assert 'value="berobat"' in page.content.decode()


def test_of_a_standard_plan_what_is_ticked_is_taken_as_it_is_worded(cast, login, case, standard):
    case.domestic = True
    case.save()
    client, (first, second) = login(cast.relawan), standard.actions.all()
    assert "Rencana baku: Rencana KDRT" in client.get(url(case)).content.decode()
    page = client.get(url(case, "baku/")).content.decode()
    assert ("Cari tempat aman" in page, "Antar ke Puskesmas" in page) == (True, True)
    ticked = {f"take_{second.pk}": "on", f"text_{second.pk}": "Antar ke RSUD", f"due_{second.pk}": SOON}
    unticked = {f"text_{first.pk}": "", f"due_{first.pk}": "entah"}
    post(client, case, "baku/", baku=standard.pk, responsible=cast.relawan.pk, **ticked, **unticked)
    assert [(row.text, row.due_on) for row in PlanAction.objects.select_related("complaint__data_key")] == [
        ("Antar ke RSUD", SOON)
    ]


def test_nothing_ticked_is_told_and_the_words_of_the_plan_are_still_there(cast, login, case, standard):
    page = post(login(cast.relawan), case, "baku/", baku=standard.pk, responsible=cast.relawan.pk)
    text = page.content.decode()
    assert "Centang langkah yang disepakati, paling sedikit satu." in text
    assert text.count("Cari tempat aman") == 2  # beside its box, and to be worded anew


def test_a_ticked_one_needs_words_and_a_day(cast, login, case, standard):
    first = standard.actions.first()
    fields = {f"take_{first.pk}": "on", f"text_{first.pk}": " ", f"due_{first.pk}": ""}
    page = post(
        login(cast.relawan), case, "baku/", baku=standard.pk, responsible=cast.relawan.pk, **fields
    ).content.decode()
    assert ("Tulis dulu apa yang dilakukan." in page, "Isi tanggalnya." in page) == (True, True)


def test_another_plan_may_be_chosen_and_none_at_all_leads_to_own_words(cast, login, case):
    client = login(cast.relawan)
    assert client.get(url(case, "baku/"))["Location"] == url(case, "tambah/")
    factories.standard_plan("Umum: kekerasan", "Tanyakan kebutuhannya")
    other = factories.standard_plan("Rencana TPPO", "Hubungi BP3MI", category="trafficking")
    hidden = factories.standard_plan("Rencana lama", is_active=False)
    page = client.get(url(case, "baku/")).content.decode()
    assert ("Tanyakan kebutuhannya" in page, f"?baku={other.pk}" in page) == (True, True)
    assert "Hubungi BP3MI" in client.get(url(case, f"baku/?baku={other.pk}")).content.decode()
    assert "Rencana lama" not in client.get(url(case, f"baku/?baku={hidden.pk}")).content.decode()


def test_an_action_is_changed_also_when_its_day_has_passed(cast, login, case):
    row = factories.action(case, days=-3)
    answer = post(
        login(cast.relawan), case, f"{row.pk}/", **typed(cast, text="Lain", due_on=row.due_on.isoformat())
    )
    assert answer["Location"] == url(case)
    assert PlanAction.objects.select_related("complaint__data_key").get().text == "Lain"


@pytest.mark.django_db(transaction=True)
def test_of_two_who_change_it_the_second_compares(cast, login, case):
    row, client = factories.action(case), login(cast.relawan)
    post(client, case, f"{row.pk}/", **typed(cast, text="Satu"))
    page = post(client, case, f"{row.pk}/", **typed(cast, text="Dua")).content.decode()
    assert ("baru saja diubah orang lain" in page, "Satu" in page, "Dua" in page) == (True, True, True)


def test_ended_and_opened_again(cast, login, case):
    row, client = factories.action(case), login(cast.relawan)
    page = post(client, case, f"{row.pk}/selesai/", state="not_possible").content.decode()
    assert "Tulis alasannya dulu." in page
    post(client, case, f"{row.pk}/selesai/", state="not_possible", result="Puskesmas tutup.")
    page = client.get(url(case)).content.decode()
    assert ("Tidak bisa" in page, "Puskesmas tutup." in page) == (True, True)
    assert "Sudah ditandai" in client.get(url(case, f"{row.pk}/selesai/")).content.decode()
    post(client, case, f"{row.pk}/selesai/", buka="1")
    row.refresh_from_db()
    assert (row.state, row.result) == ("open", "Puskesmas tutup.")


@pytest.mark.django_db(transaction=True)
def test_what_is_refused_is_told(cast, login):
    case = factories.closed(cast.relawan)
    row, client = factories.ended_action(case), login(cast.relawan)
    answer = client.post(url(case, f"{row.pk}/selesai/"), {"buka": "1"}, follow=True)
    assert "Kasus ini sudah ditutup." in answer.content.decode()
    page = post(client, case, "tambah/", **typed(cast)).content.decode()
    assert ("Kasus ini sudah ditutup." in page, "Antar ke Puskesmas" in page) == (True, True)


def test_one_of_another_case_is_not_found(cast, login, case):
    other = factories.action(factories.complaint(cast.relawan))
    for step in ("", "selesai/"):
        assert login(cast.relawan).get(url(case, f"{other.pk}/{step}")).status_code == 404


def test_every_showing_is_recorded(cast, login, case):
    row, client = factories.action(case), login(cast.relawan)
    for step in ("", "tambah/", f"{row.pk}/", f"{row.pk}/selesai/"):
        client.get(url(case, step))
    assert actions(case) == [("complaint.read", False)] * 4


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(
    ("step", "queries"), [("", 13), ("baku/", 13), ("tambah/", 10), ("{pk}/", 11), ("{pk}/selesai/", 10)]
)
def test_queries_do_not_grow(cast, login, case, number, step, queries, django_assert_num_queries):
    for one in range(number):
        row = factories.action(case, responsible=factories.volunteer(f"rekan{one}", cast.teros))
        factories.ended_action(case)
        factories.standard_plan(f"Rencana {one}", "Satu", "Dua")
    client = login(cast.relawan)
    with django_assert_num_queries(queries):
        client.get(url(case, step.format(pk=row.pk)))
