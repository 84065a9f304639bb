"""A step that was recorded by mistake is taken back: the proposal is as before, and its history says so."""

import uuid
from datetime import date

import pytest
from django.utils import timezone

from complaints.errors import NotPermitted
from members.enums import Division
from planning import errors, results
from planning.models import Proposal
from planning.services.proposals import deciding, leaving, ordering, writing
from planning.services.proposals.deciding import Decision
from planning.services.proposals.writing import Origin
from safeguards.models import AuditEvent
from tests import factories

YEAR = timezone.localdate().year + 1
DAYS = {
    "musdes": date(2026, 6, 10),
    "rkpdes": date(2026, 9, 20),
    "apbdes": date(2026, 11, 2),
    "done": date(2026, 11, 20),
    "refused": date(2026, 11, 25),
}
AMOUNTS = {"rkpdes": 9_000_000, "apbdes": 8_000_000, "done": 7_500_000}
STANDING = ("status", "status_since", "reason", "amount_granted")


def step(row, by, to, **fields):
    decision = {"to": to, "on": DAYS[to], "amount": AMOUNTS.get(to), **fields}
    decision |= {"reason": "Dana habis."} if to == "refused" else {}
    told = {"decision": Decision(**decision), "submission_key": uuid.uuid4()}
    return deciding.take_step(proposal=row, by=by, **told)


def take_back(row, by, last, reason="Salah usulan.") -> bool:
    return deciding.take_back(proposal=row, by=by, step=last, reason=reason)


def standing(row) -> tuple:
    row.refresh_from_db()
    return tuple(getattr(row, name) for name in STANDING)


@pytest.fixture
def along(cast):
    """One of Teros, for 10 million, led along a road; returns it with its last step."""

    def lead(*road: str, by=None, **fields):
        row = factories.proposal(cast.relawan, amount_asked=10_000_000, **fields)
        last = row.steps.get()
        for to in road:
            last = step(row, by or cast.relawan, to)
        return row, last

    return lead


def told(action="proposal.step_taken_back") -> list[tuple]:
    rows = AuditEvent.objects.filter(action=action).order_by("at", "pk")
    return [(event.actor, event.refused, event.reason, event.figures) for event in rows]


@pytest.mark.parametrize(
    ("road", "wrong"),
    [
        ((), "musdes"),
        ((), "refused"),
        (("musdes",), "rkpdes"),
        (("musdes",), "refused"),
        (("musdes", "rkpdes"), "apbdes"),
        (("musdes", "rkpdes"), "refused"),
        (("musdes", "rkpdes", "apbdes"), "done"),
        (("musdes", "rkpdes", "apbdes"), "refused"),
    ],
)
def test_the_proposal_is_as_before_the_step(cast, along, road, wrong):
    row, _last = along(*road)
    before = standing(row)
    last = step(row, cast.relawan, wrong)
    assert standing(row) != before
    assert take_back(row, cast.sekdes, last)
    assert standing(row) == before
    last.refresh_from_db()
    kept = (last.taken_back_by, last.taken_back_reason, last.stands, last.to_status)
    assert kept == (cast.sekdes, "Salah usulan.", False, wrong)
    assert told() == [(cast.sekdes.pk, False, "", {"from": wrong, "to": row.status})]


def test_the_right_one_is_recorded_then_on_any_day_after_the_last_that_stands(cast, along):
    row, last = along("musdes", "rkpdes", "apbdes")
    take_back(row, cast.relawan, last, reason="Salah jumlah.")
    with pytest.raises(errors.TooEarly, match="20 September 2026"):
        step(row, cast.relawan, "apbdes", on=date(2026, 9, 19))
    step(row, cast.relawan, "apbdes", on=date(2026, 10, 1), amount=6_000_000)
    assert standing(row) == ("apbdes", date(2026, 10, 1), "", 6_000_000)
    history = [(one.to_status, one.amount, one.stands) for one in row.steps.all()]
    assert history[-2:] == [("apbdes", 8_000_000, False), ("apbdes", 6_000_000, True)]


def test_one_after_the_other_back_to_the_beginning(cast, along):
    row, _last = along("musdes", "rkpdes", "apbdes")
    for last in list(row.steps.all())[:0:-1]:
        take_back(row, cast.relawan, last)
    assert standing(row) == ("proposed", timezone.localdate(), "", None)
    with pytest.raises(errors.FirstStepStays):
        take_back(row, cast.relawan, row.steps.first())


