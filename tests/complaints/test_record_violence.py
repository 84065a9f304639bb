"""Recording violence: every answer lands where it belongs, and whose word lets it be kept."""

import uuid

import pytest
from django.urls import reverse

from complaints.models import Complaint, Consent, Hiding, Inquiry, Person
from safeguards.crypto import digest
from safeguards.models import AuditEvent, DataKey
from tests import factories
from tests.complaints import answers
from tests.complaints.answers import errors_of, only_case

URL = "/pengaduan/catat/"


@pytest.fixture
def relawan(cast, login):
    return login(cast.relawan)


def test_number_of_someone_she_trusts_is_not_taken_for_hers(relawan):
    relawan.post(URL, answers.violence(contact_way="trusted", contact_phone="0812-0000-0003"))
    case = only_case()
    assert case.safe_contact == {"way": "trusted", "phone": "+6281200000003"}
    concerned = case.persons.get(role="concerned")
    assert (concerned.identity, concerned.phone_digest) == ({}, None)
    page = relawan.get(case.get_absolute_url()).text
    assert page.count(">0812-0000-0003</a>") == 1  # once, above all else


def test_violence_is_recorded_with_its_people_and_consents(relawan, cast):
    response = relawan.post(
        URL,
        answers.violence(
            further=["psychological", "physical"],
            teller="other",
            reporter_name="Tetangga Contoh",
            reporter_phone="0812 0000 0002",
            contact_way="whatsapp",
            contact_phone="0812-0000-0001",
            contact_hours="morning",
            contact_note="Lewat adiknya",
            hidden_from=[str(cast.humas.pk)],
            name="Melati",
            reminder="pagar hijau",
            narrative="Dipukul 😢\r\ndi rumah.",
        ),
    )
    case = only_case()
    assert response.headers["Location"] == f"/pengaduan/{case}/tercatat/"
    assert (case.kind, case.category, case.further) == ("violence", "physical", ["psychological"])
    assert (case.safety, case.happened, case.urgency) == ("safe", "month", "normal")
    assert (case.group, case.village_id, case.regency_id) == (cast.teros, factories.TEROS, "52.03")
    assert (case.recorded_by, case.assigned_to, case.stage) == (cast.relawan, cast.relawan, "received")
    assert case.narrative == "Dipukul 😢\ndi rumah."
    assert case.reminder == "pagar hijau"
    assert case.safe_contact == {"way": "whatsapp", "hours": "morning", "note": "Lewat adiknya"}
    assert case.may_be_counted is True
    people = {row.role: row for row in case.persons.all()}
    assert people["concerned"].identity == {"name": "Melati", "phone": "+6281200000001"}
    assert bytes(people["concerned"].phone_digest) == digest("phone", "+6281200000001")
    assert (people["concerned"].sex, people["concerned"].age_band) == ("female", "25-44")
    assert people["reporter"].identity == {"name": "Tetangga Contoh", "phone": "+6281200000002"}
    assert people["reported"].relation == "spouse"
    assert {(row.purpose, row.decision, row.given_by) for row in case.consents.all()} == {
        ("record", "given", "person"),
        ("count", "given", "person"),
    }
    assert [row.user for row in case.hidings.all()] == [cast.humas]
    event = AuditEvent.objects.get(action="complaint.recorded")
    assert (event.chain, event.actor, event.subject_id) == (case.pk, cast.relawan.pk, str(case.pk))


def test_nothing_optional_is_needed(relawan):
    relawan.post(URL, answers.violence())
    case = only_case()
    assert (case.narrative, case.reminder, case.further) == ("", "", [])
    assert case.safe_contact == {"way": "visit"}
    assert {row.role: row.identity for row in case.persons.all()} == {"concerned": {}, "reported": {}}


def test_not_safe_is_an_emergency(relawan):
    relawan.post(URL, answers.violence(safety="unsafe"))
    assert only_case().urgency == "emergency"


def test_refused_counting_is_kept_as_refused(relawan):
    relawan.post(URL, answers.violence(may_count="no"))
    assert only_case().may_be_counted is False
    assert Consent.objects.get(purpose="count").decision == "refused"


def test_consent_refused_leaves_an_inquiry_and_nothing_personal(relawan):
    sent = answers.violence(
        may_record="no",
        name="Melati",
        narrative="Rahasia",
        contact_phone="bukan nomor",
        answer="Diberi tahu nomor SAPA 129.",
    )
    assert relawan.post(URL, sent).headers["Location"] == reverse("home")
    assert Complaint.objects.count() == Person.objects.count() == 0
    question = Inquiry.objects.select_related("data_key").get()
    assert (question.kind, question.sex, question.category) == ("violence", "female", "")
    assert question.answer == "Diberi tahu nomor SAPA 129."
    assert DataKey.objects.count() == 1
    assert AuditEvent.objects.get(action="inquiry.recorded").subject_id == str(question.pk)


