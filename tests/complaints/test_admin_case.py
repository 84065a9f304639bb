"""The page of one case in admin: what is told, what is sealed, what is recorded."""

import re
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from complaints.models import Complaint, Flag, Opening
from complaints.services import review
from safeguards.crypto import CannotOpen
from safeguards.models import AuditEvent, DataKey
from tests import factories

SECRETS = {
    "name": "Contoh Melati",
    "phone": "0812-3456-7890",
    "address": "Jalan Rekaan 7",
    "story": "Ceritanya rahasia.",
    "reminder": "sandal biru",
    "hamlet": "Dusun Rekaan",
    "note": "Catatan rahasia.",
    "consent": "Boleh tahu jenisnya saja",
}


def address(row: Complaint, deed: str = "change") -> str:
    return f"/admin/complaints/complaint/{row.pk}/{deed}/"


def told(kind: str, by) -> Complaint:
    """A case in which every secret stands once."""
    row = factories.complaint(
        by,
        kind=kind,
        narrative=SECRETS["story"],
        reminder=SECRETS["reminder"],
        hamlet=SECRETS["hamlet"],
    )
    person = row.persons.get()
    person.identity = {
        "name": SECRETS["name"],
        "phone": "+6281234567890",
        "address": SECRETS["address"],
        "nik": "5203174101900001",
    }
    person.save()
    consent = row.consents.first()
    consent.text = SECRETS["consent"]
    consent.save()
    factories.note(row, SECRETS["note"])
    return row


def secrets_in(response) -> set[str]:
    page = response.content.decode()
    return {name for name, text in SECRETS.items() if text in page}


@pytest.fixture
def violence(cast) -> Complaint:
    return told("violence", cast.relawan)


@pytest.fixture
def officer(cast, login):
    return login(cast.petugas)


def test_violence_is_sealed_until_opened(cast, officer, violence):
    assert secrets_in(officer.get(address(violence))) == set()
    response = officer.post(address(violence, "buka"), {"reason": "support"}, follow=True)
    assert secrets_in(response) == set(SECRETS)


def test_a_nik_shows_its_last_digits_only(officer, violence):
    officer.post(address(violence, "buka"), {"reason": "support"})
    page = officer.get(address(violence)).content.decode()
    assert "••••0001" in page
    assert "5203174101900001" not in page


def test_after_three_hours_it_is_sealed_again(officer, violence):
    officer.post(address(violence, "buka"), {"reason": "support"})
    ended = timezone.now() - timedelta(minutes=1)
    Opening.objects.update(at=ended - timedelta(hours=3), ends_at=ended)
    assert secrets_in(officer.get(address(violence))) == set()


def test_a_social_case_is_read_without_a_reason(cast, officer, login):
    row = told("social", cast.relawan)
    assert secrets_in(officer.get(address(row))) == set(SECRETS)
    assert secrets_in(login(cast.bakti).get(address(row))) == set()


def test_what_counts_is_told_while_it_is_sealed(officer, violence):
    factories.referral(violence, late=True)
    page = officer.get(address(violence)).content.decode()
    words = ["Kekerasan", "Fisik", "Perempuan", "Boleh dicatat", "Dukcapil Contoh", "Terlambat", "Kunjungan"]
    assert [word for word in words if word not in page] == []


@pytest.mark.parametrize("kind", ["violence", "social"])
def test_what_a_case_has_none_of_stands_in_one_line(cast, officer, kind):
    row = factories.complaint(cast.relawan, kind=kind)
    plan = "rencana keselamatan, " if kind == "violence" else ""
    page = officer.get(address(row)).content.decode()
    assert f"asesmen, {plan}rencana, rujukan, tindak lanjut, pertanyaan petugas." in page
    assert [name for name in ("Asesmen", "Rencana", "Rujukan") if f"<h2>{name}</h2>" in page] == []
    for make in (factories.assessment, factories.action, factories.referral, factories.note):
        make(row)
    page = officer.get(address(row)).content.decode()
    assert f"Belum ada: {plan}pertanyaan petugas." in page
    assert [f"<h2>{name}</h2>" in page for name in ("Asesmen", "Rencana", "Rujukan")] == [True] * 3


def test_open_steps_that_are_overdue_are_marked(cast, officer):
    row = factories.complaint(cast.relawan, kind="violence")
    factories.action(row, days=-3)
    factories.action(row, days=2)
    factories.ended_action(row, days=-5)
    assert re.findall(r"Lewat \d+ hari", officer.get(address(row)).content.decode()) == ["Lewat 3 hari"]
    Complaint.objects.filter(pk=row.pk).update(
        stage="closed", closed_at=timezone.now(), closed_by=cast.relawan, outcome="served"
    )
    assert re.findall(r"Lewat \d+ hari", officer.get(address(row)).content.decode()) == []


