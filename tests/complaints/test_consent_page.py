"""`…/persetujuan/`: the word in force and those before, a new word, and the page to read out."""

import uuid

import pytest
from django.utils import timezone

from complaints.models import Consent
from safeguards.models import AuditEvent
from tests import factories


@pytest.fixture
def case(cast):
    return factories.complaint(cast.relawan)


def page(case, step="") -> str:
    return f"{case.get_absolute_url()}persetujuan/{step}"


def fields(case, **said) -> dict:
    told = {
        "purpose": "record",
        "decision": "given",
        "given_by": "person",
        "method": "spoken",
        "on": timezone.localdate().isoformat(),
        "kiriman": str(uuid.uuid4()),
        "versi": case.version,
    }
    return told | said


def send(client, case, **said):
    return client.post(page(case, "catat/"), fields(case, **said))


@pytest.mark.parametrize(
    ("name", "status"),
    [("relawan", 200), ("relawan2", 404), ("humas", 404), ("kawil", 404), ("sekdes", 404), ("petugas", 403)],
)
@pytest.mark.parametrize("step", ["", "catat/", "baca/"])
def test_who_reads(cast, login, name, status, step):
    case = factories.complaint(cast.relawan, kind="violence")
    assert login(getattr(cast, name)).get(page(case, step)).status_code == status


def test_each_showing_of_what_was_said_is_recorded(cast, login, case):
    client = login(cast.relawan)
    for step in ("", "baca/", "catat/"):
        client.get(page(case, step))
    assert list(AuditEvent.objects.filter(chain=case.pk).values_list("action", flat=True)) == [
        "complaint.read"
    ]


def test_the_word_in_force_stands_above_those_before(cast, login, case):
    client = login(cast.relawan)
    send(client, case, purpose="count", decision="withdrawn", remark="Takut dikenali.", witness="Bu Saksi")
    topics = {one.purpose: one for one in client.get(page(case)).context["topics"]}
    assert topics["count"].current.decision == "withdrawn"
    assert [row.decision for row in topics["count"].earlier] == ["given"]
    assert (topics["count"].is_stopped, topics["record"].holds) == (True, True)
    shown = client.get(page(case)).content.decode()
    assert [word for word in ("Takut dikenali.", "saksi: Bu Saksi") if word not in shown] == []


def test_what_was_never_asked_stands_there_too(cast, login, case):
    case.consents.all().delete()
    topics = login(cast.relawan).get(page(case)).context["topics"]
    assert [(one.purpose, one.current, one.is_stopped) for one in topics] == [
        ("record", None, False),
        ("count", None, False),
    ]


def test_a_withdrawal_leads_back_and_says_what_to_do(cast, login, case):
    sent = factories.referral(case)
    client = login(cast.relawan)
    answers = {"purpose": "refer", "provider": sent.provider_id, "decision": "withdrawn"}
    response = client.post(page(case, "catat/"), fields(case, **answers), follow=True)
    assert response.redirect_chain == [(page(case), 302)]
    shown = response.content.decode()
    assert "Rujukan yang berjalan sudah ditarik" in shown
    assert "Kabari layanannya agar berhenti." in shown


def test_no_longer_recorded_the_page_says_what_happens_and_what_stays(cast, login, case):
    client = login(cast.relawan)
    assert "Yang terjadi sekarang" not in client.get(page(case)).content.decode()
    assert "Ia tidak setuju kasusnya dicatat." not in client.get(case.get_absolute_url()).content.decode()
    send(client, case, decision="withdrawn")
    shown = client.get(page(case)).content.decode()
    assert "Yang terjadi sekarang" in shown
    assert "Ia tidak setuju kasusnya dicatat." in client.get(case.get_absolute_url()).content.decode()
    assert "paling lama 12 bulan sesudah kasus selesai" in shown


def test_of_a_closed_case_too(cast, login):
    case = factories.closed(cast.relawan)
    assert send(login(cast.relawan), case, purpose="count", decision="withdrawn").status_code == 302
    case.refresh_from_db()
    assert case.may_be_counted is False


