"""services.asking_back: what a service asks of the group, until a volunteer has seen to it."""

import uuid

import pytest
from django.utils import timezone

from complaints import errors
from complaints.models import Complaint, ServiceRequest
from complaints.services import asking_back
from complaints.timeline import timeline
from complaints.today import today
from safeguards.models import AuditEvent
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def link(cast):
    return factories.answer_link(factories.referral(factories.complaint(cast.relawan)))


def ask(link, kind="papers", text="Bawa kartu keluarga asli.", key=None):
    return asking_back.ask_group(link=link, submission_key=key or uuid.uuid4(), kind=kind, text=text)


def test_it_waits_for_the_one_who_accompanies_the_case(cast, link):
    asked = ask(link)
    link.refresh_from_db()
    assert (asked.text, link.used_at) == ("Bawa kartu keluarga asli.", asked.at)
    assert today(cast.relawan)["requests"].rows == [asked]
    assert today(factories.volunteer("lain", cast.teros))["requests"].rows == []


def test_it_is_recorded_with_its_kind_alone(link):
    asked = ask(link)
    event = AuditEvent.objects.get(chain=link.referral.complaint_id)
    assert (event.action, event.actor, event.subject_id) == ("request.asked", None, str(asked.pk))
    assert event.figures == {"kind": "papers", "link": True}


def test_of_another_person_no_word_is_kept(link):
    assert ask(link, "other_person", "Ibu Melati juga.").text == ""


@pytest.mark.parametrize(("kind", "text"), [("papers", " "), ("other", "")])
def test_what_says_nothing_without_words_needs_them(link, kind, text):
    with pytest.raises(errors.ReasonMissing):
        ask(link, kind, text)


@pytest.mark.parametrize("kind", ["accompany", "contact"])
def test_others_do_not(link, kind):
    assert ask(link, kind, "").kind == kind


def test_a_resend_asks_once(link):
    key = uuid.uuid4()
    assert ask(link, key=key) == ask(link, key=key)
    assert ServiceRequest.objects.count() == 1


def test_five_at_once_and_more_when_one_is_done(cast, link):
    asked = [ask(link) for _one in range(5)]
    with pytest.raises(errors.TooManyRequests):
        ask(link)
    asking_back.mark_done(request=asked[0], by=cast.relawan)
    assert ask(link).done_at is None


def test_nothing_on_a_link_that_ended(link):
    link.revoked_at = timezone.now()
    link.save()
    with pytest.raises(errors.LinkEnded):
        ask(link)


@pytest.mark.django_db(transaction=True)
def test_a_key_of_another_referral_was_made_up(link):
    key = uuid.uuid4()
    ask(link, key=key)
    with pytest.raises(errors.NotPermitted):
        ask(factories.answer_link(factories.referral(link.referral.complaint)), key=key)


def test_a_volunteer_marks_it_done_once(cast, link):
    asked = ask(link)
    for _tap in range(2):
        row = asking_back.mark_done(request=asked, by=cast.relawan)
    assert (row.done_by, row.done_at is not None) == (cast.relawan, True)
    assert AuditEvent.objects.filter(action="request.done", actor=cast.relawan.pk).count() == 1
    assert today(cast.relawan)["requests"].rows == []


@pytest.mark.parametrize("who", ["relawan2", "petugas", "sekdes", "kawil"])
def test_nobody_else_does(cast, link, who):
    asked = ask(link)
    with pytest.raises(errors.NotPermitted):
        asking_back.mark_done(request=asked, by=getattr(cast, who))


def test_both_stand_in_the_timeline(cast, link):
    asking_back.mark_done(request=ask(link), by=cast.relawan)
    case = Complaint.objects.visible_to(cast.relawan).with_access(cast.relawan).get()
    told = [(entry.title, str(entry.by), entry.text) for entry in timeline(case, cast.relawan)][:2]
    assert told == [
        ("Permintaan layanan selesai: Lengkapi syarat atau surat", "Contoh Relawan", ""),
        (
            "Dukcapil Contoh meminta: Lengkapi syarat atau surat",
            "Layanan, lewat tautan",
            "Bawa kartu keluarga asli.",
        ),
    ]
