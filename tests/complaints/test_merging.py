"""Two records of one case become one, and two again: who may, when, and that nothing is lost."""

import uuid

import pytest
from django.utils import timezone

from complaints.errors import (
    CannotMerge,
    CaseMerged,
    NotMerged,
    NotPermitted,
    OpenReferrals,
    OwnClosing,
    ReasonMissing,
    Stale,
)
from complaints.models import Complaint, DuplicateHint, Merge, StageChange, Transfer
from complaints.services import approval, closure, followup, hiding, merging
from complaints.timeline import timeline
from members.models import Assignment, User
from safeguards.models import AuditEvent
from tests import factories

NOT_RESTORED = {"version", "last_entry_at"}  # they tell of the merging and un-merging themselves


def columns(case: Complaint) -> dict:
    row = Complaint.objects.filter(pk=case.pk).values().get()
    return {name: value for name, value in row.items() if name not in NOT_RESTORED}


def merge(case, into, by, **told) -> Merge:
    return merging.merge(complaint=case, into=into, by=by, **{"reason": "Orangnya sama.", **told})


def actions(case) -> list[tuple[str, bool]]:
    events = AuditEvent.objects.filter(chain=case.pk).order_by("seq")
    return [(event.action, event.refused) for event in events]


@pytest.fixture(params=["social", "violence"])
def two(request, cast) -> tuple[Complaint, Complaint]:
    return tuple(factories.complaint(cast.relawan, kind=request.param) for _one in range(2))


@pytest.fixture
def pair(cast) -> tuple[Complaint, Complaint]:
    return factories.complaint(cast.relawan), factories.complaint(cast.relawan)


@pytest.mark.parametrize("who", ["petugas", "bakti"])
def test_the_merged_case_rests_closed_and_uncounted(cast, two, who):
    case, into = two
    into_before = columns(into)
    made = merge(case, into, getattr(cast, who))
    case.refresh_from_db()
    assert (case.stage, case.outcome, case.may_be_counted) == ("closed", "duplicate", False)
    assert (case.closed_by, case.attention, case.is_flagged) == (getattr(cast, who), 0, False)
    assert (made.complaint, made.into, made.reason) == (case, into, "Orangnya sama.")
    assert columns(into) == into_before
    assert actions(case) == [("complaint.merged", False)]
    assert actions(into) == [("complaint.absorbed", False)]


def waiting(user) -> list[Complaint]:
    return list(Complaint.objects.reviewed_by(user).closing_waits())


@pytest.mark.parametrize("closed", [False, True])
def test_her_merge_is_her_word_on_the_closing_until_it_is_undone(cast, closed):
    case, into = (factories.complaint(cast.relawan, kind="violence") for _one in range(2))
    if closed:
        closure.close(complaint=case, by=cast.relawan, outcome="served")
    merge(case, into, cast.petugas)
    case.refresh_from_db()
    assert (waiting(cast.petugas), case.closing_approved_by) == ([], cast.petugas)
    merging.unmerge(complaint=case, by=cast.petugas)
    case.refresh_from_db()
    assert (waiting(cast.petugas), case.closing_approved_by) == ([case] if closed else [], None)


def test_of_a_case_that_she_works_herself_another_officer_approves_the_closing(cast):
    Assignment.objects.create(user=cast.petugas, role="volunteer", group=cast.teros)
    by = User.objects.get(pk=cast.petugas.pk)
    case, into = (
        factories.complaint(cast.relawan, kind="violence", assigned_to=to) for to in (by, cast.relawan)
    )
    merge(case, into, by)
    assert waiting(cast.bakti) == [case]
    with pytest.raises(OwnClosing):
        approval.approve_closing(complaint=case, by=by)
    with pytest.raises(CaseMerged):
        approval.return_closing(complaint=case, by=cast.bakti, text="Mengapa?", submission_key=uuid.uuid4())
    approval.approve_closing(complaint=case, by=cast.bakti)
    assert waiting(cast.bakti) == []


@pytest.mark.parametrize("closed", [False, True])
def test_unmerging_puts_back_exactly_what_was(cast, two, closed):
    case, into = two
    case.next_appointment, case.is_flagged = timezone.now(), True
    case.save()
    factories.note(case)
    if closed:
        closure.close(complaint=case, by=cast.relawan, outcome="served", note="Selesai.")
    before, steps = columns(case), StageChange.objects.count()
    merge(case, into, cast.petugas)
    assert columns(case) != before
    merging.unmerge(complaint=case, by=cast.petugas)
    assert columns(case) == before
    case.refresh_from_db()
    assert (case.notes.count(), StageChange.objects.count()) == (1, steps)
    assert case.closing_note == ("Selesai." if closed else "")
    assert actions(case)[-2:] == [("complaint.merged", False), ("complaint.unmerged", False)]
    assert actions(into) == [("complaint.absorbed", False), ("complaint.released", False)]