def test_refused_needs_no_other_answer_than_sex(relawan, cast):
    said = {"jenis": "kekerasan", "safety": "safe", "may_record": "no", "sex": "male"}
    relawan.post(URL, {**said, "kiriman": str(uuid.uuid4())})
    question = Inquiry.objects.get()
    assert (question.sex, question.village, question.group) == ("male", cast.teros.village, cast.teros)


def test_life_at_risk_is_recorded_with_its_reason(relawan):
    relawan.post(URL, answers.violence(may_record="vital", vital_reason="Tidak sadarkan diri."))
    case = only_case()
    consent = case.consents.get()
    assert (consent.purpose, consent.decision, consent.given_by) == ("record", "vital", "nobody")
    assert consent.text == "Tidak sadarkan diri."
    assert (case.may_be_counted, case.urgency) == (False, "emergency")


def test_life_at_risk_needs_a_reason(relawan):
    response = relawan.post(URL, answers.violence(may_record="vital"))
    assert errors_of(response) == {"vital_reason": ["Tulis singkat mengapa nyawanya terancam."]}
    assert Complaint.objects.count() == 0


@pytest.mark.parametrize("age", ["0-5", "6-12", "13-17"])
def test_guardian_agrees_for_a_child(relawan, age):
    relawan.post(URL, answers.violence(age_band=age, relation="teacher"))
    assert set(Consent.objects.values_list("given_by", flat=True)) == {"guardian"}


def test_child_whose_parent_is_reported_needs_a_reason(relawan):
    response = relawan.post(URL, answers.violence(age_band="13-17", relation="parent"))
    assert errors_of(response) == {"guardian_reason": ["Tulis singkat mengapa tetap perlu dicatat."]}
    relawan.post(
        URL, answers.violence(age_band="13-17", relation="parent", guardian_reason="Ibunya takut melapor.")
    )
    consent = Consent.objects.get()
    assert (consent.decision, consent.given_by, consent.text) == ("vital", "nobody", "Ibunya takut melapor.")


def test_other_guardian_may_agree_for_the_child(relawan):
    sent = answers.violence(age_band="13-17", relation="parent", other_guardian="on", guardian_reason="x")
    relawan.post(URL, sent)
    assert set(Consent.objects.values_list("decision", "given_by")) == {("given", "guardian")}


def test_grown_up_whose_parent_is_reported_agrees_herself(relawan):
    relawan.post(URL, answers.violence(age_band="18-24", relation="parent", guardian_reason="tidak ditanya"))
    assert set(Consent.objects.values_list("decision", "given_by")) == {("given", "person")}


def test_hidden_questions_are_not_stored(relawan):
    """Without script every question stands on the page; what does not apply is dropped."""
    relawan.post(
        URL,
        answers.violence(
            vital_reason="tidak berlaku",
            reporter_name="Bukan pelapor",
            reporter_phone="abc",
            contact_way="comes",
            contact_phone="xyz",
            answer="tidak berlaku",
        ),
    )
    case = only_case()
    assert [row.role for row in case.persons.order_by("role")] == ["concerned", "reported"]
    assert [row.identity for row in case.persons.all()] == [{}, {}]
    assert [row.text for row in case.consents.all()] == ["", ""]


def test_every_question_of_kind_a_is_asked(relawan):
    response = relawan.post(URL, {"jenis": "kekerasan", "village_kini": factories.TEROS})
    assert set(errors_of(response)) == {
        "safety",
        "may_record",
        "teller",
        "sex",
        "age_band",
        "category",
        "relation",
        "happened",
        "contact_way",
        "hidden_from",
    }


def test_nobody_wins_over_nobody_hidden(relawan, cast):
    relawan.post(URL, answers.violence(hidden_from=["none", str(cast.kawil.pk)]))
    assert Hiding.objects.get().user == cast.kawil


@pytest.mark.parametrize("who", ["relawan", "relawan2", "petugas"])
def test_hiding_is_offered_from_colleagues_only(relawan, cast, who):
    response = relawan.post(URL, answers.violence(hidden_from=[str(getattr(cast, who).pk)]))
    assert set(errors_of(response)) == {"hidden_from"}
