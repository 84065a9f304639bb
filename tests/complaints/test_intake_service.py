"""The service behind every road by which a case comes in."""

import uuid

import pytest

from complaints.errors import NotPermitted
from complaints.models import Complaint, Hiding, Inquiry
from complaints.services.intake import Intake, Question, record_complaint, record_inquiry
from safeguards.identifiers import VALUES
from safeguards.models import AuditEvent, DataKey


@pytest.fixture
def intake(cast) -> Intake:
    return Intake(kind="violence", group=cast.teros, village=cast.teros.village, category="physical")


def test_nobody_records_for_a_group_that_is_not_hers(cast, intake):
    for user in (cast.relawan2, cast.sekdes, cast.petugas, cast.bakti):
        with pytest.raises(NotPermitted):
            record_complaint(by=user, key=uuid.uuid4(), intake=intake)
    assert Complaint.objects.count() == DataKey.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_refusal_is_recorded(cast, intake):
    with pytest.raises(NotPermitted):
        record_complaint(by=cast.relawan2, key=uuid.uuid4(), intake=intake)
    event = AuditEvent.objects.get(action="complaint.recorded")
    assert (event.actor, event.refused, event.reason) == (cast.relawan2.pk, True, "not_permitted")
    question = Question(kind="social", group=cast.teros, village=cast.teros.village)
    with pytest.raises(NotPermitted):
        record_inquiry(by=cast.relawan2, key=uuid.uuid4(), question=question)
    assert Inquiry.objects.count() == 0


def test_nothing_stays_when_the_audit_fails(cast, intake, settings):
    settings.AUDIT_KEYS = ""
    with pytest.raises(Exception, match="AUDIT_KEYS"):
        record_complaint(by=cast.relawan, key=uuid.uuid4(), intake=intake)
    assert Complaint.objects.count() == DataKey.objects.count() == 0


def test_case_is_never_hidden_from_its_recorder(cast, intake):
    hidden = Intake(**vars(intake) | {"hidden_from": frozenset({cast.relawan.pk, cast.humas.pk})})
    record_complaint(by=cast.relawan, key=uuid.uuid4(), intake=hidden)
    assert [row.user for row in Hiding.objects.all()] == [cast.humas]


def test_a_number_that_another_case_has_is_drawn_again(cast, intake, monkeypatch):
    first = record_complaint(by=cast.relawan, key=uuid.uuid4(), intake=intake).complaint
    dice = iter([*(VALUES[letter] for letter in first.number[:7]), *range(7)])
    monkeypatch.setattr("secrets.randbelow", lambda _sides: next(dice))
    second = record_complaint(by=cast.relawan, key=uuid.uuid4(), intake=intake)
    assert (second.is_new, second.complaint.number[:7]) == (True, "0123456")
    assert Complaint.objects.count() == 2


@pytest.mark.parametrize(
    "change",
    [
        {"category": "sexual"},
        {"narrative": "lain"},
        {"contact": {"way": "visit"}},
        {"name": "Melati"},
        {"relation": "spouse"},
        {"may_count": True},
        {"vital_reason": "nyawa"},
        {"told_by_other": True},
    ],
)
def test_resend_tells_whether_it_says_something_else(cast, intake, change):
    key = uuid.uuid4()
    first = record_complaint(by=cast.relawan, key=key, intake=intake)
    same = record_complaint(by=cast.relawan, key=key, intake=intake)
    other = record_complaint(by=cast.relawan, key=key, intake=Intake(**vars(intake) | change))
    assert (first.is_new, first.differs) == (True, False)
    assert (same.is_new, same.differs, same.complaint) == (False, False, first.complaint)
    assert (other.is_new, other.differs, other.complaint) == (False, True, first.complaint)


def test_hiding_changed_in_a_resend_is_told(cast, intake):
    key = uuid.uuid4()
    record_complaint(by=cast.relawan, key=key, intake=intake)
    hidden = Intake(**vars(intake) | {"hidden_from": frozenset({cast.humas.pk})})
    assert record_complaint(by=cast.relawan, key=key, intake=hidden).differs is True


@pytest.mark.parametrize(
    ("fields", "urgency"),
    [
        ({"safety": "unsafe"}, "emergency"),
        ({"vital_reason": "nyawa"}, "emergency"),
        ({"category": "sexual", "happened": "today"}, "urgent"),
        ({"further": ("sexual",), "happened": "three_days"}, "urgent"),
        ({"category": "sexual", "happened": "longer"}, "normal"),
        ({"safety": "unknown"}, "normal"),
    ],
)
def test_urgency(cast, intake, fields, urgency):
    done = record_complaint(by=cast.relawan, key=uuid.uuid4(), intake=Intake(**vars(intake) | fields))
    assert done.complaint.urgency == urgency