def test_results_count_what_stands(cast, along):
    row, last = along("musdes", "rkpdes", "apbdes")
    take_back(row, cast.relawan, last)
    reached = [(1, 10_000_000), (1, 9_000_000), (0, 0), (0, 0)]
    (year,) = results.by_year(Proposal.objects.all())
    assert [(one.count, one.amount) for one in year.reached.values()] == reached
    ((key, found),) = results.by_village_and_year(Proposal.objects.all()).items()
    assert (key, [(one.count, one.amount) for one in found.values()]) == ((factories.TEROS, YEAR), reached)
    step(row, cast.relawan, "apbdes", amount=6_000_000)
    (year,) = results.by_year(Proposal.objects.all())
    assert year.reached["apbdes"] == results.Result(1, 6_000_000)


@pytest.mark.parametrize(
    ("to", "may"),
    [
        ("musdes", {"relawan", "sekdes"}),
        ("rkpdes", {"relawan", "sekdes"}),
        ("refused", {"relawan", "sekdes"}),
    ],
)
def test_those_who_answer_for_it_take_it_back_and_nobody_else(cast, along, to, may):
    people = {
        name: getattr(cast, name) for name in ("relawan", "humas", "sekdes", "relawan2", "petugas", "bakti")
    }
    people["anggota"] = factories.volunteer("anggota", cast.teros, Division.DATA)
    road = {"musdes": ("musdes",), "rkpdes": ("musdes", "rkpdes"), "refused": ("refused",)}[to]
    done = set()
    for name, by in people.items():
        row, last = along(*road)
        try:
            take_back(row, by, last)
            done.add(name)
        except NotPermitted:
            assert told()[-1] == (by.pk, True, "not_permitted", {"from": to})
            assert standing(row)[0] == to
    assert done == may


def test_what_anyone_recorded_herself_she_takes_back(cast, along):
    row, last = along("musdes", by=cast.humas)
    assert take_back(row, cast.humas, last)
    assert standing(row)[0] == "proposed"


@pytest.mark.parametrize("name", ["humas", "relawan", "sekdes"])
def test_once_the_minutes_were_written_only_who_answers_for_them_opens_it(cast, along, name):
    """Her step was no mistake to the secretary, who wrote on from it."""
    row, last = along("musdes", by=cast.humas)
    row.refresh_from_db()
    writing.change(proposal=row, by=cast.sekdes, values={"volume": "2 kali"}, version=row.version)
    if name == "humas":
        with pytest.raises(errors.WrittenSince, match="Minta ketua kelompok"):
            take_back(row, cast.humas, last)
    else:
        assert take_back(row, getattr(cast, name), last)
    assert standing(row)[0] == ("musdes" if name == "humas" else "proposed")


def test_another_order_of_the_list_is_no_change_of_what_it_says(cast, along):
    row, last = along("musdes", by=cast.humas)
    factories.proposal(cast.relawan, priority=2)
    assert ordering.reorder(proposal=row, by=cast.sekdes, up=False) == 2
    assert take_back(row, cast.humas, last)


def test_the_minutes_of_the_village_are_not_opened_by_just_anyone(cast, along):
    """Taken back, the proposal could be written anew by each of the group."""
    row, last = along("musdes", by=cast.sekdes)
    with pytest.raises(NotPermitted):
        take_back(row, cast.humas, last)
    with pytest.raises(errors.Settled):
        writing.change(proposal=row, by=cast.humas, values={"title": "Lain"}, version=row.version)
    assert standing(row)[0] == "musdes"


def test_a_step_of_another_proposal_is_none_of_this_one(cast, along):
    row, _last = along("musdes")
    _other, last = along("musdes")
    with pytest.raises(NotPermitted):
        take_back(row, cast.relawan, last)


def test_a_second_tap_changes_nothing(cast, along):
    row, last = along("musdes", "rkpdes")
    assert [take_back(row, by, last, why) for by, why in ((cast.relawan, "A."), (cast.sekdes, "B."))] == [
        True,
        False,
    ]
    last.refresh_from_db()
    assert (last.taken_back_by, last.taken_back_reason) == (cast.relawan, "A.")
    assert standing(row)[0] == "musdes"
    assert len(told()) == 1