def test_what_she_took_back_meanwhile_stays_taken_back(cast, pair):
    merge(*pair, cast.petugas)
    pair[0].consents.create(purpose="count", decision="withdrawn", recorded_by=cast.relawan)
    merging.unmerge(complaint=pair[0], by=cast.petugas)
    pair[0].refresh_from_db()
    assert (pair[0].stage, pair[0].may_be_counted) == ("received", False)


def test_the_same_merge_again_changes_nothing(cast, pair):
    first = merge(*pair, cast.petugas, version=1)
    assert merge(*pair, cast.petugas, version=1) == first
    assert Merge.objects.count() == 1


def test_the_hint_is_judged_along_and_again_when_they_part(cast, pair):
    hint = DuplicateHint.objects.create(newer=pair[1], older=pair[0], reason="phone")
    merge(*pair, cast.petugas)
    hint.refresh_from_db()
    assert (hint.is_same, hint.judged_by) == (True, cast.petugas)
    merging.unmerge(complaint=pair[0], by=cast.petugas)
    hint.refresh_from_db()
    assert hint.is_same is False


def test_they_can_be_merged_again_the_other_way_round(cast, pair):
    merge(*pair, cast.petugas)
    merging.unmerge(complaint=pair[0], by=cast.petugas)
    merge(pair[1], pair[0], cast.petugas)
    assert [row.into for row in Merge.objects.in_force()] == [pair[0]]


# Refusals -------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("who", ["relawan", "relawan2", "humas", "kawil", "sekdes", "petugas2"])
def test_who_does_not_review_both_merges_nothing(cast, pair, who):
    with pytest.raises(NotPermitted):
        merge(*pair, getattr(cast, who))
    assert Merge.objects.count() == 0
    assert actions(pair[0]) == [("complaint.merged", True)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("how", ["foreign", "hidden"])
def test_the_other_case_must_be_within_her_reach_too(cast, pair, how):
    other = pair[1]
    if how == "foreign":
        other = factories.complaint(factories.volunteer("kupang", cast.kupang))
    else:
        factories.hiding(other, cast.petugas)
    with pytest.raises(NotPermitted):
        merge(pair[0], other, cast.petugas)


@pytest.mark.django_db(transaction=True)
def test_whom_it_is_hidden_from_must_not_read_on_in_the_other(cast, pair):
    factories.hiding(pair[0], cast.humas)
    factories.hiding(pair[0], cast.relawan2)  # who reads nothing of this group
    with pytest.raises(CannotMerge):
        merge(*pair, cast.petugas)
    assert actions(pair[0]) == [("complaint.merged", True)]
    factories.hiding(pair[1], cast.humas)
    assert merge(*pair, cast.petugas).into == pair[1]


def violence(cast, pair):
    return pair[0], factories.complaint(cast.relawan, kind="violence")


def with_itself(cast, pair):
    return pair[0], pair[0]


def into_nothing(cast, pair):
    return pair[0], None


def into_a_merged_one(cast, pair):
    merge(pair[1], factories.complaint(cast.relawan), cast.petugas)
    return pair


def of_one_that_holds_another(cast, pair):
    merge(factories.complaint(cast.relawan), pair[0], cast.petugas)
    return pair


def of_one_that_rests_elsewhere(cast, pair):
    merge(pair[0], factories.complaint(cast.relawan), cast.petugas)
    return pair


def on_the_way(which: int):
    def made(cast, pair):
        Transfer.objects.create(
            complaint=pair[which],
            from_group=cast.teros,
            to_group=cast.banjarsari,
            reason="Pindah.",
            offered_by=cast.relawan,
        )
        return pair

    return made


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "made",
    [
        violence,
        with_itself,
        into_nothing,
        into_a_merged_one,
        of_one_that_holds_another,
        of_one_that_rests_elsewhere,
        on_the_way(0),
        on_the_way(1),
    ],
)
def test_what_cannot_be_one(cast, pair, made):
    case, into = made(cast, pair)
    before = Merge.objects.count()
    with pytest.raises(CannotMerge):
        merge(case, into, cast.petugas)
    assert Merge.objects.count() == before


