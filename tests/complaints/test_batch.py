"""Many people, one need: a case each, referred and answered together, all or none."""

import uuid

import pytest
from django.db import connection
from django.utils import timezone

from complaints.enums import ConsentDecision
from complaints.errors import CaseClosed, CaseMerged, NotPermitted, OneRefused
from complaints.models import Complaint, Consent, DuplicateHint, Merge, Person, Referral
from complaints.services import batch
from complaints.services.referral import Agreement
from safeguards.models import AuditEvent, DataKey
from tests import factories


def people(count: int = 2, **told) -> list[batch.OtherPerson]:
    told = {"sex": "female", "age_band": "6-12", **told}
    return [batch.OtherPerson(name=f"Anak {number}", **told) for number in range(1, count + 1)]


@pytest.fixture
def first(cast) -> Complaint:
    return factories.complaint(cast.relawan, need="birth_certificate", name="Anak Pertama")


def record(first, by, key=None, others=None) -> list[Complaint]:
    return batch.record_others(complaint=first, by=by, key=key or uuid.uuid4(), people=others or people())


def actions(case) -> list[tuple[str, bool]]:
    events = AuditEvent.objects.filter(chain=case.pk).order_by("seq")
    return [(event.action, event.refused) for event in events]


# Recording ------------------------------------------------------------------------------------------


def test_each_gets_a_case_of_her_own(cast, first):
    made = record(first, cast.relawan, others=people(3, phone="", may_count=True))
    first.refresh_from_db()
    assert len({case.number for case in made}) == 3
    for case in Complaint.objects.exclude(pk=first.pk):
        assert (case.kind, case.category, case.need) == ("social", "civil", "birth_certificate")
        assert (case.group, case.village, case.batch) == (first.group, first.village, first.batch)
        assert (case.recorded_by, case.assigned_to, case.stage) == (cast.relawan, cast.relawan, "received")
        assert (case.may_be_counted, actions(case)) == (True, [("complaint.recorded", False)])
    assert sorted(row.name for row in Person.objects.exclude(complaint=first)) == [
        "Anak 1",
        "Anak 2",
        "Anak 3",
    ]
    assert actions(first) == [("batch.recorded", False)]
    assert DataKey.objects.filter(pk__in=Complaint.objects.values("data_key")).count() == 4


def test_consent_is_kept_for_each_and_a_childs_is_the_guardians(cast, first):
    grown_up = people(1, age_band="25-44", may_count=True)
    record(first, cast.relawan, others=[*people(1), *grown_up])
    rows = Consent.objects.exclude(complaint=first).values_list("purpose", "decision", "given_by")
    assert sorted(rows) == [
        ("count", "given", "person"),
        ("count", "refused", "guardian"),
        ("record", "given", "guardian"),
        ("record", "given", "person"),
    ]


def test_the_same_key_gives_the_same_cases(cast, first):
    key = uuid.uuid4()
    made = record(first, cast.relawan, key)
    again = record(first, cast.relawan, key, people(5))
    assert [case.pk for case in again] == [case.pk for case in made]
    assert Complaint.objects.count() == 3
    first.refresh_from_db()
    assert first.version == 2


def test_a_second_time_joins_the_same_batch(cast, first):
    record(first, cast.relawan)
    record(first, cast.relawan)
    assert Complaint.objects.filter(batch=Complaint.objects.get(pk=first.pk).batch).count() == 5


def test_they_are_not_taken_for_each_other_but_a_known_number_is_told(cast, first):
    phone = "+6281200000001"
    known = factories.complaint(cast.relawan)
    person = known.persons.get()
    person.identity = {"phone": phone}
    person.digest_anew()
    person.save()
    made = record(first, cast.relawan, others=people(2, phone=phone))
    found = DuplicateHint.objects.values_list("newer", "older", "reason")
    assert sorted(found) == sorted((case.pk, known.pk, "phone") for case in made)


def test_who_holds_a_public_post_leaves_them_to_the_coordinator(cast):
    made = record(factories.complaint(cast.kawil), cast.kawil)
    assert {case.assigned_to for case in made} == {cast.relawan}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("who", ["relawan2", "humas", "kawil", "sekdes", "petugas", "petugas2", "bakti"])
def test_who_does_not_work_the_first_records_nobody(cast, first, who):
    with pytest.raises(NotPermitted):
        record(first, getattr(cast, who))
    assert (Complaint.objects.count(), actions(first)) == (1, [("batch.recorded", True)])


@pytest.mark.django_db(transaction=True)
def test_violence_is_asked_for_one_by_one(cast):
    with pytest.raises(NotPermitted):
        record(factories.complaint(cast.relawan, kind="violence"), cast.relawan)


@pytest.mark.django_db(transaction=True)
def test_more_than_thirty_are_refused(cast, first):
    with pytest.raises(NotPermitted):
        record(first, cast.relawan, others=people(31))
    assert len(record(first, cast.relawan, others=people(30))) == 30