def test_what_somebody_recorded_meanwhile_is_not_lost(cast, along):
    row, last = along("musdes")
    step(row, cast.sekdes, "rkpdes")
    with pytest.raises(errors.StepStays, match="sudah ada langkah lain"):
        take_back(row, cast.relawan, last)
    assert standing(row)[0] == "rkpdes"
    assert told() == [(cast.relawan.pk, True, "step_stays", {"from": "musdes"})]


def test_a_reason_is_needed(cast, along):
    row, last = along("musdes")
    with pytest.raises(errors.MissingWhy):
        take_back(row, cast.relawan, last, reason="")
    assert standing(row)[0] == "musdes"
    assert told() == [(cast.relawan.pk, True, "missing_reason", {"from": "musdes"})]


def test_a_refusal_from_which_it_was_carried_over_stands(cast, along):
    row, last = along("refused")
    new = leaving.carry_over(proposal=row, by=cast.relawan)
    with pytest.raises(errors.CarriedOn, match=f"daftar {YEAR + 1}.*hapus itu dulu"):
        take_back(row, cast.relawan, last)
    assert standing(row)[0] == "refused"
    leaving.withdraw(proposal=new, by=cast.relawan)
    take_back(row, cast.relawan, last)
    assert standing(row)[0] == "proposed"


def test_what_was_proposed_anew_since_the_refusal_stands_once_in_the_list(cast, along):
    row, last = along("refused", title="Jemput bola")
    place = {"village": cast.teros.village, "year": YEAR, "group": cast.teros, "evidence": []}
    values = {"subsector": "1.3", "title": "Jemput bola", "problem": "Contoh."}
    told = {"by": cast.humas, "values": values, "submission_key": uuid.uuid4()}
    writing.propose(origin=Origin(**place), **told)
    with pytest.raises(errors.AlreadyProposed):
        take_back(row, cast.relawan, last)
    assert standing(row)[0] == "refused"


def test_the_form_that_recorded_it_says_that_it_was_taken_back(cast, along):
    """A resend of before finds it; after, nothing is said to be recorded that is not."""
    row, last = along("musdes")
    again = {"decision": Decision(to="musdes", on=DAYS["musdes"]), "submission_key": last.submission_key}
    assert deciding.take_step(proposal=row, by=cast.relawan, **again) == last
    take_back(row, cast.relawan, last)
    with pytest.raises(errors.RecordedStepGone):
        deciding.take_step(proposal=row, by=cast.relawan, **again)
    assert standing(row)[0] == "proposed"


def test_what_has_such_a_history_is_not_deleted(cast, along):
    row, last = along("musdes")
    take_back(row, cast.relawan, last)
    with pytest.raises(errors.StepsStay, match="tetap ada dalam riwayat"):
        leaving.withdraw(proposal=row, by=cast.relawan)
    assert Proposal.objects.filter(pk=row.pk).exists()


@pytest.fixture
def planned(along):
    """Made before ``threads`` takes its copy of the database."""
    return along("musdes", "rkpdes")


def test_of_two_at_once_one_takes_it_back(cast, planned, threads):
    row, last = planned

    def back(by, reason):
        return lambda: take_back(row, by, last, reason)

    assert sorted(threads.run(back(cast.relawan, "A."), back(cast.sekdes, "B."))) == [False, True]
    (status,) = threads.run(lambda: Proposal.objects.get(pk=row.pk).status)
    assert status == "musdes"


def said(deed):
    """What kind of refusal came of it, or None."""

    def run():
        try:
            deed()
        except errors.NotNow as error:
            return type(error)

    return run


def test_a_step_forward_and_one_back_at_once_leave_one_history(cast, planned, threads):
    row, last = planned
    forward, back = threads.run(
        said(lambda: step(row, cast.sekdes, "apbdes")), said(lambda: take_back(row, cast.relawan, last))
    )
    (status,) = threads.run(lambda: Proposal.objects.get(pk=row.pk).status)
    (road,) = threads.run(lambda: [one.to_status for one in row.steps.standing()])
    assert (forward, back, status, road[1:]) in (
        (None, errors.StepStays, "apbdes", ["musdes", "rkpdes", "apbdes"]),
        (errors.NotNow, None, "musdes", ["musdes"]),
    )
