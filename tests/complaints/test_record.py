"""The page on which a complaint is recorded: every answer lands where it belongs, or says what is missing."""

import uuid

import pytest
from django.urls import reverse

from complaints.models import Complaint, Consent, Hiding, Inquiry, Note, Person, StageChange
from members.models import Assignment
from members.roles import Role
from safeguards.crypto import digest
from safeguards.models import AuditEvent, DataKey
from tests import factories
from tests.complaints import answers

URL = "/pengaduan/catat/"


@pytest.fixture
def relawan(cast, login):
    return login(cast.relawan)


def only_case() -> Complaint:
    return Complaint.objects.select_related("data_key").get()


def errors_of(response) -> dict:
    assert response.status_code == 200
    return {
        name: [str(one) for one in problems] for name, problems in response.context["form"].errors.items()
    }


# Where it begins ------------------------------------------------------------------------------------


def test_kind_is_asked_first_by_links(relawan, cast):
    page = relawan.get(URL)
    assert page.status_code == 200
    assert f'href="?jenis=kekerasan&amp;kelompok={cast.teros.pk}"' in page.text
    assert f'href="?jenis=perlindungan-sosial&amp;kelompok={cast.teros.pk}"' in page.text
    assert f'href="/pengaduan/tanya/?kelompok={cast.teros.pk}"' in page.text


def test_group_is_asked_of_a_volunteer_of_several(relawan, cast):
    Assignment.objects.create(user=cast.relawan, role=Role.VOLUNTEER, group=cast.banjarsari)
    page = relawan.get(URL, {"jenis": "kekerasan"})
    assert [group.name for group in page.context["groups"]] == ["KK Banjarsari", "KK Teros"]
    chosen = relawan.get(URL, {"jenis": "kekerasan", "kelompok": cast.banjarsari.pk})
    assert chosen.context["form"].group == cast.banjarsari


def test_group_that_has_ended_is_not_recorded_for(relawan, cast):
    cast.teros.ended_on = "2024-01-01"
    cast.teros.save(update_fields=["ended_on"])
    page = relawan.post(URL, answers.social())
    assert (page.context["groups"], Complaint.objects.count()) == ([], 0)
    assert "Ibu/Bapak belum menjadi relawan kelompok yang aktif." in page.text


def test_group_of_others_is_never_recorded_for(relawan, cast):
    page = relawan.post(URL, answers.violence(kelompok=cast.kupang.pk))
    assert page.templates[0].name == "complaints/record.html"
    assert Complaint.objects.count() == 0


@pytest.mark.parametrize("who", ["sekdes", "petugas", "bakti"])
def test_others_may_not_record(cast, login, who):
    client = login(getattr(cast, who))
    assert client.get(URL).status_code == 403
    assert client.post(URL, answers.social()).status_code == 403
    assert client.get("/pengaduan/tanya/").status_code == 403


@pytest.mark.parametrize("who", ["relawan", "humas", "kawil"])
def test_every_volunteer_may_record(cast, login, who):
    assert login(getattr(cast, who)).get(URL).status_code == 200


# Kind A ---------------------------------------------------------------------------------------------


def test_number_of_someone_she_trusts_is_not_taken_for_hers(relawan):
    relawan.post(URL, answers.violence(contact_way="trusted", contact_phone="0812-0000-0003"))
    case = only_case()
    assert case.safe_contact == {"way": "trusted", "phone": "+6281200000003"}
    concerned = case.persons.get(role="concerned")
    assert (concerned.identity, concerned.phone_digest) == ({}, None)
    page = relawan.get(case.get_absolute_url()).text
    assert page.count(">0812-0000-0003</a>") == 2  # above, and in its section


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


def test_emergency_numbers_stand_on_the_page_as_links(relawan):
    page = relawan.get(URL, {"jenis": "kekerasan"}).text
    for link in ("tel:129", "https://wa.me/628111129129", "tel:110", "tel:119"):
        assert f'href="{link}"' in page