@pytest.mark.django_db(transaction=True)
def test_what_still_runs_is_finished_first(cast, pair):
    factories.referral(pair[0])
    with pytest.raises(OpenReferrals):
        merge(*pair, cast.petugas)
    merge(pair[1], pair[0], cast.petugas)


@pytest.mark.django_db(transaction=True)
def test_what_its_person_asked_is_answered_first(cast, pair):
    """No deed answers it once the case rests."""
    factories.right(pair[0])
    with pytest.raises(CannotMerge):
        merge(*pair, cast.petugas)
    merge(pair[1], pair[0], cast.petugas)


@pytest.mark.django_db(transaction=True)
def test_a_reason_and_the_newest_version_are_asked_for(cast, pair):
    with pytest.raises(ReasonMissing):
        merge(*pair, cast.petugas, reason=" ")
    with pytest.raises(Stale):
        merge(*pair, cast.petugas, version=7)
    assert Merge.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_unmerging_what_is_not_merged_or_not_hers(cast, pair):
    with pytest.raises(NotMerged):
        merging.unmerge(complaint=pair[0], by=cast.petugas)
    merge(*pair, cast.petugas)
    for who in ("relawan", "petugas2"):
        with pytest.raises(NotPermitted):
            merging.unmerge(complaint=pair[0], by=getattr(cast, who))
    assert Merge.objects.in_force().count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_merged_case_takes_no_new_deeds(cast, pair):
    merge(*pair, cast.petugas)
    told = {"submission_key": uuid.uuid4(), "kind": "visit", "text": "?", "happened_on": timezone.localdate()}
    with pytest.raises(CaseMerged):
        followup.add_note(complaint=pair[0], by=cast.relawan, **told)
    with pytest.raises(CaseMerged):
        closure.reopen(complaint=pair[0], by=cast.relawan, reason="Lanjut.")
    pair[0].refresh_from_db()
    assert pair[0].is_closed
    assert actions(pair[0])[1:] == [("note.added", True), ("complaint.reopened", True)]


def test_a_merged_case_can_still_be_hidden(cast, pair):
    merge(*pair, cast.petugas)
    hiding.hide(complaint=pair[0], by=cast.relawan, user=cast.humas)
    assert pair[0].hidings.count() == 1


# What is seen of it ---------------------------------------------------------------------------------


def test_the_old_number_leads_to_the_case_that_goes_on(cast, login, pair):
    merge(*pair, cast.petugas)
    client = login(cast.relawan)
    for way in (
        client.get(pair[0].get_absolute_url(), follow=True),
        client.post("/pengaduan/cari/", {"cari": str(pair[0])}, follow=True),
    ):
        assert way.redirect_chain[-1][0] == pair[1].get_absolute_url()
        assert f"Kasus {pair[0]} sudah digabungkan ke kasus ini." in way.text
        assert f'{pair[0].get_absolute_url()}?asli=1">{pair[0]}</a>' in way.text
    old = client.get(f"{pair[0].get_absolute_url()}?asli=1")
    assert (old.status_code, "Buka lagi" in old.text, "dilanjutkan di" in old.text) == (200, False, True)


def test_who_may_not_see_the_other_is_not_led_there(cast, login, pair):
    colleague = factories.volunteer("rekan", cast.teros)
    factories.hiding(pair[1], colleague)
    merge(*pair, cast.petugas)
    page = login(colleague).get(pair[0].get_absolute_url())
    assert (page.status_code, str(pair[1]) in page.text) == (200, False)


def test_the_case_that_goes_on_names_no_number_that_is_hidden(cast, login, pair):
    colleague = factories.volunteer("rekan", cast.teros)
    merge(*pair, cast.petugas)
    factories.hiding(pair[0], colleague)
    assert str(pair[0]) not in login(colleague).get(pair[1].get_absolute_url()).text


def test_the_timelines_tell_it_without_a_number(cast, pair):
    merge(*pair, cast.petugas)
    merging.unmerge(complaint=pair[0], by=cast.petugas)

    def titles(case):
        row = Complaint.objects.visible_to(cast.relawan).with_access(cast.relawan).get(pk=case.pk)
        return [entry.title for entry in timeline(row, cast.relawan)][:2]

    assert titles(pair[0]) == ["Dipisahkan lagi dari kasus lain", "Digabungkan ke kasus lain"]
    assert titles(pair[1]) == ["Kasus gabungan dipisahkan lagi", "Kasus lain digabungkan ke sini"]
