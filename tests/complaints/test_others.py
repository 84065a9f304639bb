"""The pages of many people with one need: who else, who was recorded together, one referral, one letter."""

import uuid

import pytest
from django.utils import timezone

from complaints.models import Complaint, Consent, Person, Referral
from complaints.services import batch
from safeguards.models import AuditEvent
from tests import factories


@pytest.fixture
def first(cast) -> Complaint:
    return factories.complaint(cast.relawan, need="birth_certificate", name="Anak Pertama")


@pytest.fixture
def relawan(cast, login):
    return login(cast.relawan)


def filled(*names: str, **changes) -> dict:
    told = {"kiriman": str(uuid.uuid4()), "consent": "all", "baris": "3"}
    for number, name in enumerate(names, 1):
        told |= {f"name_{number}": name, f"sex_{number}": "female", f"age_band_{number}": "6-12"}
    return {name: value for name, value in (told | changes).items() if value is not None}


def errors_of(response) -> dict:
    assert response.status_code == 200
    return {name: [str(one) for one in found] for name, found in response.context["form"].errors.items()}


def day_of(row: Referral):
    return timezone.localdate(row.sent_at)


def others(case) -> str:
    return f"{case.get_absolute_url()}orang-lain/"


# Who else ---------------------------------------------------------------------------------------------


def test_the_pages_of_the_case_lead_there_for_kind_b_alone(cast, relawan, first):
    violence = factories.complaint(cast.relawan, kind="violence")
    for page in ("", "tercatat/"):
        assert others(first) in relawan.get(first.get_absolute_url() + page).text
        assert "orang-lain/" not in relawan.get(violence.get_absolute_url() + page).text


def test_those_filled_in_are_recorded_and_shown(relawan, first):
    sent = filled("Mawar", "Melati", count_all="on", phone_2="0812 0000 0001")
    page = relawan.post(others(first), sent, follow=True)
    assert page.redirect_chain == [(f"{first.get_absolute_url()}bersama/", 302)]
    assert "2 orang tercatat." in page.text
    assert [row.name for row in page.context["cases"]] == ["Anak Pertama", "Mawar", "Melati"]
    assert [row.phone for row in Person.objects.all() if row.name == "Melati"] == ["+6281200000001"]
    assert Complaint.objects.filter(may_be_counted=True, need="birth_certificate").count() == 3
    relawan.post(others(first), sent)
    assert Complaint.objects.count() == 3


def test_consent_said_for_each(relawan, first):
    sent = filled("Mawar", "Melati", consent="each", agrees_1="on", counts_1="on", agrees_2="on")
    relawan.post(others(first), sent)
    given = Consent.objects.exclude(complaint=first).filter(purpose="count")
    assert sorted(given.values_list("decision", flat=True)) == ["given", "refused"]