@pytest.mark.parametrize(("kind", "months"), [("kekerasan", 18), ("perlindungan-sosial", 7)])
def test_consent_names_how_long_it_is_kept(relawan, settings, kind, months):
    settings.RETENTION_MONTHS = {"violence": 18, "social": 7}
    page = relawan.get(URL, {"jenis": kind}).text
    assert f"Nama dan cerita dihapus {months} bulan sesudah selesai." in page
    assert page.index("bulan sesudah selesai") < page.index("id_narrative")


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


# Kind B ---------------------------------------------------------------------------------------------


def test_social_is_recorded(relawan, cast):
    relawan.post(
        URL,
        answers.social(need="id_card", phone="0812 0000 0001", hamlet="Dusun Contoh", narrative="Hilang."),
    )
    case = only_case()
    assert (case.kind, case.category, case.need, case.stage) == ("social", "civil", "id_card", "assisted")
    assert (case.hamlet, case.narrative) == ("Dusun Contoh", "Hilang.")
    person = case.persons.get()
    assert (person.role, person.identity) == (
        "concerned",
        {"name": "Ibu Contoh", "phone": "+6281200000001"},
    )
    step = StageChange.objects.get()
    assert (step.from_stage, step.to_stage, step.outcome) == ("received", "assisted", "")


def test_need_of_another_category_is_dropped(relawan):
    relawan.post(URL, answers.social(need="pkh"))
    assert (only_case().category, only_case().need) == ("civil", "")


def test_solved_now_closes_at_once(relawan, cast):
    relawan.post(URL, answers.social(first_help="solved"))
    case = only_case()
    assert (case.stage, case.outcome, case.closed_by) == ("closed", "solved_by_group", cast.relawan)
    assert case.closed_at == case.received_at
    assert Note.objects.get().text == "Selesai sekarang."
    assert StageChange.objects.get().outcome == "solved_by_group"


def test_what_is_to_be_referred_stays_received(relawan):
    relawan.post(URL, answers.social(first_help="refer"))
    assert only_case().stage == "received"


def test_every_question_of_kind_b_is_asked(relawan):
    response = relawan.post(URL, {"jenis": "perlindungan-sosial", "village_kini": factories.TEROS})
    missing = ["category", "may_record", "name", "sex", "age_band", "first_help"]
    assert [name for name in response.context["form"].fields if name in errors_of(response)] == missing


@pytest.mark.parametrize("kind", ["kekerasan", "perlindungan-sosial"])
def test_errors_are_listed_as_the_questions_are_asked(relawan, kind):
    form = relawan.get(URL, {"jenis": kind}).context["form"]
    asked = [part.field.name for step in form.shown_steps() for part in (*step["parts"], *step["folded"])]
    assert list(form.fields) == asked


def test_words_that_few_know_have_everyday_examples(relawan):
    page = relawan.get(URL, {"jenis": "kekerasan"}).text
    assert '<small id="id_category_5_example">tidak dinafkahi, ditinggalkan</small>' in page
    assert page.count('_example"') == 2 * 6  # the seventh, "lainnya", has none


def test_social_refused_is_an_inquiry_with_its_need(relawan):
    relawan.post(URL, answers.social(may_record="no", category="health", answer="Ke Puskesmas."))
    assert Complaint.objects.count() == 0
    assert Inquiry.objects.get().category == "health"


def test_child_of_kind_b_is_recorded_with_a_guardian(relawan):
    relawan.post(URL, answers.social(age_band="6-12", need="child_card"))
    assert set(Consent.objects.values_list("given_by", flat=True)) == {"guardian"}


