"""Lists in admin that are only read: referrals, inquiries, the audit trail."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from complaints.admin import audit_words
from complaints.errors import CaseError
from complaints.services import review
from members.errors import MemberError
from safeguards import audit
from tests import factories

APPS = ("complaints", "kk_portal", "members", "planning", "safeguards", "villages")

REFERRALS = "/admin/complaints/referral/"
INQUIRIES = "/admin/complaints/inquiry/"
TRAIL = "/admin/safeguards/auditevent/"
OPENINGS = "/admin/complaints/opening/"


def listed(client, address: str) -> list:
    response = client.get(address)
    assert response.status_code == 200
    return list(response.context["cl"].result_list)


@pytest.fixture
def elsewhere(cast):
    return factories.volunteer("kpd", cast.kupang)


def test_referrals_of_her_own_groups(cast, login, elsewhere):
    ours = factories.referral(factories.complaint(cast.relawan))
    theirs = factories.referral(factories.complaint(elsewhere), ours.provider)
    assert listed(login(cast.petugas), REFERRALS) == [ours]
    assert listed(login(cast.petugas2), REFERRALS) == [theirs]


def test_referrals_of_a_case_hidden_from_her_are_not_there(cast, login):
    row = factories.complaint(cast.relawan)
    factories.referral(row)
    factories.hiding(row, cast.petugas)
    assert listed(login(cast.petugas), REFERRALS) == []


def test_late_referrals_can_be_asked_for_and_say_so(cast, login):
    client = login(cast.petugas)
    late = factories.referral(factories.complaint(cast.relawan), late=True)
    waiting = factories.referral(factories.complaint(cast.relawan2), late.provider)
    assert listed(client, f"{REFERRALS}?terlambat=ya") == [late]
    assert listed(client, f"{REFERRALS}?kelompok={cast.banjarsari.pk}") == [waiting]
    assert listed(client, f"{REFERRALS}?keadaan=accepted") == []
    assert client.get(REFERRALS).content.decode().count(">Terlambat</span>") == 1


def test_inquiries_of_her_own_groups(cast, login, elsewhere):
    ours, theirs = factories.inquiry(cast.relawan), factories.inquiry(elsewhere)
    assert listed(login(cast.petugas), INQUIRIES) == [ours]
    assert set(listed(login(cast.bakti), INQUIRIES)) == {ours, theirs}


def test_the_trail_is_for_administrators(cast, login):
    assert login(cast.petugas).get(TRAIL).status_code == 403
    assert login(cast.relawan).get(TRAIL, follow=True).status_code == 403
    assert login(cast.bakti).get(TRAIL).status_code == 200


def test_the_trail_tells_who_did_what_newest_first(cast, login):
    row = factories.complaint(cast.relawan, kind="violence", name="Contoh Melati", narrative="Rahasia.")
    review.open_seal(complaint=row, by=cast.petugas, reason="safety", text="Ia menelepon.")
    review.mark_reviewed(complaint=row, by=cast.petugas)
    response = login(cast.bakti).get(TRAIL)
    events = response.context["cl"].result_list
    assert [(event.action, event.who, event.case) for event in events] == [
        ("complaint.reviewed", cast.petugas, row),
        ("complaint.opened", cast.petugas, row),
    ]
    page = response.content.decode()
    assert [word for word in ("Melati", "Rahasia", "menelepon") if word in page] == []
    assert [
        word for word in ("Kasus ditinjau", "Segel dibuka", "Keselamatan orangnya") if word not in page
    ] == []


def test_figures_are_told_in_words():
    told = {"sealed": True, "admin": False, "fields": ["hamlet", "stage"], "rows": 4, "from": None}
    assert audit_words.figures(told) == (
        "lewat admin: tidak, bagian: hamlet stage, dari: –, baris: 4, tersegel: ya"
    )


def test_codes_of_lists_and_roles_are_told_in_words():
    told = {"model": "members.Member", "role": "secretary", "new": 3, "filters": []}
    assert audit_words.figures(told) == "saringan: –, daftar: anggota, baru: 3, peran: Sekretaris desa"


def test_codes_of_the_case_are_told_in_words():
    told = {"kind": "escalated", "state": "declined", "from": "received", "to": 7, "decision": "refused"}
    assert audit_words.figures(told).split(", ") == [
        "jawaban: Tidak setuju",
        "dari: Aduan diterima",
        "jenis: Diteruskan ke petugas",
        "keadaan: Layanan menolak",
        "ke: 7",
    ]


def test_an_empty_list_blames_a_filter_only_if_there_is_one(cast, login):
    client = login(cast.bakti)
    nothing, unmatched = "Belum ada apa-apa di sini.", "Tidak ada yang cocok."
    for query, told, untold in (("", nothing, unmatched), ("?alasan=safety", unmatched, nothing)):
        page = client.get(OPENINGS + query).content.decode()
        assert (told in page, untold in page) == (True, False)


def test_the_trail_is_searched_by_account_and_by_case(cast, login):
    row, other = factories.complaint(cast.relawan), factories.complaint(cast.relawan)
    review.mark_reviewed(complaint=row, by=cast.petugas)
    review.mark_reviewed(complaint=other, by=cast.bakti)
    client = login(cast.bakti)

    def found(text: str) -> list:
        client.post(TRAIL, {"q": text})
        return [event.chain for event in listed(client, f"{TRAIL}?dicari=ya")]

    assert found("petugas") == [row.pk]
    assert found(str(other)) == [other.pk]
    assert found("tidakada") == []


def test_the_trail_keeps_quiet_about_cases_hidden_from_its_reader(cast, login):
    row = factories.complaint(cast.relawan)
    review.mark_reviewed(complaint=row, by=cast.petugas)
    factories.hiding(row, cast.bakti)
    assert listed(login(cast.bakti), TRAIL) == []


def test_refusals_and_fields_of_work_can_be_asked_for(cast, login):
    row = factories.complaint(cast.relawan)
    review.mark_reviewed(complaint=row, by=cast.petugas)
    audit.record_refusal(action="totals.downloaded", by=cast.relawan)
    client = login(cast.bakti)
    assert [event.action for event in listed(client, f"{TRAIL}?ditolak=ya")] == ["totals.downloaded"]
    assert [event.action for event in listed(client, f"{TRAIL}?bidang=complaint.")] == ["complaint.reviewed"]


@pytest.mark.parametrize("address", [REFERRALS, INQUIRIES, TRAIL])
@pytest.mark.parametrize("part", ["add/", "1/change/", "1/delete/", "1/history/"])
def test_they_only_read(cast, login, address, part):
    assert login(cast.bakti).get(address + part).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_each_costs_the_same_for_one_row_and_three(cast, login, django_assert_num_queries, rows):
    provider = factories.provider()
    client = login(cast.bakti)
    for _row in range(rows):
        row = factories.complaint(cast.relawan)
        factories.referral(row, provider)
        factories.inquiry(cast.relawan)
        review.mark_reviewed(complaint=row, by=cast.petugas)
    for address, queries in ((REFERRALS, 7), (INQUIRIES, 7), (TRAIL, 7)):
        with django_assert_num_queries(queries):
            client.get(address)


def _kinds(error: type[Exception]) -> set[type[Exception]]:
    return {error}.union(*map(_kinds, error.__subclasses__()))


def test_every_refusal_has_words():
    codes = {kind.code for kind in _kinds(CaseError) | _kinds(MemberError)}
    assert codes - set(audit_words.REASONS) == set()


def test_every_action_has_words_and_no_others():
    """Actions as they are spelled in the code; members.services.roster makes its own of a model's name."""
    sources = [path.read_text() for app in APPS for path in Path(settings.BASE_DIR, app).rglob("*.py")]
    lines = re.findall(r"^.*\b(?:action ?=|Entry\().*$", "\n".join(sources), re.MULTILINE)
    spelled = {action for line in lines for action in re.findall(r'"([a-z]+\.[a-z_]+)"', line)}
    kept = {
        f"{model}.{deed}" for model in ("group", "member", "organisation") for deed in ("added", "changed")
    }
    assert set(audit_words.ACTIONS) == spelled | kept
