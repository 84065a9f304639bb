"""services.consent: what it refuses: a child's own word, the reported guardian's, life not at risk, days."""

import datetime

import pytest
from django.utils import timezone

from complaints import errors
from complaints.enums import ConsentDecision, ConsentGiver, ConsentPurpose
from complaints.models import Consent, Flag
from complaints.services.consent import moment_of
from safeguards.models import AuditEvent
from tests import factories
from villages.zones import zone_of

from .test_consent import case, child, say  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db(transaction=True)
D, G, P = ConsentDecision, ConsentGiver, ConsentPurpose


def refused(error, row, *args, **word) -> None:
    before = list(Consent.objects.values_list("pk", flat=True))
    with pytest.raises(error):
        say(row, *args, **word)
    assert list(Consent.objects.values_list("pk", flat=True)) == before
    event = AuditEvent.objects.filter(chain=row.pk).latest("seq")
    assert (event.action, event.refused, event.reason) == ("consent.recorded", True, error.code)


def test_nothing_given_nothing_withdrawn(case):  # noqa: F811
    refused(errors.NothingToWithdraw, case, D.WITHDRAWN, P.REFER, provider=factories.provider())
    say(case, D.WITHDRAWN)
    refused(errors.NothingToWithdraw, case, D.WITHDRAWN)


def test_a_child_s_yes_is_its_guardian_s(cast):
    row = factories.complaint(cast.relawan)
    row.persons.update(age_band="6-12")
    refused(errors.GuardianNeeded, row, D.GIVEN, P.COUNT)
    assert say(row, D.GIVEN, P.COUNT, given_by=G.GUARDIAN).consent.given_by == "guardian"


def test_a_child_s_no_is_its_own(cast):
    row = factories.complaint(cast.relawan)
    row.persons.update(age_band="13-17")
    assert say(row, D.WITHDRAWN).consent.given_by == "person"


@pytest.mark.parametrize("decision", [D.GIVEN, D.REFUSED, D.WITHDRAWN])
def test_who_is_reported_does_not_answer_for_the_child(child, decision):  # noqa: F811
    refused(errors.GuardianIsReported, child, decision, given_by=G.GUARDIAN)
    made = say(child, decision, given_by=G.GUARDIAN, other_guardian=True).consent
    assert (made.decision, made.given_by) == (decision, "guardian")


def test_without_a_safe_guardian_for_her_life_with_the_reason(child):  # noqa: F811
    refused(errors.ReasonMissing, child, D.VITAL, text=" ")
    made = say(child, D.VITAL, text="Ayahnya sendiri yang diduga.").consent
    assert (made.decision, made.given_by, made.text) == ("vital", "nobody", "Ayahnya sendiri yang diduga.")
    child.refresh_from_db()
    assert (child.is_flagged, Flag.objects.get().text) == (True, "Ayahnya sendiri yang diduga.")


def test_without_consent_only_for_her_life(case):  # noqa: F811
    refused(errors.LifeNotAtRisk, case, D.VITAL, text="Terancam.")
    case.safety = "unsafe"
    case.save()
    assert say(case, D.VITAL, text="Terancam.").consent.decision == "vital"


def test_her_life_is_no_reason_to_be_counted(child):  # noqa: F811
    refused(errors.LifeNotAtRisk, child, D.VITAL, P.COUNT, text="Terancam.")


def test_no_day_to_come_and_none_before_the_last_word(case):  # noqa: F811
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    refused(errors.WrongDate, case, D.WITHDRAWN, on=tomorrow)
    refused(errors.WrongDate, case, D.WITHDRAWN, on=timezone.localdate() - datetime.timedelta(days=1))


def test_a_word_of_the_same_past_day_comes_after_the_one_before(case):  # noqa: F811
    zone = zone_of(case.group.village_id)
    past = timezone.now() - datetime.timedelta(days=9)
    evening = past.astimezone(zone).replace(hour=20, minute=0)
    before = Consent(at=evening)
    said = moment_of(evening.date(), before, zone)
    assert (said > before.at, said.astimezone(zone).date()) == (True, evening.date())
    assert moment_of(evening.date(), None, zone).astimezone(zone).hour == 12
