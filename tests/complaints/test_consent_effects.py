"""services.consent: what a word changes elsewhere: totals, letters, answers that come at the same moment."""

import datetime
import uuid
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from complaints import errors
from complaints.services import closure
from complaints.services.answer import answer
from complaints.statistics import exact_totals
from safeguards.models import AuditEvent
from tests import factories

from .test_consent import D, P, case, say  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db


def test_statistics_count_what_may_be_counted_and_forget_what_is_withdrawn(cast):
    at = datetime.datetime(2026, 6, 1, 12, tzinfo=ZoneInfo("Asia/Makassar"))
    cases = [factories.complaint(cast.relawan, category="education", received_at=at) for _ in range(3)]
    factories.complaint(cast.relawan, category="education", received_at=at, may_be_counted=False)
    say(cases[0], D.WITHDRAWN, P.COUNT)

    def counted() -> str:
        told = exact_totals(user=factories.overseer(), village=cases[0].village, year=2026).needs
        return next(line.now.text for line in told if line.label == "Pendidikan")

    assert counted() == "2"
    say(cases[1], D.REFUSED, P.COUNT)
    assert counted() == "1"
    closure.close(complaint=cases[2], by=cast.relawan, outcome="served")
    say(cases[2], D.WITHDRAWN, P.COUNT)
    assert counted() == "0"
    say(cases[0], D.GIVEN, P.COUNT)
    assert counted() == "1"


def test_who_takes_back_that_it_is_recorded_is_counted_no_more(cast):
    row = factories.complaint(cast.relawan)
    say(row, D.GIVEN, P.COUNT)

    def is_counted() -> bool:
        row.refresh_from_db()
        return row.may_be_counted

    say(row, D.REFUSED)
    assert is_counted() is False
    say(row, D.GIVEN)
    assert is_counted() is True
    say(row, D.WITHDRAWN)
    say(row, D.GIVEN, P.COUNT)
    assert is_counted() is False


@pytest.mark.parametrize("word", [D.GIVEN, D.REFUSED])
def test_what_is_closed_as_recorded_twice_is_counted_once(cast, word):
    other, row = factories.complaint(cast.relawan), factories.complaint(cast.relawan)
    say(row, word, P.COUNT)
    closure.close(complaint=row, by=cast.relawan, outcome="duplicate", duplicate_of=other)
    told = exact_totals(user=factories.overseer(), village=row.village, year=row.received_at.year)
    assert told.needs_total.now.text == "1"
    say(row, word, P.COUNT)
    row.refresh_from_db()
    assert row.may_be_counted is False
    closure.reopen(complaint=row, by=cast.relawan, reason="Ternyata orang lain.")
    row.refresh_from_db()
    assert row.may_be_counted is (word == D.GIVEN)


def test_violence_referrals_and_work_are_counted_by_the_same_word(cast):
    at = datetime.datetime(2026, 6, 1, 12, tzinfo=ZoneInfo("Asia/Makassar"))
    violence = factories.complaint(cast.relawan, kind="violence", received_at=at)
    social = factories.complaint(cast.relawan, received_at=at)
    factories.referral(social, sent_at=at, services=["civil_documents"])
    factories.note(social, at=at)

    def counted() -> list[str]:
        told = exact_totals(user=factories.overseer(), village=social.village, year=2026)
        lines = [told.violence, told.needs_total, *(one.asked for one in told.services), *told.work]
        return [line.now.text for line in lines]

    before = counted()
    assert (before[:2], before[-2:], before[2:-2].count("1")) == (["1", "1"], ["0", "1"], 1)
    for row in (violence, social):
        say(row, D.WITHDRAWN, P.COUNT)
    assert set(counted()) == {"0"}


def test_the_letter_of_a_withdrawn_referral_is_no_longer_printed(case, login):  # noqa: F811
    sent = factories.referral(case)
    client = login(case.assigned_to)
    letter = f"{sent.get_absolute_url()}surat/"
    assert client.get(letter).status_code == 200
    say(case, D.WITHDRAWN, P.REFER, provider=sent.provider)
    response = client.get(letter, follow=True)
    assert response.redirect_chain == [(sent.get_absolute_url(), 302)]
    assert letter not in response.content.decode()
    assert AuditEvent.objects.filter(action="letter.read").count() == 1


@pytest.fixture
def sent(case):  # noqa: F811
    return factories.referral(case)


def test_an_answer_and_a_withdrawal_at_once_agree(cast, case, sent, threads):  # noqa: F811
    """Whichever comes first: the referral ends withdrawn, by her word, and nothing is half done."""

    def accept() -> str:
        try:
            answer(
                referral=sent,
                by=cast.relawan,
                submission_key=uuid.uuid4(),
                seen="sent",
                state="accepted",
                on=timezone.localdate(),
            )
        except errors.AnsweredMeanwhile:
            return "late"
        return "accepted"

    def withdraw() -> int:
        return len(say(case, D.WITHDRAWN, P.REFER, provider=sent.provider).stopped)

    def found() -> tuple:
        row = type(sent).objects.get(pk=sent.pk)
        return row.state, sorted(row.steps.values_list("state", flat=True))

    answered, stopped = threads.run(accept, withdraw)
    steps = ["withdrawn"] if answered == "late" else ["accepted", "withdrawn"]
    assert (stopped, threads.run(found)) == (1, [("withdrawn", steps)])
