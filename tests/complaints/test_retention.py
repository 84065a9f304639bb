"""What is destroyed when its time is over, what waits, and that no total changes by it."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from complaints import filestore
from complaints.errors import CasePurged
from complaints.figures import figures
from complaints.models import Complaint, DuplicateHint, Hold, Merge, RightsRequest
from complaints.periods import Period
from complaints.services import closure, consent, followup, merging, retention, review
from complaints.services.destruction import sealed_columns
from complaints.services.retention import due, months_before, purge_expired, waiting
from complaints.statistics import Span, exact_totals, figures_of_year
from complaints.supervision import board
from safeguards.fields import ciphertext
from safeguards.models import AuditEvent, DataKey
from tests import factories
from tests.complaints.whole import WORDS, files_of, whole_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(cast):
    return whole_case(cast.relawan)


def test_every_sealed_column_of_a_case_is_filled_here(case):
    """Else the tests below would hold of a column that nobody filled."""
    with ciphertext():
        empty = [
            (model.__name__, name)
            for model, road, names in sealed_columns()
            for name in names
            if not any(getattr(one, name) for one in model._base_manager.filter(**{road: case.pk}))
        ]
    assert empty == []


def test_all_that_was_written_is_gone(case, django_capture_on_commit_callbacks):
    names = files_of(case)
    with django_capture_on_commit_callbacks(execute=True):
        assert purge_expired() == {"violence": 1}
    with ciphertext():
        left = [
            (model.__name__, name)
            for model, road, names_ in sealed_columns()
            for name in names_
            if any(getattr(one, name) for one in model._base_manager.filter(**{road: case.pk}))
        ]
    assert left == []
    assert [filestore.storage().exists(name) for name in names] == [False, False]
    assert not case.persons.exclude(phone_digest=None, nik_digest=None).exists()
    assert not DataKey.objects.filter(pk__in=case.persons.values("data_key"), destroyed_at=None).exists()
    case = Complaint.objects.get(pk=case.pk)
    assert (case.data_key.wrapped, case.purged_because) == (b"", "term")


def test_what_is_counted_stays_and_what_is_not_goes(case):
    purge_expired()
    person = case.persons.get(role="concerned")
    assert (person.sex, person.age_band, person.disabilities) == ("female", "25-44", ["blind"])
    assert (person.education, person.occupation, person.marital_status) == ("", "", "")
    fresh = Complaint.objects.get(pk=case.pk)
    kept = ("number", "kind", "category", "village_id", "received_at", "closed_at", "outcome")
    assert [getattr(fresh, name) for name in kept] == [getattr(case, name) for name in kept]
    assert (fresh.further, fresh.is_flagged, fresh.attention) == ([], False, 0)


def test_who_may_not_be_counted_leaves_no_trait(case):
    Complaint.objects.filter(pk=case.pk).update(may_be_counted=False)
    purge_expired()
    person = case.persons.get(role="concerned")
    assert (person.sex, person.age_band, person.disabilities) == ("", "", [])


def test_no_total_changes(cast):
    now = timezone.now()
    for kind in ("violence", "social") * 6:
        whole_case(cast.relawan, kind=kind)
        factories.complaint(cast.relawan, kind=kind)
    year = (now - timedelta(days=830)).year
    period = Period(year, 1, 12)

    def totals():
        told = [exact_totals(user=factories.overseer(), village=cast.teros.village, year=year)]
        told += [figures_of_year("52.03", Span(year, cast.teros.village.zone), {factories.TEROS: 1}, {})]
        told += [figures(user, period).tables for user in (cast.petugas, cast.bakti)]
        return told

    before = totals()
    assert purge_expired() == {"violence": 6, "social": 6}
    assert totals() == before


def test_it_waits_for_its_months_by_kind(cast):
    young = whole_case(cast.relawan, days=700)
    social = whole_case(cast.relawan, kind="social", days=400)
    factories.closed(cast.relawan, kind="social", closed_at=timezone.now() - timedelta(days=300))
    assert list(due(timezone.now())) == [social]
    assert purge_expired() == {"social": 1}
    assert not Complaint.objects.get(pk=young.pk).is_purged


@pytest.mark.parametrize(
    ("now", "months", "then"),
    [
        (datetime(2026, 3, 31, 5, tzinfo=UTC), 1, datetime(2026, 2, 28, 5, tzinfo=UTC)),
        (datetime(2026, 1, 15, tzinfo=UTC), 12, datetime(2025, 1, 15, tzinfo=UTC)),
        (datetime(2026, 1, 15, tzinfo=UTC), 1, datetime(2025, 12, 15, tzinfo=UTC)),
        (datetime(2028, 2, 29, tzinfo=UTC), 24, datetime(2026, 2, 28, tzinfo=UTC)),
    ],
)
def test_months_are_counted_by_the_calendar(now, months, then):
    assert months_before(now, months) == then


def _hold(case, days: int = 1, **fields):
    until = timezone.localdate() + timedelta(days=days)
    Hold.objects.create(complaint=case, reason="Sidang.", until=until, by=case.assigned_to, **fields)


def _ask(case):
    now = timezone.now()
    RightsRequest.objects.create(
        complaint=case,
        kind="access",
        asked_by="person",
        checked="known",
        way="spoken",
        received_at=now,
        due_at=now + timedelta(days=3),
        recorded_by=case.assigned_to,
    )


def _merge(case):
    other = factories.complaint(case.assigned_to, kind=case.kind)
    Merge.objects.create(complaint=case, into=other, reason="Sama.", by=case.assigned_to)


@pytest.mark.parametrize(
    ("make", "cause"),
    [(_hold, "hold"), (factories.referral, "referral"), (_ask, "request"), (_merge, "merged")],
)
def test_what_holds_a_case_back(case, make, cause):
    make(case)
    assert purge_expired() == {}
    assert waiting(timezone.now()) == {"hold": 0, "referral": 0, "request": 0, "merged": 0} | {cause: 1}


def test_a_hold_ends_with_its_day_or_when_it_is_lifted(case):
    _hold(case, days=-1)
    _hold(case, ended_at=timezone.now(), ended_by=case.assigned_to)
    assert purge_expired() == {"violence": 1}


def test_a_reopened_case_is_kept(case):
    closure.reopen(complaint=case, by=case.assigned_to, reason="Kambuh.")
    assert purge_expired() == {}


def test_a_merged_case_goes_with_the_one_that_goes_on(cast):
    old, kept = whole_case(cast.relawan), whole_case(cast.relawan, days=760)
    Merge.objects.create(complaint=old, into=kept, reason="Sama.", by=cast.petugas)
    assert purge_expired() == {"violence": 2}


def test_an_interrupted_pass_is_finished_by_the_next(cast, monkeypatch):
    for _ in range(3):
        whole_case(cast.relawan)
    real, calls = retention.destroy, []

    def breaks(row, **told):
        calls.append(row)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(row, **told)

    monkeypatch.setattr(retention, "destroy", breaks)
    with pytest.raises(KeyboardInterrupt):
        purge_expired()
    assert Complaint.objects.filter(purged_at__isnull=False).count() == 1
    monkeypatch.undo()
    assert purge_expired() == {"violence": 2}


def test_it_is_recorded_per_case_and_once_for_the_run(case):
    purge_expired()
    one = AuditEvent.objects.get(action="complaint.purged")
    assert (one.chain, one.actor, one.reason) == (case.pk, None, "term")
    assert one.figures == {"persons": 2, "files": 1, "links": 1}
    run = AuditEvent.objects.get(action="retention.run")
    assert run.figures == {"violence": 1, "social": 0}


def test_hints_that_nobody_judged_are_gone(case):
    other = factories.complaint(case.assigned_to, kind="violence")
    DuplicateHint.objects.create(newer=other, older=case, reason="phone")
    purge_expired()
    assert not DuplicateHint.objects.exists()


def test_nothing_waits_for_an_officer_any_more(case, cast):
    waits = {"unreviewed", "closing", "flagged"}
    assert waits <= set(board(cast.petugas).total.counts)
    purge_expired()
    assert waits & set(board(cast.petugas).total.counts) == set()


def test_no_deed_touches_what_is_gone(case, cast):
    purge_expired()
    by, key, today = cast.relawan, case.pk, timezone.localdate()
    for do in (
        lambda: closure.reopen(complaint=case, by=by, reason="Kambuh."),
        lambda: followup.add_note(
            complaint=case,
            by=by,
            submission_key=key,
            kind="visit",
            text="x",
            happened_on=today,
        ),
        lambda: review.open_seal(complaint=case, by=cast.petugas, reason="review"),
        lambda: consent.record(
            complaint=case,
            by=by,
            submission_key=key,
            word=consent.Word(purpose="count", decision="refused", on=today),
        ),
    ):
        with pytest.raises(CasePurged):
            do()
    other = factories.complaint(by, kind="violence")
    with pytest.raises(merging.CannotMerge):
        merging.merge(complaint=other, into=case, by=cast.petugas, reason="Sama.")


def test_a_dry_run_tells_and_changes_nothing(case):
    told = StringIO()
    call_command("purge_expired", "--dry-run", stdout=told)
    assert told.getvalue() == (
        "Due: violence 1 (24 months after closing), social 0 (12 months after closing).\n"
        "Kept although their time is over: hold 0, referral 0, request 0, merged 0.\n"
    )
    assert not AuditEvent.objects.exists()
    assert Complaint.objects.get(pk=case.pk).narrative == WORDS
