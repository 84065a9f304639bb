"""The officer's list of cases: whose, in which order, how searched and filtered, at what price."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from complaints.admin.complaint import ComplaintAdmin
from complaints.models import Complaint
from tests import factories

LIST = "/admin/complaints/complaint/"
WITA = ZoneInfo("Asia/Makassar")


def listed(client, query: str = "") -> list[Complaint]:
    response = client.get(LIST + query)
    assert response.status_code == 200
    return list(response.context["cl"].result_list)


@pytest.fixture
def officer(cast, login):
    return login(cast.petugas)


def test_an_officer_sees_the_cases_of_her_own_groups(cast, login):
    ours = factories.complaint(cast.relawan)
    theirs = factories.complaint(factories.volunteer("kpd", cast.kupang))
    assert listed(login(cast.petugas)) == [ours]
    assert listed(login(cast.petugas2)) == [theirs]
    assert set(listed(login(cast.bakti))) == {ours, theirs}


def test_a_case_hidden_from_her_is_not_there(cast, officer):
    row = factories.complaint(cast.relawan, kind="violence")
    assert listed(officer) == [row]
    factories.hiding(row, cast.petugas)
    assert listed(officer) == []


@pytest.mark.parametrize("who", ["relawan", "sekdes"])
def test_volunteers_and_secretaries_have_no_business_here(cast, login, who):
    response = login(getattr(cast, who)).get(LIST, follow=True)
    assert response.status_code == 403


def test_late_answers_first_then_unreviewed_then_newest(cast, officer):
    now = timezone.now()
    ages = iter(range(1, 9))

    def case(**fields):
        return factories.complaint(cast.relawan, received_at=now - timedelta(days=next(ages)), **fields)

    newest_social = case()
    reviewed = case(kind="violence", reviewed_at=now, reviewed_by=cast.petugas)
    unreviewed = case(kind="violence")
    flagged_social = case(is_flagged=True)
    late_reviewed = case(kind="violence", reviewed_at=now, reviewed_by=cast.petugas)
    late_unreviewed = case(kind="violence")
    for row in (late_reviewed, late_unreviewed):
        factories.referral(row, late=True)
    factories.referral(newest_social)
    assert listed(officer) == [
        *(late_unreviewed, late_reviewed),
        *(unreviewed, flagged_social),
        *(newest_social, reviewed),
    ]


def test_no_name_and_no_reminder_stand_in_the_list(cast, officer):
    factories.complaint(cast.relawan, kind="violence", name="Contoh Melati", reminder="sandal biru")
    factories.complaint(cast.relawan, name="Contoh Kenanga", reminder="payung merah")
    page = officer.get(LIST).content.decode()
    found = [word for word in ("Melati", "Kenanga", "sandal", "payung") if word in page]
    assert found == []


def test_what_waits_is_told_in_words(cast, officer):
    row = factories.complaint(cast.relawan, kind="violence", is_flagged=True, urgency="emergency")
    factories.referral(row, late=True)
    page = officer.get(LIST).content.decode()
    words = ["Jawaban terlambat", "Ditandai", "Belum ditinjau", "Darurat", "Kekerasan", "Fisik", "KK Teros"]
    assert [word for word in words if f">{word}</" not in page] == []


@pytest.mark.parametrize("spelling", ["{}", "{:.4}-{tail}", " {lower} "])
def test_search_finds_a_number_in_any_spelling(cast, officer, spelling):
    row = factories.complaint(cast.relawan)
    factories.complaint(cast.relawan)
    text = spelling.format(row.number, tail=row.number[4:], lower=row.number.lower())
    assert listed(officer, f"?q={text.strip()}") == [row]


def test_search_finds_no_names_and_no_foreign_numbers(cast, officer):
    factories.complaint(cast.relawan, name="Contoh Kenanga")
    foreign = factories.complaint(factories.volunteer("kpd", cast.kupang))
    assert listed(officer, "?q=Kenanga") == []
    assert listed(officer, f"?q={foreign.number}") == []


def test_each_filter_narrows(cast, officer):
    now = timezone.now()
    long_ago = now - timedelta(days=40)
    violence = factories.complaint(cast.relawan, kind="violence", urgency="urgent", is_flagged=True)
    reviewed = factories.complaint(
        cast.relawan, kind="violence", stage="assessed", reviewed_at=now, reviewed_by=cast.petugas
    )
    social = factories.complaint(cast.relawan2, category="health", last_entry_at=long_ago)
    factories.referral(social, late=True)
    factories.closed(cast.relawan2, category="work", last_entry_at=long_ago)
    found = {
        "?jenis=violence&tahap=received": [violence],
        "?tahap=assessed": [reviewed],
        "?rincian=health": [social],
        "?kedaruratan=urgent": [violence],
        f"?kelompok={cast.banjarsari.pk}&tahap=received": [social],
        "?tinjauan=belum": [violence],
        "?tinjauan=sudah": [reviewed],
        "?tanda=ya": [violence],
        "?terlambat=ya": [social],
        "?diam=ya": [social],
    }
    assert {query: listed(officer, query) for query in found} == found


def test_only_her_own_groups_are_offered(cast, officer):
    response = officer.get(LIST)
    offered = [spec for spec in response.context["cl"].filter_specs if spec.parameter_name == "kelompok"]
    assert offered[0].lookup_choices == [
        (str(cast.banjarsari.pk), "KK Banjarsari"),
        (str(cast.teros.pk), "KK Teros"),
    ]
    factories.complaint(cast.relawan)
    assert listed(officer, f"?kelompok={cast.kupang.pk}") == []


def test_counts_are_shown_on_demand_only(cast, officer):
    factories.complaint(cast.relawan, kind="violence")
    factories.complaint(cast.relawan)
    assert "Kekerasan (1)" not in officer.get(LIST).content.decode()
    assert "Kekerasan (1)" in officer.get(f"{LIST}?_facets=True").content.decode()


def test_dates_lead_from_years_to_days_on_the_readers_clock(cast, officer):
    """Half past midnight in Lombok is still last year in UTC."""
    late_evening = datetime(2024, 12, 31, 23, 30, tzinfo=WITA)
    old = factories.complaint(cast.relawan, received_at=late_evening)
    new = factories.complaint(cast.relawan, received_at=datetime(2025, 1, 1, 0, 30, tzinfo=WITA))
    cl = officer.get(LIST).context["cl"]
    assert [choice.title for choice in cl.dates["choices"]] == ["2024", "2025"]
    assert listed(officer, "?received_at__year=2024") == [old]
    assert listed(officer, "?received_at__year=2025&received_at__month=1&received_at__day=1") == [new]
    months = officer.get(f"{LIST}?received_at__year=2024").context["cl"].dates
    assert (len(months["choices"]), months["now"]) == (12, "2024")
    days = officer.get(f"{LIST}?received_at__year=2024&received_at__month=2").context["cl"].dates
    assert (len(days["choices"]), days["now"]) == (29, "Februari 2024")


@pytest.mark.parametrize("page", ["2", "3", "99", "999999999999999999"])
def test_beyond_the_last_page_stands_the_last_one_of_what_is_filtered(cast, officer, page):
    for _one in range(51):
        factories.complaint(cast.relawan)
    factories.complaint(cast.relawan, kind="violence")
    response = officer.get(f"{LIST}?jenis=social&p={page}")
    shown = response.context["cl"]
    assert (shown.page_num, len(shown.result_list), shown.next_page) == (2, 1, "")
    assert shown.previous_page == "?jenis=social&p=1"


@pytest.mark.parametrize("query", ["?received_at__year=0", "?received_at__year=2024&received_at__month=13"])
def test_impossible_dates_lead_back_to_the_list(officer, query):
    response = officer.get(LIST + query)
    assert (response.status_code, response["Location"]) == (302, f"{LIST}?e=1")


@pytest.mark.parametrize(
    "lookup",
    [
        "narrative__startswith=a",
        "persons__phone_digest=a",
        "hidings__user=1",
        "assigned_to__password__startswith=a",
    ],
)
def test_no_other_column_is_asked_through_the_address(officer, lookup):
    assert officer.get(f"{LIST}?{lookup}").status_code == 400


@pytest.mark.parametrize("name", ["add/", "{pk}/delete/", "{pk}/history/", "{pk}/"])
def test_cases_are_not_added_deleted_or_listed_by_history_here(cast, officer, name):
    row = factories.complaint(cast.relawan)
    assert officer.get(LIST + name.format(pk=row.pk)).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_row_and_three(cast, officer, django_assert_num_queries, rows):
    for _row in range(rows):
        factories.referral(factories.complaint(cast.relawan, kind="violence"), late=True)
    with django_assert_num_queries(11):
        officer.get(LIST)


def test_pages_follow_each_other_across_the_tiers(cast, officer, monkeypatch):
    monkeypatch.setattr(ComplaintAdmin, "list_per_page", 2)
    rows = [factories.complaint(cast.relawan, kind="violence") for _row in range(5)]
    for row in rows[:3]:
        factories.referral(row, late=True)
    pages = [listed(officer, f"?p={page}") for page in (1, 2, 3)]
    assert [row for page in pages for row in page] == [rows[2], rows[1], rows[0], rows[4], rows[3]]


def test_a_long_list_is_counted_no_further_than_its_last_page(cast, officer, monkeypatch):
    monkeypatch.setattr("complaints.admin.paging.CappedPaginator.MOST", 2)
    for _row in range(4):
        factories.complaint(cast.relawan)
    cl = officer.get(LIST).context["cl"]
    assert (cl.result_count, cl.is_capped) == (2, True)


def test_what_the_list_is_filtered_by_stands_above_it(officer, cast):
    factories.complaint(cast.relawan)
    page = officer.get(LIST, {"tahap": "terbuka", "kedaruratan": "segera"}).text
    above = re.search(r'<ul class="chosen".*?</ul>', page, re.S)[0]
    told = re.findall(r'href="([^"]*)"><span>(.*?)</span>', above)
    assert [(address, re.sub(r"<.*?>", "", words)) for address, words in told] == [
        ("?kedaruratan=segera", "Tahap: Masih berjalan"),
        ("?tahap=terbuka", "Kedaruratan: Darurat atau mendesak"),
    ]
    for query in ({}, {"o": "1"}, {"tahap": "entah"}):
        assert '<ul class="chosen"' not in officer.get(LIST, query).text
