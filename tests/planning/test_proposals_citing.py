"""Evidence is cited once: when a proposal is written, or later, while no meeting has discussed it."""

import re

import pytest

from complaints.errors import NotPermitted
from planning import errors
from planning.services.proposals import writing
from safeguards.models import AuditEvent
from tests import factories

from .proposal_pages import LIST, page_of, url

CIVIL = {"key": "need.civil", "label": "Kependudukan", "year": 2025, "text": "10"}
OTHER = {**CIVIL, "text": "25"}


def cite(row, by, *evidence, version=1, **values) -> list[str]:
    values = {"evidence": list(evidence), **values}
    return writing.change(proposal=row, by=by, values=values, version=version)


def posted(row, *keys: str, **fields) -> dict:
    """The edit page as it is sent back."""
    held = {name: getattr(row, name) for name in ("title", "subsector", "problem")}
    return {**held, "kiriman": str(row.pk), "versi": str(row.version), "evidence": keys, **fields}


@pytest.fixture
def released(cast):
    """Seven certificates were asked for in Teros last year; told as 5."""
    for _number in range(7):
        received = f"{factories.LAST_YEAR}-05-05T00:00Z"
        factories.complaint(cast.relawan, need="birth_certificate", received_at=received)
    factories.release()
    return cast


@pytest.mark.parametrize("name", ["relawan", "humas", "sekdes"])
def test_whoever_may_edit_it_adds_evidence(cast, name):
    row, by = factories.proposal(cast.relawan), getattr(cast, name)
    assert cite(row, by, CIVIL, location="Kantor desa") == ["location", "evidence"]
    row.refresh_from_db()
    assert (row.evidence, row.location, row.version) == ([CIVIL], "Kantor desa", 2)
    event = AuditEvent.objects.get(action="proposal.changed")
    assert (event.actor, event.figures) == (by.pk, {"fields": ["location", "evidence"]})


def test_a_second_tap_changes_nothing(cast):
    row = factories.proposal(cast.relawan)
    assert [cite(row, cast.relawan, CIVIL) for _tap in range(2)] == [["evidence"], []]


def test_none_chosen_takes_none_away(cast):
    row = factories.proposal(cast.relawan, evidence=[CIVIL])
    assert cite(row, cast.relawan) == []
    row.refresh_from_db()
    assert row.evidence == [CIVIL]


def test_evidence_that_stands_is_never_changed(cast):
    row = factories.proposal(cast.relawan, evidence=[CIVIL])
    with pytest.raises(errors.EvidenceStays):
        cite(row, cast.sekdes, OTHER, location="Kantor desa")
    row.refresh_from_db()
    assert (row.evidence, row.location, row.version) == ([CIVIL], "", 1)
    event = AuditEvent.objects.get(action="proposal.changed")
    assert (event.refused, event.reason) == (True, "evidence_stays")


def test_the_second_of_two_who_cite_is_told(cast):
    row = factories.proposal(cast.relawan)
    cite(row, cast.humas, CIVIL)
    with pytest.raises(errors.Stale):
        cite(row, cast.relawan, OTHER)
    row.refresh_from_db()
    assert row.evidence == [CIVIL]


@pytest.mark.parametrize(
    ("status", "name", "refusal"),
    [
        ("musdes", "sekdes", errors.EvidenceStays),
        ("musdes", "relawan", errors.Settled),
        ("apbdes", "sekdes", errors.Ended),
        ("proposed", "relawan2", NotPermitted),
        ("proposed", "petugas", NotPermitted),
    ],
)
def test_none_is_added_after_a_meeting_or_by_others(cast, status, name, refusal):
    row = factories.proposal(cast.relawan, status=status, amount_granted=5 if status == "apbdes" else None)
    with pytest.raises(refusal):
        cite(row, getattr(cast, name), CIVIL)
    row.refresh_from_db()
    assert row.evidence == []


def test_the_page_leads_to_evidence_and_freezes_what_was_ticked(released, login):
    row, client = factories.proposal(released.relawan), login(released.humas)
    page = page_of(client.get(row.get_absolute_url()))
    assert f'href="{url("edit", row)}#bukti"><svg' in page
    form = page_of(client.get(url("edit", row)))
    assert re.search(r'<details id="bukti"[^>]* open>', form)
    keys = ["detail.birth_certificate", "need.civil"]
    page = page_of(client.post(url("edit", row), posted(row, *keys), follow=True))
    assert "Tersimpan." in page
    row.refresh_from_db()
    told = [(one["key"], one["year"], one["text"]) for one in row.evidence]
    assert told == [(key, factories.LAST_YEAR, "5") for key in keys]
    assert "Akta kelahiran: 5 (" in page
    assert "Tambahkan bukti" not in page
    assert 'id="bukti"' not in page_of(client.get(url("edit", row)))


