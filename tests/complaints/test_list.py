"""`/pengaduan/` and its search."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from complaints import search
from tests import factories

URL = "/pengaduan/"
FIND = "/pengaduan/cari/"


def shown(response) -> set[str]:
    return {str(case) for case in response.context["page_obj"]}


def search_for(client, typed: dict) -> set[str]:
    return {str(case) for case in client.post(FIND, typed, follow=True).context["found"].cases}


@pytest.mark.parametrize(
    ("name", "status"),
    [("relawan", 200), ("humas", 200), ("kawil", 200), ("sekdes", 403), ("petugas", 403), ("bakti", 403)],
)
def test_the_list_is_for_who_works_cases(cast, login, name, status):
    assert login(getattr(cast, name)).get(URL).status_code == status
    assert login(getattr(cast, name)).post(FIND, {"cari": "x"}, follow=True).status_code == status


def test_each_sees_her_own_scope(cast, login):
    social = factories.complaint(cast.relawan)
    violence = factories.complaint(cast.relawan, kind="violence")
    own = factories.complaint(cast.humas)
    factories.complaint(cast.relawan2)
    assert shown(login(cast.relawan).get(URL)) == {str(social), str(violence), str(own)}
    assert shown(login(cast.humas).get(URL)) == {str(own)}
    assert shown(login(cast.kawil).get(URL)) == set()


def test_a_hidden_case_is_in_neither_list_nor_search(cast, login):
    case = factories.complaint(cast.relawan, reminder="pagar hijau")
    colleague = factories.volunteer("rekan", cast.teros)
    assert shown(login(colleague).get(URL)) == {str(case)}
    factories.hiding(case, colleague)
    client = login(colleague)
    assert shown(client.get(URL)) == set()
    assert search_for(client, {"cari": "pagar hijau"}) == set()
    assert search_for(client, {"cari": str(case)}) == set()


def test_the_name_stands_there_for_kind_b_only(cast, login):
    factories.complaint(cast.relawan, name="Bunga Contoh", reminder="rumah sumur")
    factories.complaint(cast.relawan, kind="violence", name="Rahasia Contoh", reminder="pagar hijau")
    page = login(cast.relawan).get(URL).content.decode()
    assert [word in page for word in ("Bunga Contoh", "rumah sumur", "pagar hijau", "Rahasia Contoh")] == [
        True,
        True,
        True,
        False,
    ]


@pytest.fixture
def various(cast):
    now = timezone.now()
    other = factories.volunteer("rekan", cast.teros)
    return {
        "new": factories.complaint(cast.relawan),
        "violence": factories.complaint(cast.relawan, kind="violence", stage="planned"),
        "missed": factories.complaint(cast.relawan, next_appointment=now - timedelta(days=2)),
        "coming": factories.complaint(cast.relawan, next_appointment=now + timedelta(days=2)),
        "late": factories.referral(factories.complaint(other), late=True).complaint,
        "closed": factories.closed(cast.relawan),
    }


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", {"new", "violence", "missed", "coming", "late", "closed"}),
        ("jenis=violence", {"violence"}),
        ("jenis=social&tahap=terbuka", {"new", "missed", "coming", "late"}),
        ("tahap=closed", {"closed"}),
        ("tahap=planned", {"violence"}),
        ("lewat=on", {"missed", "late"}),
        ("lewat=on&milik=saya", {"missed"}),
        ("jenis=salah&tahap=salah", {"new", "violence", "missed", "coming", "late", "closed"}),
    ],
)
def test_filters(cast, login, various, query, names):
    assert shown(login(cast.relawan).get(f"{URL}?{query}")) == {str(various[name]) for name in names}


def test_lateness_is_said_in_words(cast, login, various):
    page = login(cast.relawan).get(f"{URL}?lewat=on").content.decode()
    assert ("Janji lewat 2 hari" in page, "Rujukan terlambat" in page) == (True, True)


def test_twenty_five_a_page_in_a_stable_order(cast, login):
    moment = timezone.now()
    cases = [factories.complaint(cast.relawan, received_at=moment) for _one in range(27)]
    client = login(cast.relawan)
    first, second = client.get(f"{URL}?jenis=social"), client.get(f"{URL}?jenis=social&page=2")
    assert (len(first.context["page_obj"]), len(second.context["page_obj"])) == (25, 2)
    assert shown(first) | shown(second) == {str(case) for case in cases}
    assert "jenis=social&amp;page=2" in first.content.decode()
    assert shown(client.get(f"{URL}?page=x")) == shown(first)


@pytest.mark.parametrize("beyond", ["3", "9999", "999999999999999999"])
def test_beyond_the_last_page_stands_the_last_one_of_what_is_filtered(cast, login, beyond):
    for _one in range(26):
        factories.complaint(cast.relawan, kind="violence")
    oldest = factories.complaint(
        cast.relawan, kind="violence", received_at=timezone.now() - timedelta(days=365)
    )
    factories.complaint(cast.relawan, received_at=timezone.now() - timedelta(days=365))
    client = login(cast.relawan)
    page = client.get(f"{URL}?jenis=violence&page={beyond}")
    assert (page.context["page_obj"].number, len(page.context["page_obj"])) == (2, 2)
    assert str(oldest) in shown(page)
    assert "Halaman 2" in page.content.decode()
    assert client.get(f"{URL}?milik=saya&tahap=closed&page={beyond}").context["page_obj"].number == 1


def test_looking_for_the_last_page_costs_two_queries(cast, login, django_assert_num_queries):
    for _one in range(26):
        factories.complaint(cast.relawan)
    client = login(cast.relawan)
    with django_assert_num_queries(7):
        client.get(f"{URL}?page=9999")


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_the_list_do_not_grow(cast, login, number, django_assert_num_queries):
    for one in range(number):
        factories.complaint(cast.relawan, name=f"Contoh {one}", reminder=f"rumah {one}")
    client = login(cast.relawan)
    with django_assert_num_queries(5):
        client.get(URL)


@pytest.mark.parametrize("spelling", ["{0}", "{1}", " {2} ", "{3}"])
def test_a_number_leads_to_its_case_in_any_spelling(cast, login, spelling):
    case = factories.complaint(cast.relawan)
    spellings = [str(case), case.number, case.number.lower(), str(case).lower().replace("-", " - ")]
    response = login(cast.relawan).post(FIND, {"cari": spelling.format(*spellings)})
    assert (response.status_code, response["Location"]) == (302, case.get_absolute_url())


def test_a_foreign_number_leads_nowhere(cast, login):
    case = factories.complaint(cast.relawan2)
    assert search_for(login(cast.relawan), {"cari": str(case)}) == set()


@pytest.mark.parametrize("text", ["bunga", "CONTOH bunga", "Bunga Con", "sumur", "rumah  sumur", "ru-mah"])
def test_a_name_or_reminder_is_found_in_any_spelling(cast, login, text):
    case = factories.complaint(cast.relawan, name="Bunga Contoh", reminder="rumah sumur")
    factories.complaint(cast.relawan, name="Melati", reminder="warung")
    assert search_for(login(cast.relawan), {"cari": text}) == {str(case)}


def test_the_search_stays_within_her_scope(cast, login):
    factories.complaint(cast.relawan2, name="Bunga Contoh")
    assert search_for(login(cast.relawan), {"cari": "bunga"}) == set()


def test_closed_cases_are_searched_when_asked(cast, login):
    case = factories.closed(cast.relawan, name="Bunga Contoh")
    client = login(cast.relawan)
    assert search_for(client, {"cari": "bunga"}) == set()
    assert search_for(client, {"cari": "bunga", "selesai": "on"}) == {str(case)}


def test_what_was_searched_never_stands_in_an_address(cast, login):
    client = login(cast.relawan)
    assert client.get(f"{FIND}?cari=bunga")["Location"] == URL
    page = client.get(URL).content.decode()
    assert f'method="post" action="{reverse("complaints:search")}"' in page


def test_back_shows_the_hits_again_and_the_session_holds_no_name(cast, login):
    case = factories.complaint(cast.relawan, name="Bunga Contoh")
    client = login(cast.relawan)
    client.post(FIND, {"cari": "bunga"})
    assert {str(row) for row in client.get(FIND).context["found"].cases} == {str(case)}
    assert "bunga" not in str(dict(client.session.items()))


def test_what_another_searched_is_not_recalled(cast, login):
    client = login(cast.relawan)
    client.post(FIND, {"cari": "bunga"})
    kept = client.session["cari"]
    other = login(cast.relawan2)
    session = other.session
    session["cari"] = kept
    session.save()
    assert other.get(FIND)["Location"] == URL


def test_the_bound_is_said(cast, login, monkeypatch):
    for _one in range(3):
        factories.complaint(cast.relawan, name="Bunga")
    monkeypatch.setattr(search, "MOST", 2)
    result = search.find(cast.relawan, "bunga")
    assert (len(result.cases), result.looked_at, result.is_cut) == (2, 2, True)
    page = login(cast.relawan).post(FIND, {"cari": "bunga"}, follow=True).content.decode()
    assert "Pencarian ini hanya melihat" in page


def test_an_empty_search_says_what_to_write(cast, login):
    page = login(cast.relawan).post(FIND, {"cari": "  "}).content.decode()
    assert "Tulis nomor, nama, atau tanda pengingatnya." in page
