"""What a person may ask of what is kept of her: its clock, who answers, what is done, what is refused."""

from datetime import timedelta

import pytest
from django.utils import timezone

from complaints import errors
from complaints.models import Complaint, Hold, Merge, RightsRequest
from complaints.papers import own_paper
from complaints.services import consent, holding, rights
from complaints.services.retention import purge_expired
from safeguards import audit
from safeguards.identifiers import time_ordered_uuid
from safeguards.models import AuditEvent
from tests import factories
from tests.complaints.whole import NAME, NIK, WORDS, whole_case

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def case(cast):
    return factories.complaint(cast.relawan, kind="violence", name="Melati Rahasia", narrative=WORDS)


def asked(case, kind: str = "access", *, key=None, by=None, ago: timedelta = DAY, **told) -> RightsRequest:
    told = {"asked_by": "person", "checked": "known", "way": "spoken", **told}
    words = rights.Asked(kind=kind, received_at=timezone.now() - ago, **told)
    key = key or time_ordered_uuid()
    return rights.record(complaint=case, by=by or case.assigned_to, asked=words, submission_key=key)


def last_action() -> tuple:
    event = AuditEvent.objects.latest("pk")
    return event.action, event.reason, event.refused


def test_the_clock_runs_from_when_she_asked(case):
    made = asked(case, ago=2 * DAY)
    assert made.due_at - made.received_at == timedelta(hours=72)
    assert (made.is_late(), made.is_late(timezone.now() + 1.1 * DAY)) == (False, True)
    assert last_action() == ("right.recorded", "", False)


def test_the_same_form_twice_is_one_request(case):
    key = time_ordered_uuid()
    assert asked(case, key=key) == asked(case, key=key, text="lain")
    assert RightsRequest.objects.count() == 1


def test_it_cannot_come_from_the_future(case):
    with pytest.raises(errors.WrongDate):
        asked(case, ago=-DAY)


def test_a_stranger_records_nothing(case, cast):
    with pytest.raises(errors.NotPermitted):
        asked(case, by=cast.relawan2)
    assert last_action() == ("right.recorded", "not_permitted", True)


def test_a_volunteer_answers_nothing(case, cast):
    made = asked(case, "correct")
    with pytest.raises(errors.NotPermitted):
        rights.fulfil(request=made, by=cast.relawan)
    with pytest.raises(errors.NotPermitted):
        rights.refuse(request=made, by=cast.relawan, refusal="endangers")


def test_refused_with_a_reason_of_the_list(case, cast):
    made = rights.refuse(request=asked(case), by=cast.petugas, refusal="legal_duty", text="Sidang.")
    assert (made.state, made.refusal, made.ended_by) == ("refused", "legal_duty", cast.petugas)
    assert last_action() == ("right.refused", "legal_duty", False)
    with pytest.raises(ValueError, match="sembarang"):
        rights.refuse(request=asked(case), by=cast.petugas, refusal="sembarang")


def test_what_was_answered_stays(case, cast):
    made = rights.fulfil(request=asked(case, "correct"), by=cast.petugas, text="Alamat dibetulkan.")
    assert (made.state, made.answer) == ("done", "Alamat dibetulkan.")
    with pytest.raises(errors.RightEnded):
        rights.refuse(request=made, by=cast.petugas, refusal="endangers")


def test_nobody_unknown_gets_anything(case, cast):
    made = asked(case, "correct", checked="none")
    with pytest.raises(errors.IdentityNotChecked):
        rights.fulfil(request=made, by=cast.petugas)
    assert rights.fulfil(request=made, by=cast.petugas, checked="card").checked == "card"


def test_a_guardian_who_may_be_the_reported_one_gets_nothing(case, cast):
    case.persons.update(age_band="6-12")
    factories.person(case, role="reported", relation="parent")
    made = asked(case, "correct", asked_by="guardian")
    with pytest.raises(errors.GuardianIsReported):
        rights.fulfil(request=made, by=cast.petugas)
    assert rights.fulfil(request=made, by=cast.petugas, other_guardian=True).state == "done"