def test_the_same_form_twice_is_kept_once(released, login):
    row, client = factories.proposal(released.relawan), login(released.relawan)
    body = posted(row, "need.civil")
    pages = [page_of(client.post(url("edit", row), body, follow=True)) for _tap in range(2)]
    assert ["Tidak ada yang berubah." in page for page in pages] == [False, True]


def test_a_page_that_was_made_up_changes_no_evidence(released, login):
    row = factories.proposal(released.relawan, evidence=[CIVIL])
    response = login(released.relawan).post(url("edit", row), posted(row, "need.civil", location="Baru"))
    page = page_of(response)
    assert "Bukti hanya dipilih sekali" in page
    assert 'id="bukti"' not in page
    assert 'value="Baru"' in page
    row.refresh_from_db()
    assert (row.evidence, row.location) == ([CIVIL], "")


def test_the_second_of_two_sees_both_and_saves_the_rest(released, login):
    row, client = factories.proposal(released.relawan), login(released.relawan)
    body = posted(row, "need.civil", location="Baru")
    cite(row, released.humas, OTHER)
    page = page_of(client.post(url("edit", row), body))
    assert re.search(r"<dd class=\"story\">Kependudukan: 25 \(2025\)</dd>.*?: 5 \(\d+\)</dd>", page)
    assert 'id="bukti"' not in page
    client.post(url("edit", row), {**body, "versi": "2", "evidence": []})
    row.refresh_from_db()
    assert (row.evidence, row.location) == ([OTHER], "Baru")


@pytest.mark.parametrize("key", ["need.rahasia", ""])
def test_a_figure_that_was_not_offered_is_refused(released, login, key):
    row = factories.proposal(released.relawan)
    assert login(released.relawan).post(url("edit", row), posted(row, key)).status_code == 200
    row.refresh_from_db()
    assert row.evidence == []


def test_what_is_sent_many_times_is_cited_once(released, login):
    row = factories.proposal(released.relawan)
    login(released.relawan).post(url("edit", row), posted(row, *["need.civil"] * 300))
    row.refresh_from_db()
    assert [one["key"] for one in row.evidence] == ["need.civil"]


def test_of_a_merged_village_its_own_figures_are_cited_whoever_does_it(released, login):
    """Not those of the village in whose list it now stands."""
    row = factories.proposal(released.relawan2)
    factories.merge(factories.BANJARSARI, factories.TEROS)
    page = login(released.relawan).post(url("edit", row), posted(row, "need.civil"))
    assert page.status_code == 200
    row.refresh_from_db()
    assert row.evidence == []


def test_without_released_figures_the_page_says_so(cast, login):
    row = factories.proposal(cast.relawan)
    page = page_of(login(cast.relawan).get(url("edit", row)))
    assert f"Belum ada angka rekap yang bisa menjadi bukti untuk anggaran {row.year}." in page


@pytest.mark.parametrize(
    ("name", "fields", "is_offered"),
    [
        ("relawan", {}, True),
        ("sekdes", {}, True),
        ("relawan", {"evidence": [CIVIL]}, False),
        ("sekdes", {"status": "musdes"}, False),
    ],
)
def test_the_page_offers_it_where_it_may_be_cited(cast, login, name, fields, is_offered):
    row = factories.proposal(cast.relawan, **fields)
    page = page_of(login(getattr(cast, name)).get(row.get_absolute_url()))
    assert ("Tambahkan bukti" in page) == is_offered


def test_the_list_says_which_have_none(cast, login):
    factories.proposal(cast.relawan, title="Tanpa")
    factories.proposal(cast.relawan, title="Dengan", evidence=[CIVIL])
    factories.proposal(cast.relawan, title="Dibahas", status="musdes")
    page = page_of(login(cast.relawan).get(LIST))
    rows = re.findall(r'<li class="list-group-item" id="usulan-.*?</li>', page)
    assert ["belum punya bukti" in row for row in rows] == [True, False, False]


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("fields", "count"), [({}, 10), ({"evidence": [CIVIL]}, 8)])
def test_the_edit_page_costs_the_same(released, login, django_assert_num_queries, number, fields, count):
    row = factories.proposal(released.relawan, **fields)
    for _row in range(number - 1):
        factories.proposal(released.relawan)
    client = login(released.relawan)
    with django_assert_num_queries(count):
        client.get(url("edit", row))
