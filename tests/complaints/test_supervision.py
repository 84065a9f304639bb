"""What waits by regency and group, and the load of volunteers: each number is the one of its list."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from complaints import supervision
from complaints.models import Complaint, DuplicateHint, Question
from tests import factories

LIST = "/admin/complaints/complaint/"
NAMES = [measure.name for measure in supervision.MEASURES]


def ago(**span):
    return timezone.now() - timedelta(**span)


def question(row, **answered):
    fields = {"text": "Sudah aman?", "asked_by": row.recorded_by, "submission_key": uuid4()}
    return Question.objects.create(complaint=row, **fields, **answered)


def some_of_everything(by, officer):
    """Cases of one group, each fit for one measure and, unless said, for no other."""
    old = {"received_at": ago(days=100), "reviewed_at": ago(days=90), "reviewed_by": officer}
    violence = {"kind": "violence", **old}
    factories.complaint(by)  # new
    factories.complaint(by, urgency="emergency", **old)
    factories.complaint(by, urgency="urgent", **old)
    factories.closed(by, urgency="urgent", **old)
    factories.complaint(by, **violence | {"reviewed_at": None, "reviewed_by": None})
    factories.referral(factories.complaint(by, **old), late=True)
    factories.referral(factories.closed(by, **old), late=True)
    factories.complaint(by, **old | {"last_entry_at": ago(days=14, hours=1)})  # stale
    factories.complaint(by, **old | {"last_entry_at": ago(days=13, hours=23)})
    both = factories.complaint(by, **old)
    for days in (1, 2):
        question(both, answered_at=ago(days=days), answered_by=by)
    question(factories.complaint(by, **old), answered_at=ago(days=31), answered_by=by)
    question(factories.closed(by, **old))  # asked
    factories.closed(by, **violence)  # its closing waits
    factories.closed(by, **violence, closing_approved_at=ago(days=1), closing_approved_by=officer)
    factories.complaint(by, **old, is_flagged=True)
    twins = [factories.complaint(by, **old) for _one in range(2)]
    DuplicateHint.objects.create(newer=twins[1], older=twins[0], reason="phone")
    settled = factories.closed(by, **old, outcome="duplicate")
    DuplicateHint.objects.create(newer=twins[0], older=settled, reason="phone")


EACH = dict.fromkeys(NAMES, 1) | {"pressing": 2}


@pytest.fixture
def work(cast):
    """Everything in two groups of hers, in two regencies, and in a foreign one."""
    parepare = factories.group("KK Lompoe", factories.LOMPOE)
    for by in (cast.relawan, factories.volunteer("jauh", parepare), factories.volunteer("kpd", cast.kupang)):
        some_of_everything(by, cast.bakti)


@pytest.fixture
def officer(cast, login):
    return login(cast.petugas)


def lines(board) -> dict[str, dict[str, int]]:
    told = [board.total, *(line for head, groups in board.places for line in [head, *groups])]
    return {line.name: {number.measure.name: number.count for number in line.numbers} for line in told}


def test_what_waits_is_told_by_regency_and_group_and_adds_up(cast, work):
    board = supervision.board(cast.petugas)
    twice = {name: 2 * count for name, count in EACH.items()}
    assert lines(board) == {
        "": twice,
        "Kab. Lombok Timur": EACH,
        "KK Teros": EACH,
        "Kota Parepare": EACH,
        "KK Lompoe": EACH,
    }
    assert board.calm == 1  # KK Banjarsari


def test_every_number_leads_to_a_list_of_that_many(cast, work, officer):
    page = officer.get("/admin/").context
    board = page["board"]
    told = [board.total, *(line for head, groups in board.places for line in [head, *groups])]
    numbers = [number for line in told for number in line.numbers]
    assert len(numbers) == 5 * len(NAMES)
    counted = {number.query: number.count for number in numbers}
    listed = {query: officer.get(f"{LIST}?{query}").context["cl"].result_count for query in counted}
    assert listed == counted
    shown = officer.get("/admin/").content.decode()
    assert [query for query in counted if query.replace("&", "&amp;") not in shown] == []


def test_an_administrator_sees_everywhere_and_a_foreign_officer_her_own(cast, work):
    assert lines(supervision.board(cast.bakti))[""]["pressing"] == 6
    assert set(lines(supervision.board(cast.petugas2))) == {"", "Kab. Kupang", "KPD Contoh"}


def test_what_is_hidden_from_her_is_in_no_number(cast, work):
    for row in Complaint.objects.filter(group=cast.teros):
        factories.hiding(row, cast.petugas)
    board = supervision.board(cast.petugas)
    assert lines(board)[""] == EACH
    assert "KK Teros" not in lines(board)
    assert [load.open for load in supervision.loads(cast.petugas, cast.teros)] == [0, 0, 0]


@pytest.mark.parametrize("who", ["relawan", "sekdes"])
def test_who_reviews_nothing_counts_nothing(cast, work, who):
    board = supervision.board(getattr(cast, who))
    assert (board.places, board.calm, set(lines(board)[""].values())) == ([], 0, {0})


@pytest.mark.parametrize("times", [1, 3])
def test_the_queries_do_not_grow_with_cases_or_groups(cast, django_assert_num_queries, times):
    for number in range(times):
        group = factories.group(f"KK {number}", factories.TEROS)
        some_of_everything(factories.volunteer(f"baru{number}", group), cast.bakti)
    assert cast.petugas.scope.reviews
    with django_assert_num_queries(9):
        supervision.board(cast.petugas)
    with django_assert_num_queries(4):
        supervision.loads(cast.petugas)


# The load of volunteers --------------------------------------------------------------------------


@pytest.fixture
def carried(cast):
    """relawan: three open cases; relawan2: one; gone: one, and no role any more; foreign ones beside."""
    factories.complaint(cast.relawan, kind="violence", next_appointment=ago(days=1))
    factories.complaint(cast.relawan, last_entry_at=ago(days=20))
    factories.referral(factories.complaint(cast.relawan, next_appointment=ago(days=-1)), late=True)
    factories.referral(factories.closed(cast.relawan, last_entry_at=ago(days=50)), late=True)
    factories.complaint(cast.relawan2, last_entry_at=ago(days=3))
    gone = factories.volunteer("pergi", cast.teros)
    factories.complaint(gone)
    gone.assignments.update(starts_on=ago(days=9).date(), ends_on=ago(days=5).date())
    factories.complaint(factories.volunteer("kpd", cast.kupang))


def test_the_most_loaded_stands_first_and_the_free_ones_are_there_too(cast, carried):
    told = {
        str(load.user): (load.violence, load.social, load.late, load.stale, load.missed, load.groups)
        for load in supervision.loads(cast.petugas)
    }
    assert list(told) == [
        *("Contoh Relawan", "Contoh Pergi", "Contoh Relawan2", "Contoh Humas", "Contoh Kawil")
    ]
    assert told["Contoh Relawan"] == (1, 2, 1, 1, 1, ("KK Teros",))
    assert told["Contoh Relawan2"] == (0, 1, 0, 0, 0, ("KK Banjarsari",))
    assert told["Contoh Pergi"] == (0, 1, 0, 0, 0, ())
    assert told["Contoh Humas"] == (0, 0, 0, 0, 0, ("KK Teros",))


def test_the_last_entry_is_the_newest_of_her_open_cases(cast, carried):
    load = next(one for one in supervision.loads(cast.petugas) if one.user == cast.relawan2)
    assert load.last_entry == Complaint.objects.get(assigned_to=cast.relawan2).last_entry_at


def test_the_page_links_each_number_to_its_list(cast, carried, officer):
    page = officer.get(f"{LIST}beban/").content.decode()
    who = f"pendamping={cast.relawan.pk}"
    numbers = {
        f"tahap=terbuka&jenis=violence&{who}": 1,
        f"tahap=terbuka&jenis=social&{who}": 2,
        f"tahap=terbuka&terlambat=ya&{who}": 1,
        f"diam=ya&{who}": 1,
        f"lewat=ya&{who}": 1,
    }
    assert [query for query in numbers if query.replace("&", "&amp;") not in page] == []
    assert {query: officer.get(f"{LIST}?{query}").context["cl"].result_count for query in numbers} == numbers
    assert "Catatan terakhir" in page
    assert "tidak lagi bertugas" in page


def test_the_page_leads_to_the_account_of_who_serves_where_all_her_cases_are_handed_over(
    cast, carried, officer
):
    page = officer.get(f"{LIST}beban/").content.decode()
    account = f"/admin/members/user/{cast.relawan.pk}/"
    assert f'<a href="{account}change/">Contoh Relawan</a>' in page
    assert f"{account}cases/" in officer.get(f"{account}change/").content.decode()
    assert ">Contoh Pergi</a>" not in page


def test_one_group_alone_and_never_a_foreign_one(cast, carried, officer):
    def shown(group):
        return [str(load.user) for load in officer.get(f"{LIST}beban/?kelompok={group}").context["page"]]

    assert shown(cast.banjarsari.pk) == ["Contoh Relawan2"]
    page = officer.get(f"{LIST}beban/?kelompok={cast.kupang.pk}")
    assert "Pilih dari daftar." in page.content.decode()
    assert "Contoh Kpd" not in page.content.decode()


def test_the_filter_of_one_volunteer_tells_no_foreign_name(cast, carried, officer):
    kpd = Complaint.objects.get(group=cast.kupang).assigned_to
    for value in (kpd.pk, 0, "x", "9" * 18, "²"):
        page = officer.get(f"{LIST}?pendamping={value}")
        assert list(page.context["cl"].result_list) == []
        assert "Contoh Kpd" not in page.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_for_one_volunteer_and_three(cast, officer, django_assert_num_queries, rows):
    for row in range(rows):
        factories.complaint(factories.volunteer(f"orang-{row}", cast.teros))
    with django_assert_num_queries(9):
        officer.get(f"{LIST}beban/")