def test_who_did_not_agree_is_not_recorded(relawan, first):
    response = relawan.post(others(first), filled("Mawar", "Melati", consent="each", agrees_1="on"))
    words = "Tanpa persetujuan tidak dicatat. Centang bila setuju, atau kosongkan baris ini."
    assert errors_of(response) == {"agrees_2": [words]}
    assert Complaint.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "name", "words"),
    [
        ({"consent": None}, "consent", "Tanyakan dulu kepada setiap orang, lalu pilih."),
        ({"consent": "lain"}, "consent", None),
        ({"name_1": ""}, "name_1", "Tulis nama panggilannya. Nama samaran boleh."),
        ({"sex_1": ""}, "sex_1", "Pilih salah satu."),
        ({"age_band_1": ""}, "age_band_1", "Pilih umurnya. Perkiraan boleh."),
        ({"phone_1": "abc"}, "phone_1", "Nomor telepon hanya angka, misalnya 0812 3456 7890."),
        ({"name_2": "Mel\x07ati", "sex_2": "male", "age_band_2": "6-12"}, "name_2", None),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(relawan, first, changes, name, words):
    sent = filled("Mawar", **changes)
    response = relawan.post(others(first), sent)
    problems = errors_of(response)
    assert list(problems) == [name]
    assert words is None or problems[name] == [words]
    assert response.context["form"].data.dict() == sent
    assert Complaint.objects.count() == 1


def test_nobody_filled_in(relawan, first):
    assert errors_of(relawan.post(others(first), filled())) == {"__all__": ["Isi paling sedikit satu orang."]}


def test_more_rows_keep_what_was_typed_and_end_at_thirty(relawan, first):
    page = relawan.post(others(first), filled("Mawar", tambah="1", phone_1="abc", consent="each"))
    form = page.context["form"]
    assert (form.count, form.is_bound, form["name_1"].value(), form["phone_1"].value()) == (
        8,
        False,
        "Mawar",
        "abc",
    )
    full = relawan.post(others(first), filled("Mawar", tambah="1", baris="28"))
    assert (full.context["form"].count, "Tambah baris" in full.text) == (30, False)


@pytest.mark.parametrize("rows", ["", "x", "-1", "99999999", "٣"])
def test_a_tampered_number_of_rows_does_no_harm(relawan, first, rows):
    assert relawan.post(others(first), filled("Mawar", baris=rows)).status_code == 302


# Who was recorded together ----------------------------------------------------------------------------


@pytest.fixture
def three(cast, first) -> list[Complaint]:
    people = [batch.OtherPerson(name=name, sex="female", age_band="6-12") for name in ("Mawar", "Melati")]
    batch.record_others(complaint=first, by=cast.relawan, key=uuid.uuid4(), people=people)
    return list(Complaint.objects.order_by("received_at", "id"))


def test_the_list_leaves_out_what_is_hidden_from_its_reader(cast, login, three):
    colleague = factories.volunteer("rekan", cast.teros)
    factories.hiding(three[1], colleague)
    page = login(colleague).get(f"{three[0].get_absolute_url()}bersama/")
    assert [row.name for row in page.context["cases"]] == ["Anak Pertama", "Melati"]


def test_without_a_batch_there_is_no_list_and_nothing_to_refer(relawan, first):
    for page in ("bersama/", "rujuk-semua/"):
        assert relawan.get(first.get_absolute_url() + page).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_the_pages_do_not_grow(cast, relawan, first, number, django_assert_num_queries):
    people = [batch.OtherPerson(name="Mawar", sex="female", age_band="6-12")] * number
    batch.record_others(complaint=first, by=cast.relawan, key=uuid.uuid4(), people=people)
    dukcapil = factories.provider()
    for page, queries in (
        ("bersama/", 7),
        ("orang-lain/", 5),
        ("rujuk-semua/", 7),
        (f"rujuk-semua/?layanan={dukcapil.pk}", 8),
    ):
        with django_assert_num_queries(queries):
            relawan.get(first.get_absolute_url() + page)


# One referral, one letter, one answer -----------------------------------------------------------------


@pytest.fixture
def dukcapil(cast):
    return factories.provider()


def referred(provider, cases, **changes) -> dict:
    return {
        "kiriman": str(uuid.uuid4()),
        "layanan": provider.pk,
        "services": ["civil_documents"],
        "agreed": [case.number for case in cases],
        "method": "spoken",
        "told": "Akta kelahiran.",
        **changes,
    }


def refer_all(client, three, provider, cases, **changes):
    address = f"{three[0].get_absolute_url()}rujuk-semua/"
    return client.post(address, referred(provider, cases, **changes), follow=True)


def test_services_are_chosen_first(relawan, three, dukcapil):
    page = relawan.get(f"{three[0].get_absolute_url()}rujuk-semua/")
    assert f'href="?layanan={dukcapil.pk}"' in page.text


def test_all_who_agreed_are_referred_and_stand_in_one_letter(relawan, three, dukcapil):
    page = refer_all(relawan, three, dukcapil, three[:2], named=[three[1].number])
    assert page.templates[0].name == "complaints/referral_letter_of_all.html"
    listed = [(row.complaint, name) for row, name in page.context["listed"]]
    assert listed == [(three[0], ""), (three[1], "Mawar")]
    assert [word in page.text for word in ("Mawar", "Anak Pertama", str(three[2]))] == [True, False, False]
    assert set(Consent.objects.filter(purpose="refer").values_list("given_by", flat=True)) == {
        "person",
        "guardian",
    }
    read = AuditEvent.objects.filter(action="letter.read").values_list("chain", "figures")
    assert sorted(read, key=str) == sorted(
        [(three[0].pk, {"identity": []}), (three[1].pk, {"identity": ["name"]})], key=str
    )


def test_who_was_taken_back_stands_in_no_letter(cast, relawan, three, dukcapil):
    refer_all(relawan, three, dukcapil, three, named=[case.number for case in three])
    rows = Referral.objects.order_by("complaint__received_at")
    batch.answer_all(
        referrals=rows[:1],
        by=cast.relawan,
        key=uuid.uuid4(),
        seen="sent",
        state="withdrawn",
        on=day_of(rows[0]),
        reason="person_chose",
    )
    page = relawan.get(f"/rujukan/{rows[1].pk}/surat-bersama/")
    assert [row.complaint for row, _name in page.context["listed"]] == three[1:]
    assert "Anak Pertama" not in page.text


@pytest.mark.parametrize(
    ("changes", "name"),
    [({"agreed": []}, "agreed"), ({"services": []}, "services"), ({"agreed": ["ABCDEFGH"]}, "agreed")],
)
def test_a_referral_that_lacks_something_is_not_sent(relawan, three, dukcapil, changes, name):
    page = refer_all(relawan, three, dukcapil, three, **changes)
    assert list(errors_of(page)) == [name]
    assert Referral.objects.count() == 0


def test_a_name_without_her_yes_is_asked_about(relawan, three, dukcapil):
    page = refer_all(relawan, three, dukcapil, three[:1], named=[three[1].number])
    assert list(errors_of(page)) == ["named"]


def test_a_refusal_names_the_case_and_keeps_what_was_typed(relawan, three, dukcapil):
    factories.referral(three[2], dukcapil)
    page = refer_all(relawan, three, dukcapil, three)
    assert errors_of(page)["__all__"][0].startswith(f"Kasus {three[2]}: ")
    assert "Akta kelahiran." in page.text
    assert Referral.objects.count() == 1


@pytest.mark.parametrize(
    ("reach", "chosen", "answered"), [("one", [], 1), ("all", [], 3), ("some", [1], 2), ("", [], 1)]
)
def test_one_answer_for_all_or_for_each(relawan, three, dukcapil, reach, chosen, answered):
    refer_all(relawan, three, dukcapil, three)
    rows = list(Referral.objects.order_by("complaint__received_at"))
    address = f"/rujukan/{rows[0].pk}/jawaban/"
    assert "Jawaban ini untuk semua 3 rujukan yang berangkat bersama" in relawan.get(address).text
    sent = {"kiriman": str(uuid.uuid4()), "versi": "sent", "state": "accepted", "on": day_of(rows[0])}
    sent |= {"reach": reach, "chosen": [str(rows[number].pk) for number in chosen]}
    for _tap in range(2):
        assert relawan.post(address, sent).status_code == 302
    assert Referral.objects.filter(state="accepted").count() == answered


def test_choosing_nobody_is_asked_about(relawan, three, dukcapil):
    refer_all(relawan, three, dukcapil, three)
    row = Referral.objects.first()
    sent = {"kiriman": str(uuid.uuid4()), "versi": "sent", "state": "accepted", "on": day_of(row)}
    page = relawan.post(f"/rujukan/{row.pk}/jawaban/", sent | {"reach": "some"})
    assert list(errors_of(page)) == ["chosen"]


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_letter_and_answer_do_not_grow(
    cast, relawan, three, dukcapil, number, django_assert_num_queries
):
    refer_all(relawan, three, dukcapil, three[:number], named=[case.number for case in three[:number]])
    row = Referral.objects.order_by("complaint__received_at").first()
    with django_assert_num_queries({1: 12, 3: 14 + 2 * 2}[number]):  # two record the showing of each
        relawan.get(f"/rujukan/{row.pk}/surat-bersama/")
    with django_assert_num_queries(9 if number > 1 else 7):
        relawan.get(f"/rujukan/{row.pk}/jawaban/")
