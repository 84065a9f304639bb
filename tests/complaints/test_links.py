"""links: the code of an answer link in every spelling, and for how long a link is in force."""

from datetime import timedelta

import pytest
from django.utils import timezone

from complaints import links
from complaints.models import AnswerLink
from tests import factories

CODE = "K7Q2M9XDK7Q2M9XDK7Q2M9XD01"


def test_a_code_is_130_random_bits():
    codes = {links.new_code() for _one in range(200)}
    assert (len(codes), {len(code) for code in codes}) == (200, {26})
    assert set("".join(codes)) == set(links.ALPHABET)


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        CODE.lower(),
        "k7q2-m9xd-k7q2-m9xd-k7q2-m9xd-01",
        "K7Q2 M9XD K7Q2 M9XD K7Q2 M9XD OI",
        "K7Q2–M9XD—K7Q2-M9XD\u200b-K7Q2-M9XD-ol",
    ],
)
def test_every_spelling_is_the_same_code(typed):
    assert links.parse_code(typed) == CODE


@pytest.mark.parametrize(
    "typed", ["", "-", CODE[:-1], CODE + "0", CODE[:-1] + "U", CODE[:-1] + "é", "٣" * 26]
)
def test_what_is_no_code_is_none(typed):
    assert links.parse_code(typed) is None


def test_it_is_shown_in_groups_of_four():
    assert links.show_code(CODE) == "K7Q2-M9XD-K7Q2-M9XD-K7Q2-M9XD-01"


@pytest.fixture
def link(cast):
    return factories.answer_link(factories.referral(factories.complaint(cast.relawan)))


def test_the_code_is_stored_only_sealed_and_as_a_digest(link):
    stored = AnswerLink.objects.filter(pk=link.pk).values().get()
    assert bytes(stored["digest"]) == links.digest_of(link.code)
    assert link.code.encode() not in bytes(stored["code"])


def test_it_is_found_by_its_code_and_by_no_other(link, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert links.find(links.show_code(link.code).lower()) == link
    for typed in (CODE, "bukan kode", ""):
        with django_assert_num_queries(1):
            assert links.find(typed) is None


def in_force(link) -> bool:
    return links.is_in_force(links.find(link.code))


def test_a_new_one_is_in_force(link):
    assert in_force(link)
    assert links.current(link.referral) == link


def revoke(link):
    link.revoked_at = timezone.now()
    link.save()


def expire(link):
    link.made_at, link.expires_at = timezone.now() - timedelta(days=60), timezone.now()
    link.save()


def end(link):
    referral, now = link.referral, timezone.now()
    referral.state, referral.answered_at, referral.ended_at = "served", now, now
    referral.save()


def close(link):
    case = link.referral.complaint
    case.stage, case.closed_at, case.closed_by, case.outcome = (
        "closed",
        timezone.now(),
        case.assigned_to,
        "served",
    )
    case.save()


def erase(link):
    link.referral.complaint.data_key.destroy()


def take_back(link, **fields):
    case, word = link.referral.complaint, {"decision": "withdrawn", **fields}
    case.consents.create(recorded_by=case.assigned_to, **word)


def take_back_referring(link):
    take_back(link, purpose="refer", provider=link.referral.provider)


def refuse_referring(link):
    take_back(link, purpose="refer", provider=link.referral.provider, decision="refused")


def take_back_recording(link):
    take_back(link, purpose="record")


ENDS = [revoke, expire, end, close, erase, take_back_referring, refuse_referring, take_back_recording]


@pytest.mark.parametrize("ends", ENDS)
def test_what_ends_it(link, ends):
    ends(link)
    assert not in_force(link)


def test_another_providers_consent_and_that_to_count_end_nothing(link):
    take_back(link, purpose="refer", provider=factories.provider("Lain"))
    take_back(link, purpose="count")
    assert in_force(link)


def test_consent_given_again_counts(link):
    take_back_referring(link)
    take_back(link, purpose="refer", provider=link.referral.provider, decision="given")
    assert in_force(link)