def test_a_double_tap_is_one_word(cast, login, case):
    client, answers = login(cast.relawan), fields(case, purpose="count", decision="withdrawn")
    for _tap in range(2):
        assert client.post(page(case, "catat/"), answers).status_code == 302
    assert Consent.objects.filter(purpose="count").count() == 2


def test_the_second_of_two_sees_what_holds_now_and_keeps_what_she_typed(cast, login, case):
    client = login(cast.relawan)
    send(client, case, purpose="count", decision="withdrawn")
    response = send(client, case, purpose="count", decision="refused", remark="Catatan saya.")
    shown = response.content.decode()
    assert "baru saja diubah orang lain" in shown
    assert "Boleh dihitung tanpa nama – Berubah pikiran" in shown
    assert "Catatan saya." in shown
    assert 'name="versi" value="2"' in shown


@pytest.mark.parametrize(
    ("said", "field", "message"),
    [
        ({"purpose": ""}, "purpose", "Pilih persetujuan untuk apa."),
        ({"purpose": "refer"}, "provider", "Pilih layanannya."),
        ({"decision": ""}, "decision", "Tanyakan dulu, lalu pilih jawabannya."),
        ({"given_by": ""}, "given_by", "Pilih siapa yang menjawab."),
        ({"method": ""}, "method", "Pilih cara menjawabnya."),
        ({"on": "2999-01-01"}, "on", "Tanggal ini belum tiba."),
        ({"on": ""}, "on", "Isi tanggalnya."),
        (
            {"purpose": "count", "decision": "withdrawn", "on": "2020-01-01"},
            "on",
            "Jawaban sebelumnya tercatat",
        ),
    ],
)
def test_what_is_wrong_is_said_beside_it(cast, login, case, said, field, message):
    response = send(login(cast.relawan), case, **said)
    errors = response.context["form"].errors
    assert list(errors) == [field]
    assert errors[field][0].startswith(message)
    assert Consent.objects.count() == 2


def test_without_danger_nobody_is_passed_over(cast, login, case):
    response = send(login(cast.relawan), case, decision="vital", reason="Terancam.")
    assert list(response.context["form"].errors) == ["decision"]


def test_for_her_life_the_reason_is_asked_and_kept(cast, login):
    case = factories.complaint(cast.relawan, kind="violence", safety="unsafe")
    client = login(cast.relawan)
    assert list(send(client, case, decision="vital").context["form"].errors) == ["reason"]
    assert send(client, case, decision="vital", reason="Diancam parang.").status_code == 302
    row = Consent.objects.get(decision="vital")
    assert (row.given_by, row.text, row.witness) == ("nobody", "Diancam parang.", "")


def test_the_reported_guardian_is_asked_about(cast, login):
    case = factories.complaint(cast.relawan, kind="violence")
    case.persons.update(age_band="6-12")
    factories.person(case, role="reported", relation="parent")
    client = login(cast.relawan)
    response = send(client, case, given_by="guardian")
    assert list(response.context["form"].errors) == ["given_by"]
    assert send(client, case, given_by="guardian", other_guardian="on").status_code == 302


def test_the_page_to_read_out_tells_of_the_case_its_number_alone(cast, login):
    case = factories.complaint(
        cast.relawan, kind="violence", name="Bunga Contoh", reminder="pagar hijau", narrative="Cerita."
    )
    shown = login(cast.relawan).get(page(case, "baca/")).content.decode()
    assert [word for word in ("Bunga", "pagar hijau", "Cerita.") if word in shown] == []
    wanted = (str(case), "24 bulan", "Boleh berubah pikiran kapan saja.", "cap jempol", "Saksi")
    assert [word for word in wanted if word not in shown] == []


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("step", "queries"), [("", 11), ("catat/", 8), ("baca/", 5)])
def test_queries_do_not_grow(cast, login, case, number, step, queries, django_assert_num_queries):
    for one in range(number):
        factories.referral(case, factories.provider(f"Layanan {one}"))
        factories.person(case, role="reporter", name=f"Pelapor {one}")
    client = login(cast.relawan)
    with django_assert_num_queries(queries):
        client.get(page(case, step))