# Bad input: a clear message, and everything still there ---------------------------------------------


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("phone", "nomor saya", "Nomor telepon hanya angka, misalnya 0812 3456 7890."),
        ("phone", "+62", "Nomor telepon ini kurang atau lebih angkanya. Contoh: 0812 3456 7890."),
        (
            "name",
            "Ibu\x07",
            "Ada tanda yang tidak bisa disimpan. Hapus tanda aneh itu atau ketik ulang bagian ini.",
        ),
        (
            "narrative",
            "a\x00b",
            "Ada tanda yang tidak bisa disimpan. Hapus tanda aneh itu atau ketik ulang bagian ini.",
        ),
        ("village", "52.03.17.9999", None),
        (
            "village",
            "Antah Berantah",
            "Tidak ada desa atau kelurahan “Antah Berantah”. Periksa ejaannya atau pakai kodenya.",
        ),
    ],
)
def test_bad_input_is_refused_and_nothing_is_lost(relawan, field, typed, message):
    sent = answers.social(narrative="Ceritanya tetap di sini.") | {field: typed}
    response = relawan.post(URL, sent)
    problems = errors_of(response)
    assert set(problems) == {field}
    if message:
        assert problems[field] == [message]
    assert response.context["form"].data.dict() == sent
    assert Complaint.objects.count() == 0


def test_story_of_a_hundred_thousand_characters_is_kept_but_refused(relawan):
    story = "kata " * 20_000
    response = relawan.post(URL, answers.violence(narrative=story))
    assert errors_of(response) == {
        "narrative": [
            "Paling panjang 20000 huruf, ini 99999. Singkatkan dulu; yang sudah ditulis tidak hilang."
        ]
    }
    assert story in response.text


def test_story_of_twenty_thousand_emoji_is_stored(relawan):
    relawan.post(URL, answers.violence(narrative="😀" * 20_000))
    assert only_case().narrative == "😀" * 20_000


def test_error_shows_the_key_again_so_that_one_case_comes_of_it(relawan):
    sent = answers.social(name="")
    page = relawan.post(URL, sent).text
    assert f'name="kiriman" value="{sent["kiriman"]}"' in page


# Sent twice -----------------------------------------------------------------------------------------


def test_resend_gives_the_same_case(relawan):
    sent = answers.violence(narrative="Satu kali.", contact_way="call", contact_phone="081200000001")
    first = relawan.post(URL, sent)
    again = relawan.post(URL, sent, follow=True)
    assert again.redirect_chain[0][0] == first.headers["Location"]
    assert Complaint.objects.count() == 1
    assert "Kasus ini sudah tercatat tadi. Tidak dicatat dua kali." in again.text
    assert DataKey.objects.count() == 1 + Person.objects.count()
    assert AuditEvent.objects.filter(action="complaint.recorded").count() == 1


def test_resend_with_other_content_overwrites_nothing_and_says_so(relawan):
    sent = answers.violence(narrative="Yang pertama.")
    relawan.post(URL, sent)
    again = relawan.post(URL, sent | {"narrative": "Yang kedua."}, follow=True)
    assert only_case().narrative == "Yang pertama."
    assert "Yang tersimpan tidak ditimpa." in again.text


def test_key_of_someone_else_tells_nothing(relawan, cast, login):
    sent = answers.violence()
    relawan.post(URL, sent)
    first = only_case()
    other = login(cast.relawan2)
    changed = sent | {"village_kini": factories.BANJARSARI}
    for _again in range(2):
        response = other.post(URL, changed)
    assert Complaint.objects.count() == 2
    own = Complaint.objects.exclude(pk=first.pk).get()
    assert response.headers["Location"] == f"/pengaduan/{own}/tercatat/"
    assert own.recorded_by == cast.relawan2


def test_request_without_a_key_was_made_by_no_form_of_ours(relawan):
    assert relawan.post(URL, answers.social(kiriman="bukan kunci")).status_code == 400
    assert not Complaint.objects.exists()


# Queries --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["kekerasan", "perlindungan-sosial"])
def test_form_costs_the_same_with_one_colleague_and_with_three(
    relawan, cast, kind, django_assert_num_queries
):
    relawan.get(URL, {"jenis": kind})
    with django_assert_num_queries(7):
        relawan.get(URL, {"jenis": kind})
    factories.volunteer("baru", cast.teros)
    with django_assert_num_queries(7):
        relawan.get(URL, {"jenis": kind})


@pytest.mark.parametrize(("sent", "queries"), [(answers.social, 14), (answers.violence, 13)])
def test_saving_costs_one_query_per_table(relawan, sent, queries, django_assert_num_queries):
    with django_assert_num_queries(queries):
        relawan.post(URL, sent())