def test_a_copy_is_handed_over_after_it_was_made(case, cast):
    made = asked(case)
    with pytest.raises(errors.NotShownYet):
        rights.fulfil(request=made, by=cast.petugas)
    audit.record(action=rights.SHOWN, by=cast.petugas, chain=case.pk, subject=made)
    assert rights.fulfil(request=made, by=cast.petugas).state == "done"


def test_a_withdrawal_is_recorded_where_words_are(case, cast):
    made = asked(case, "withdraw")
    with pytest.raises(errors.NotWithdrawnYet):
        rights.fulfil(request=made, by=cast.petugas)
    word = consent.Word(purpose="count", decision="withdrawn", on=timezone.localdate())
    key = time_ordered_uuid()
    consent.record(complaint=case, by=cast.relawan, submission_key=key, word=word)
    assert rights.fulfil(request=made, by=cast.petugas).state == "done"


def test_erasing_needs_that_she_is_sure(case, cast):
    made = asked(case, "erase")
    with pytest.raises(errors.NotSure):
        rights.fulfil(request=made, by=cast.petugas)
    assert Complaint.objects.get(pk=case.pk).narrative == WORDS


def test_erasing_closes_destroys_and_keeps_the_count(case, cast):
    running = factories.referral(case)
    link = factories.answer_link(running)
    made = rights.fulfil(request=asked(case, "erase", text=WORDS), by=cast.petugas, is_sure=True)
    fresh = Complaint.objects.get(pk=case.pk)
    assert (fresh.purged_because, fresh.outcome, fresh.may_be_counted) == ("wish", "chose_not_to", True)
    assert (fresh.narrative, fresh.persons.get().identity) == ("", {})
    assert fresh.persons.get().sex == "female"
    running.refresh_from_db()
    link.refresh_from_db()
    assert (running.state, link.revoked_at is None) == ("withdrawn", False)
    made = RightsRequest.objects.get(pk=made.pk)
    assert (made.state, made.text, made.answer) == ("done", "", "")
    actions = AuditEvent.objects.filter(chain=case.pk, actor=cast.petugas.pk).order_by("seq")
    assert list(actions.values_list("action", flat=True)) == [
        "referral.withdrawn",
        "complaint.closed",
        "complaint.purged",
        "right.done",
    ]


def test_who_may_not_be_counted_is_erased_with_her_traits(case, cast):
    Complaint.objects.filter(pk=case.pk).update(may_be_counted=False)
    rights.fulfil(request=asked(case, "erase"), by=cast.petugas, is_sure=True)
    assert case.persons.get().sex == ""


def test_what_was_merged_into_it_goes_along(case, cast):
    old = whole_case(cast.relawan, days=5)
    Merge.objects.create(complaint=old, into=case, reason="Sama.", by=cast.petugas)
    rights.fulfil(request=asked(case, "erase"), by=cast.petugas, is_sure=True)
    assert Complaint.objects.filter(purged_because="wish").count() == 2


def test_a_hold_stands_before_her_wish(case, cast):
    made, key = asked(case, "erase"), time_ordered_uuid()
    until = timezone.localdate() + 30 * DAY
    holding.hold(complaint=case, by=cast.petugas, reason="Sidang.", until=until, submission_key=key)
    with pytest.raises(errors.CaseHeld):
        rights.fulfil(request=made, by=cast.petugas, is_sure=True)
    assert last_action() == ("right.done", "case_held", True)
    assert holding.lift(complaint=case, by=cast.petugas) == 1
    rights.fulfil(request=made, by=cast.petugas, is_sure=True)


def test_a_hold_waits_for_its_day_and_is_kept_once(cast):
    case, key = whole_case(cast.relawan), time_ordered_uuid()
    told = {"complaint": case, "by": cast.petugas, "reason": "Sidang.", "submission_key": key}
    first = holding.hold(**told, until=timezone.localdate())
    assert holding.hold(**told, until=timezone.localdate() + DAY) == first
    assert purge_expired() == {}
    Hold.objects.update(until=timezone.localdate() - DAY)
    assert purge_expired() == {"violence": 1}


