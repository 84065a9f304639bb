"""E-mails of the timer: numbers of cases and nothing else, to whom they concern, and a server that fails."""

from datetime import timedelta
from io import StringIO
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.utils import timezone

from complaints.models import Reminder
from complaints.services.notices import send_notices
from complaints.services.remind import remind
from members.models import Assignment
from tests import factories

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
HERS, OFFICERS, OTHERS = "relawan@contoh.invalid", "petugas@contoh.invalid", "lain@contoh.invalid"


class Server(EmailBackend):
    """Takes what an address in ``refuses`` does not spoil; ``down`` takes nothing."""

    refuses: dict[str, int] = {}
    down = False

    def send_messages(self, messages):
        if type(self).down:
            raise SMTPServerDisconnected
        for message in messages:
            code = type(self).refuses.get(message.to[0])
            if code:
                raise SMTPRecipientsRefused({message.to[0]: (code, b"no")})
        return super().send_messages(messages)


@pytest.fixture(autouse=True)
def server(settings, monkeypatch):
    settings.EMAIL_BACKEND = f"{Server.__module__}.Server"
    monkeypatch.setattr(Server, "refuses", {})
    monkeypatch.setattr(Server, "down", False)
    return Server


@pytest.fixture
def people(cast):
    for user, address in ((cast.relawan, HERS), (cast.petugas, OFFICERS), (cast.petugas2, OTHERS)):
        user.email = address
        user.save()
    return cast


@pytest.fixture
def case(people):
    return factories.complaint(
        people.relawan, kind="violence", name="Melati Rahasia", narrative="Dipukul.", reminder="Pagar hijau"
    )


def silent(case, days: float):
    due = timezone.now() - days * DAY
    return factories.referral(case, sent_at=due - DAY, due_at=due)


def told() -> list[str]:
    """Who was written to, and nobody twice in one letter."""
    return sorted(address for letter in mail.outbox for address in letter.recipients())


@pytest.mark.parametrize(
    ("days", "who"), [(-0.2, [HERS]), (0.5, [HERS]), (2, [OFFICERS, HERS]), (20, [OFFICERS, HERS])]
)
def test_the_volunteer_and_from_escalation_on_the_officer(case, days, who):
    silent(case, days)
    remind()
    assert (send_notices().sent, told()) == (len(who), who)


def test_it_holds_the_number_and_no_word_of_the_case(case):
    silent(case, 2)
    remind()
    send_notices()
    for letter in mail.outbox:
        assert letter.subject == "KK Portal: ada yang menunggu"
        assert letter.body == (
            f"Ada yang menunggu Ibu/Bapak di KK Portal:\n- {case}\n"
            "Silakan masuk ke KK Portal untuk melihatnya.\n"
            "Pesan ini dikirim otomatis. Mohon jangan dibalas dan jangan menulis nama lewat surel."
        )


def test_one_letter_for_all_cases_of_a_pass(people, case):
    other = factories.complaint(people.relawan)
    for row in (case, other):
        silent(row, 0.5)
    remind()
    send_notices()
    assert told() == [HERS]
    assert [str(row) in mail.outbox[0].body for row in (case, other)] == [True, True]


def test_nothing_is_sent_twice(case):
    silent(case, 2)
    remind()
    send_notices()
    assert (send_notices().sent, len(mail.outbox)) == (0, 2)


def test_who_has_no_address_is_not_waited_for(people, case):
    people.relawan.email = people.petugas.email = ""
    people.relawan.save()
    people.petugas.save()
    silent(case, 2)
    remind()
    assert (send_notices().waiting, told()) == (0, [])
    assert not Reminder.objects.filter(mailed_at=None).exists()


def answered(case, people):
    now = timezone.now()
    case.referrals.update(state="declined", answered_at=now, ended_at=now)


def closed(case, people):
    fields = {
        "stage": "closed",
        "closed_at": timezone.now(),
        "closed_by": people.relawan,
        "outcome": "served",
    }
    type(case).objects.filter(pk=case.pk).update(**fields)


@pytest.mark.parametrize("change", [answered, closed])
def test_what_is_settled_meanwhile_is_not_written_about(case, people, change):
    silent(case, 2)
    remind()
    change(case, people)
    send_notices()
    assert told() == []


def hidden_from_her(case, people):
    factories.hiding(case, people.relawan)


def hidden_from_the_officer(case, people):
    factories.hiding(case, people.petugas)


def account_ended(case, people):
    people.relawan.is_active = False
    people.relawan.save()


def officer_ended(case, people):
    people.petugas.is_active = False
    people.petugas.save()


def role_ended(case, people):
    Assignment.objects.filter(user=people.relawan).update(
        starts_on=timezone.localdate() - 9 * DAY, ends_on=timezone.localdate() - DAY
    )


def office_ended(case, people):
    Assignment.objects.filter(user=people.petugas).update(
        starts_on=timezone.localdate() - 9 * DAY, ends_on=timezone.localdate() - DAY
    )


def became_secretary(case, people):
    Assignment.objects.create(user=people.relawan, role="secretary", village=people.teros.village)


@pytest.mark.parametrize(
    ("change", "who"),
    [
        (hidden_from_her, [OFFICERS]),
        (account_ended, [OFFICERS]),
        (role_ended, [OFFICERS]),
        (became_secretary, [OFFICERS]),
        (hidden_from_the_officer, [HERS]),
        (officer_ended, [HERS]),
        (office_ended, [HERS]),
    ],
)
def test_nobody_wrong_is_told(case, people, change, who):
    silent(case, 2)
    change(case, people)
    remind()
    send_notices()
    assert told() == who


def test_a_secretary_is_told_of_a_case_of_kind_b(people):
    case = factories.complaint(people.relawan)
    became_secretary(case, people)
    silent(case, 0.5)
    remind()
    send_notices()
    assert told() == [HERS]


# A server that fails ------------------------------------------------------------------------


def test_while_the_server_is_down_all_of_it_waits(case, server):
    silent(case, 2)
    server.down = True
    with pytest.raises(CommandError, match="Nothing is lost"):
        call_command("remind", stdout=(out := StringIO()))
    assert "E-mail: 0 sent, 0 refused, 2 waiting." in out.getvalue()
    server.down = False
    call_command("remind", stdout=StringIO())
    assert told() == [OFFICERS, HERS]


def test_one_address_that_waits_keeps_nobody_else_waiting(case, server):
    silent(case, 2)
    server.refuses = {OFFICERS: 450}
    remind()
    posted = send_notices()
    assert (posted.sent, posted.refused, posted.waiting, told()) == (1, 0, 2, [HERS])


def test_one_address_that_is_refused_for_good_is_given_up(case, server):
    silent(case, 2)
    server.refuses = {OFFICERS: 550}
    remind()
    posted = send_notices()
    assert (posted.sent, posted.refused, posted.waiting) == (1, 1, 0)
    assert send_notices().sent == 0


def test_after_three_days_it_is_not_tried_any_more(case, server):
    silent(case, 2)
    server.down = True
    remind()
    assert send_notices(now=timezone.now() + 2 * DAY).waiting == 2
    server.down = False
    assert send_notices(now=timezone.now() + 4 * DAY).sent == 0


@pytest.mark.parametrize("number", [1, 3])
def test_a_batch_costs_the_same_for_one_and_three(people, number, django_assert_num_queries):
    for one in range(number):
        case = factories.complaint(people.relawan)
        due = timezone.now() - 2 * DAY
        to = factories.provider(f"Layanan {one}")
        factories.referral(case, to, sent_at=due - DAY, due_at=due)
    remind()
    with django_assert_num_queries(10):
        send_notices()