@pytest.mark.django_db(transaction=True)
def test_a_merged_case_takes_nobody_along(cast, first):
    into = factories.complaint(cast.relawan)
    Merge.objects.create(complaint=first, into=into, reason="Sama.", by=cast.petugas)
    with pytest.raises(CaseMerged):
        record(first, cast.relawan)


@pytest.mark.parametrize("count", [1, 3])
def test_queries_grow_by_none_for_each_person_without_a_number(cast, first, count, django_assert_num_queries):
    with django_assert_num_queries(13 if connection.vendor == "postgresql" else 16):
        record(first, cast.relawan, others=people(count))


# Referring ------------------------------------------------------------------------------------------


@pytest.fixture
def three(cast, first) -> list[Complaint]:
    record(first, cast.relawan)
    return list(Complaint.objects.order_by("received_at", "id"))


@pytest.fixture
def dukcapil(cast):
    return factories.provider()


def refer(cases, by, provider, key=None, **told) -> list[Referral]:
    yes = Agreement(decision=ConsentDecision.GIVEN, told="Akta kelahiran.")
    errand = batch.Errand(provider=provider, services=["civil_documents"], **told)
    return batch.refer_all(agreed=dict.fromkeys(cases, yes), by=by, key=key or uuid.uuid4(), errand=errand)


def test_each_is_referred_with_her_own_consent_and_trail(cast, three, dukcapil):
    key = uuid.uuid4()
    made = refer(three[:2], cast.relawan, dukcapil, key)
    assert {(row.complaint, row.batch, row.state) for row in made} == {
        (case, key, "sent") for case in three[:2]
    }
    assert Consent.objects.filter(purpose="refer", decision="given").count() == 2
    assert [("referral.sent", False) in actions(case) for case in three] == [True, True, False]
    assert [row.pk for row in refer(three[:2], cast.relawan, dukcapil, key)] == [row.pk for row in made]
    assert Referral.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_what_one_refuses_leaves_all_as_they_were_and_names_it(cast, three, dukcapil):
    factories.referral(three[1], dukcapil)
    with pytest.raises(OneRefused) as refusal:
        refer(three, cast.relawan, dukcapil)
    assert str(refusal.value).startswith(f"Kasus {three[1]}: Kasus ini sudah dirujuk")
    assert refusal.value.code == "already_referred"
    assert Referral.objects.count() == 1
    assert [("referral.sent", True) in actions(case) for case in three] == [False, True, False]
    assert len(refer(three, cast.relawan, dukcapil, again=True)) == 3


@pytest.mark.django_db(transaction=True)
def test_a_closed_case_among_them_is_named(cast, three, dukcapil):
    Complaint.objects.filter(pk=three[2].pk).update(
        stage="closed", outcome="served", closed_at=timezone.now(), closed_by=cast.relawan
    )
    with pytest.raises(OneRefused, match=str(three[2])) as refusal:
        refer(three, cast.relawan, dukcapil)
    assert isinstance(refusal.value.error, CaseClosed)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("who", ["relawan2", "petugas"])
def test_who_does_not_work_them_refers_nobody(cast, three, dukcapil, who):
    with pytest.raises(OneRefused) as refusal:
        refer(three, getattr(cast, who), dukcapil)
    assert (refusal.value.code, Referral.objects.count()) == ("not_permitted", 0)


# Answering ------------------------------------------------------------------------------------------


def answer(rows, by, key=None, **told) -> None:
    told = {"seen": "sent", "state": "accepted", "on": timezone.localdate(), **told}
    batch.answer_all(referrals=rows, by=by, key=key or uuid.uuid4(), **told)


def referrals() -> list[Referral]:
    return list(Referral.objects.select_related("complaint").order_by("complaint__received_at"))


def test_one_answer_for_all(cast, three, dukcapil):
    refer(three, cast.relawan, dukcapil)
    key = uuid.uuid4()
    for _tap in range(2):
        answer(referrals(), cast.relawan, key)
    assert [row.state for row in referrals()] == ["accepted"] * 3
    assert [row.steps.count() for row in referrals()] == [2] * 3
    assert [actions(case).count(("referral.answered", False)) for case in three] == [1] * 3


@pytest.mark.django_db(transaction=True)
def test_an_answer_that_one_cannot_take_is_taken_by_none(cast, three, dukcapil):
    refer(three, cast.relawan, dukcapil)
    answer(referrals()[:1], cast.relawan)
    with pytest.raises(OneRefused, match=str(referrals()[0].complaint)) as refusal:
        answer(referrals(), cast.relawan)
    assert refusal.value.code == "answered_meanwhile"
    assert [row.state for row in referrals()] == ["accepted", "sent", "sent"]