@pytest.mark.parametrize(
    ("told", "error"),
    [
        ({"until": timezone.localdate() - DAY}, errors.WrongDate),
        ({"until": timezone.localdate() + 2000 * DAY}, errors.WrongDate),
        ({"reason": " "}, errors.ReasonMissing),
    ],
)
def test_a_hold_needs_a_reason_and_a_day(case, cast, told, error):
    key = time_ordered_uuid()
    told = {"reason": "Sidang.", "until": timezone.localdate(), **told}
    with pytest.raises(error):
        holding.hold(complaint=case, by=cast.petugas, submission_key=key, **told)


def test_only_an_officer_holds_and_lifts(case, cast):
    with pytest.raises(errors.NotPermitted):
        holding.hold(
            complaint=case,
            by=cast.relawan,
            reason="x",
            until=timezone.localdate(),
            submission_key=time_ordered_uuid(),
        )
    with pytest.raises(errors.NotPermitted):
        holding.lift(complaint=case, by=cast.relawan)
    with pytest.raises(errors.NotHeld):
        holding.lift(complaint=case, by=cast.petugas)


def words_of(paper) -> str:
    items = [item for part in paper.parts for item in part.items]
    lines = [line for item in items for line in item.lines]
    texts = [text for item in items for text in (item.title, item.about, item.text)]
    return "\n".join([*texts, *(f"{line.label}: {line.text}" for line in (*paper.head, *lines))])


def test_her_copy_holds_all_of_hers_and_nobody_elses(cast):
    case = factories.complaint(
        cast.relawan,
        kind="violence",
        name=NAME,
        hamlet="Dusun Lebak",
        narrative=f"Zulkaena didatangi Darmajid di Lebak. Ditulis {cast.relawan.full_name}. NIK {NIK}",
    )
    person = case.persons.get()
    person.identity = {"name": NAME, "nik": NIK, "phone": "+6281339987712"}
    person.save()
    reported = factories.person(case, role="reported", name="Darmajid Contohnya")
    reported.identity = {"name": "Darmajid Contohnya", "address": "Gang Mawar Nomor Tiga"}
    reported.save()
    factories.note(case, "Darmajid tinggal di Gang Mawar Nomor Tiga.")
    factories.safety_plan(case, signs="Ia pulang malam")
    audit.record(action="complaint.read", by=cast.relawan, chain=case.pk, subject=case)
    audit.record(action="complaint.read", by=cast.relawan, chain=case.pk, subject=case)
    audit.record(action="complaint.opened", by=cast.petugas, chain=case.pk, subject=case)
    told = words_of(own_paper(Complaint.objects.with_access(cast.petugas).get(pk=case.pk), cast.petugas))
    for hers in (NAME, NIK, "Dusun Lebak", f"{NAME} didatangi orang lain di Lebak", "Ia pulang malam"):
        assert hers in told
    for other in ("Darmajid", "Gang Mawar", cast.relawan.full_name, cast.petugas.full_name):
        assert other not in told
    assert "Relawan: dibaca di layar (2×)" in told
    assert "Petugas program: segel dibuka" in told


def test_who_recorded_the_wish_does_not_erase(case, cast):
    made = factories.right(case, kind="erase", recorded_by=cast.petugas)
    with pytest.raises(errors.OwnRequest):
        rights.fulfil(request=made, by=cast.petugas, is_sure=True)
    assert last_action() == ("right.done", "own_request", True)
    rights.fulfil(request=made, by=cast.bakti, is_sure=True)


def test_a_hold_of_a_merged_case_can_be_lifted(case, cast):
    old = whole_case(cast.relawan, days=5)
    until = timezone.localdate() + DAY
    told = {"complaint": old, "by": cast.petugas, "submission_key": time_ordered_uuid()}
    holding.hold(**told, reason="Sidang.", until=until)
    Merge.objects.create(complaint=old, into=case, reason="Sama.", by=cast.petugas)
    with pytest.raises(errors.CaseHeld):
        rights.fulfil(request=asked(case, "erase"), by=cast.petugas, is_sure=True)
    assert holding.lift(complaint=old, by=cast.petugas) == 1
