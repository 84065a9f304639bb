"""Hints that two cases may be the same: when they are left, who is told, and who judges them."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from complaints.errors import NotPermitted
from complaints.models import Complaint, DuplicateHint
from complaints.sections import SECTIONS
from complaints.services import editing, sameness
from complaints.services.intake import Intake, record_complaint
from safeguards import crypto
from safeguards.models import AuditEvent
from tests import factories

PHONE, OTHER_PHONE = "+6281200000001", "+6281200000002"


def record(by, place, **told) -> Complaint:
    told = {"kind": "social", "category": "civil", "sex": "female", "age_band": "25-44", **told}
    intake = Intake(group=place, village=told.pop("village", place.village), **told)
    return record_complaint(by=by, key=uuid.uuid4(), intake=intake).complaint


def told() -> list[tuple]:
    return list(DuplicateHint.objects.order_by("pk").values_list("newer", "older", "reason", "is_same"))


def long_ago(case: Complaint, **gone) -> None:
    Complaint.objects.filter(pk=case.pk).update(received_at=timezone.now() - timedelta(**gone))


# When a case is recorded ----------------------------------------------------------------------------


def test_a_phone_in_common_is_a_hint_however_old(cast):
    first = record(cast.relawan, cast.teros, phone=PHONE, category="work")
    long_ago(first, days=700)
    second = record(cast.relawan, cast.teros, phone=PHONE)
    assert told() == [(second.pk, first.pk, "phone", None)]


def test_a_phone_is_found_under_every_digest_key(cast, settings):
    first = record(cast.relawan, cast.teros, phone=PHONE, sex="male")
    settings.DIGEST_KEYS = f"baru:{'A' * 43}=,{settings.DIGEST_KEYS}"
    assert len(crypto.digest_keys().all()) == 2
    second = record(cast.relawan, cast.teros, phone=PHONE)
    assert told() == [(second.pk, first.pk, "phone", None)]


def test_likeness_is_a_hint_within_fourteen_days(cast):
    first = record(cast.relawan, cast.teros)
    long_ago(first, days=13, hours=23)
    second = record(cast.relawan, cast.teros)
    assert told() == [(second.pk, first.pk, "similar", None)]
    DuplicateHint.objects.all().delete()
    Complaint.objects.filter(pk=second.pk).delete()
    long_ago(first, days=14, hours=1)
    record(cast.relawan, cast.teros)
    assert told() == []


@pytest.mark.parametrize(
    "change", [{"sex": "male"}, {"age_band": "60+"}, {"category": "health"}, {"sex": ""}]
)
def test_what_differs_is_no_likeness(cast, change):
    record(cast.relawan, cast.teros)
    record(cast.relawan, cast.teros, **change)
    assert told() == []


def test_another_village_is_no_likeness(cast, village):
    record(cast.relawan, cast.teros)
    record(cast.relawan, cast.teros, village=village(factories.BANJARSARI))
    assert told() == []


def test_two_groups_of_one_village_find_each_other(cast):
    mekar = factories.group("KK Mekar")
    first = record(factories.volunteer("mekar", mekar), mekar)
    second = record(cast.relawan, cast.teros)
    assert told() == [(second.pk, first.pk, "similar", None)]


def test_the_surest_reason_counts_and_three_are_enough(cast):
    for _one in range(6):
        record(cast.relawan, cast.teros)
    first = record(cast.relawan, cast.teros, phone=PHONE)
    DuplicateHint.objects.all().delete()
    newest = record(cast.relawan, cast.teros, phone=PHONE)
    assert told()[0] == (newest.pk, first.pk, "phone", None)
    assert [reason for _new, _old, reason, _same in told()] == ["phone", *["similar"] * 2]


def test_kinds_never_point_at_each_other(cast):
    record(cast.relawan, cast.teros, kind="violence", category="physical", phone=PHONE)
    record(cast.relawan, cast.teros, phone=PHONE)
    assert told() == []


def test_only_the_person_concerned_is_compared(cast):
    violence = {"kind": "violence", "told_by_other": True, "reporter_phone": PHONE}
    record(cast.relawan, cast.teros, category="physical", **violence)
    record(cast.relawan, cast.teros, category="sexual", **violence)
    assert told() == []


def test_a_case_closed_as_a_duplicate_is_not_pointed_at(cast):
    first = record(cast.relawan, cast.teros, phone=PHONE)
    Complaint.objects.filter(pk=first.pk).update(
        stage="closed", outcome="duplicate", closed_at=timezone.now(), closed_by=cast.relawan
    )
    record(cast.relawan, cast.teros, phone=PHONE)
    assert told() == []


def test_recording_with_a_hint_costs_one_query_more(cast, django_assert_num_queries):
    record(cast.relawan, cast.teros)
    one = 5 if connection.vendor == "postgresql" else 8  # SQLite takes the rows of each table by themselves
    with django_assert_num_queries(one):
        record(cast.relawan, cast.teros, category="health")
    with django_assert_num_queries(one + 1):
        record(cast.relawan, cast.teros)


# When the person is edited --------------------------------------------------------------------------


def edit(case: Complaint, by, **values) -> None:
    case.refresh_from_db()
    editing.change(complaint=case, by=by, section=SECTIONS["orangnya"], values=values, version=case.version)


@pytest.mark.parametrize(("part", "value"), [("nik", "5203174107900001"), ("phone", PHONE)])
def test_a_number_that_was_added_is_compared(cast, part, value):
    first, second = (factories.complaint(cast.relawan) for _one in range(2))
    edit(second, cast.relawan, **{part: value})
    assert told() == []
    edit(first, cast.relawan, **{part: value})
    assert told() == [(second.pk, first.pk, part, None)]


def test_what_was_judged_stays_when_it_is_found_again(cast):
    first = record(cast.relawan, cast.teros, phone=PHONE)
    second = record(cast.relawan, cast.teros, phone=PHONE)
    hint = DuplicateHint.objects.get()
    sameness.judge(complaint=second, by=cast.relawan, hint=hint, is_same=False)
    edit(second, cast.relawan, phone=OTHER_PHONE)
    edit(second, cast.relawan, phone=PHONE)
    assert told() == [(second.pk, first.pk, "phone", False)]


# Judging --------------------------------------------------------------------------------------------


@pytest.fixture
def pair(cast) -> DuplicateHint:
    older, newer = factories.complaint(cast.relawan), factories.complaint(cast.relawan)
    return DuplicateHint.objects.create(newer=newer, older=older, reason="similar")


@pytest.mark.parametrize("who", ["relawan", "petugas", "bakti"])
@pytest.mark.parametrize("side", ["newer", "older"])
def test_who_sees_both_judges_and_both_trails_tell_it(cast, pair, who, side):
    for _tap in range(2):
        sameness.judge(complaint=getattr(pair, side), by=getattr(cast, who), hint=pair, is_same=True)
    pair.refresh_from_db()
    assert (pair.is_same, pair.judged_by) == (True, getattr(cast, who))
    events = AuditEvent.objects.filter(action="hint.judged").values_list("chain", "figures")
    assert list(events.order_by("chain")) == [
        (key, {"same": True}) for key in sorted((pair.newer_id, pair.older_id))
    ]


def test_the_last_word_holds(cast, pair):
    sameness.judge(complaint=pair.newer, by=cast.relawan, hint=pair, is_same=True)
    sameness.judge(complaint=pair.newer, by=cast.petugas, hint=pair, is_same=False)
    pair.refresh_from_db()
    assert (pair.is_same, pair.judged_by) == (False, cast.petugas)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("who", ["relawan2", "humas", "kawil", "sekdes", "petugas2"])
def test_who_does_not_see_them_judges_nothing(cast, pair, who):
    with pytest.raises(NotPermitted):
        sameness.judge(complaint=pair.newer, by=getattr(cast, who), hint=pair, is_same=True)
    assert told()[0][3] is None
    assert AuditEvent.objects.get().refused is True


@pytest.mark.django_db(transaction=True)
def test_from_whom_one_of_them_is_hidden_she_judges_nothing(cast, pair):
    factories.hiding(pair.older, cast.relawan)
    with pytest.raises(NotPermitted):
        sameness.judge(complaint=pair.newer, by=cast.relawan, hint=pair, is_same=True)