def test_questions_and_flags_of_a_sealed_case_show_no_name_or_number(cast, officer, violence):
    text = "Melati masih di 0812 3456 7890?"
    review.ask(complaint=violence, by=cast.petugas, text=text, submission_key=uuid.uuid4())
    review.flag(complaint=violence, by=cast.petugas, text=text, submission_key=uuid.uuid4())
    page = officer.get(address(violence)).content.decode()
    assert page.count("••• masih di •••?") == 2
    officer.post(address(violence, "buka"), {"reason": "review"})
    assert officer.get(address(violence)).content.decode().count(text) == 2


def test_what_the_timer_says_of_a_service_is_not_masked(officer, violence):
    """Also where the service bears a word of a person's name."""
    Flag.objects.create(complaint=violence, text="Rujukan ke Puskesmas Melati belum dijawab.")
    assert "Rujukan ke Puskesmas Melati belum dijawab." in officer.get(address(violence)).content.decode()


def test_each_showing_is_recorded_with_it(cast, officer, violence):
    officer.get(address(violence))
    event = AuditEvent.objects.get()
    assert (event.action, event.actor, event.chain) == ("complaint.read", cast.petugas.pk, violence.pk)
    assert event.figures == {"sealed": True, "admin": True}


def test_what_could_not_be_shown_is_not_recorded_as_read(cast, officer):
    row = told("social", cast.relawan)
    Complaint.objects.filter(pk=row.pk).update(data_key=DataKey.objects.make())
    with pytest.raises(CannotOpen):
        officer.get(address(row))
    assert AuditEvent.objects.count() == 0


def test_who_opened_it_and_when_is_listed(cast, officer, login, violence):
    officer.post(address(violence, "buka"), {"reason": "safety", "text": "Ditelepon Melati"})
    page = login(cast.bakti).get(address(violence)).content.decode()
    assert "Siapa yang membuka segel" in page
    assert "Keselamatan orangnya" in page
    assert "Ditelepon" not in page


@pytest.mark.parametrize("deed", ["change", "buka", "tugaskan", "tinjau", "tanya", "tandai", "tanda-selesai"])
def test_a_foreign_case_is_answered_as_admin_answers(cast, login, violence, deed):
    client = login(cast.petugas2)
    method = client.get if deed == "change" else client.post
    response = method(address(violence, deed), {"text": "?", "reason": "review", "to": cast.humas.pk})
    assert (response.status_code, response["Location"]) == (302, "/admin/")
    violence.refresh_from_db()
    assert (violence.reviewed_at, violence.is_flagged, violence.questions.count()) == (None, False, 0)


def test_a_hidden_case_is_answered_like_one_that_does_not_exist(cast, officer, violence):
    factories.hiding(violence, cast.petugas)
    hidden, absent = officer.get(address(violence)), officer.get(address(Complaint()))
    assert (
        (hidden.status_code, hidden["Location"])
        == (absent.status_code, absent["Location"])
        == (302, "/admin/")
    )


@pytest.mark.parametrize("who", ["relawan", "sekdes"])
@pytest.mark.parametrize("deed", ["change", "buka", "tugaskan", "tinjau", "tanya", "tandai", "tanda-selesai"])
def test_no_volunteer_and_no_secretary_comes_in(cast, login, violence, who, deed):
    assert login(getattr(cast, who)).get(address(violence, deed), follow=True).status_code == 403


def test_the_page_only_reads(officer, violence):
    assert officer.post(address(violence), {"stage": "closed"}).status_code == 405


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_for_one_row_and_three(
    cast, officer, violence, django_assert_num_queries, rows
):
    for number in range(rows):
        factories.note(violence)
        factories.referral(violence, factories.provider(f"Layanan {number}"), late=True)
        factories.person(violence, role="reported")
        factories.assessment(violence)
        factories.safety_plan(violence, places="Rumah bibi")
        factories.action(violence)
        review.ask(complaint=violence, by=cast.petugas, text="?", submission_key=uuid.uuid4())
        review.flag(complaint=violence, by=cast.petugas, text="!", submission_key=uuid.uuid4())
    officer.post(address(violence, "buka"), {"reason": "review"}, follow=True)
    with django_assert_num_queries(36):
        officer.get(address(violence))


def test_assessment_and_plans_are_told_and_their_words_only_when_opened(cast, officer, violence):
    factories.assessment(violence, urgency="normal", override_reason="Sudah pindah ke Ambon.")
    factories.safety_plan(violence, places="Rumah bibi")
    factories.action(violence, "Antar ke RSUD", result="Belum sempat.")
    words = ("Sudah pindah ke Ambon.", "Rumah bibi", "Antar ke RSUD", "Belum sempat.")
    sealed = officer.get(address(violence)).content.decode()
    assert [word in sealed for word in words] == [False] * 4
    told = ("usulan dari jawaban: Darurat", "Sekarang ada bahaya", "Isinya tersegel.")
    assert [word in sealed for word in told] == [True] * 3
    officer.post(address(violence, "buka"), {"reason": "review"}, follow=True)
    opened = officer.get(address(violence)).content.decode()
    assert [word in opened for word in words] == [True] * 4
