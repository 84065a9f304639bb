"""A form that is sent late, twice or at the same moment: nothing typed is lost, one case comes of it."""

import re
import uuid
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from complaints.enums import Kind
from complaints.models import Complaint, Inquiry, Person
from complaints.services.intake import Intake, Question, record_complaint, record_inquiry
from members.models import User
from safeguards.models import AuditEvent, DataKey
from tests import factories
from tests.complaints import answers

URL = "/pengaduan/catat/"


def hidden(page: str, name: str) -> str:
    return re.search(rf'name="{name}" value="([^"]*)"', page)[1]


def guarded(client, sent: dict) -> dict:
    """``sent`` with the hidden fields of the form that ``client`` has on her screen."""
    page = client.get(URL, {"jenis": sent["jenis"]}).text
    names = ("csrfmiddlewaretoken", "kiriman", "pemilik", "kelompok")
    return sent | {name: hidden(page, name) for name in names}


def log_in(client, address: str, **options):
    page = client.get(address)
    token = {"csrfmiddlewaretoken": hidden(page.text, "csrfmiddlewaretoken")}
    typed = {"username": "relawan", "password": factories.PASSWORD}
    following = {"next": hidden(page.text, "next")} if 'name="next"' in page.text else {}
    return client.post(address, token | typed | following, **options)


def next_of(to_login) -> str:
    """Where the login leads on to."""
    return parse_qs(urlsplit(to_login.headers["Location"]).query)["next"][0]


@pytest.fixture
def strict(cast) -> Client:
    """A browser that holds to the CSRF check, logged in through the page."""
    client = Client(enforce_csrf_checks=True)
    log_in(client, "/masuk/")
    return client


def test_session_that_ended_gives_the_form_back_after_login(strict):
    sent = guarded(strict, answers.violence(narrative="Panjang sekali.", further=["neglect", "sexual"]))
    del strict.cookies["kk_sesi"]
    to_login = strict.post(URL, sent)
    assert next_of(to_login).startswith("/pengaduan/catat/?simpanan=")
    assert "Isian tadi tidak hilang" in strict.get(to_login.headers["Location"]).text
    assert "Isian tadi tidak hilang" not in strict.get("/masuk/?next=/pengaduan/catat/").text
    page = log_in(strict, to_login.headers["Location"], follow=True)
    assert page.status_code == 200
    assert "Isian Ibu/Bapak masih ada, tetapi belum tersimpan." in page.text
    assert 'data-start="last"' in page.text
    form = page.context["form"]
    assert form["narrative"].value() == "Panjang sekali."
    assert form["further"].value() == ["neglect", "sexual"]
    assert Complaint.objects.count() == 0

    names = ("csrfmiddlewaretoken", "kiriman", "pemilik", "kelompok")
    again = sent | {name: hidden(page.text, name) for name in names}
    assert again["kiriman"] == sent["kiriman"]
    strict.post(URL, again)
    case = Complaint.objects.select_related("data_key").get()
    assert (case.narrative, case.submission_key) == ("Panjang sekali.", uuid.UUID(sent["kiriman"]))


def test_form_given_back_is_not_given_to_someone_else(strict, cast, login):
    sent = guarded(strict, answers.violence(narrative="Panjang sekali."))
    del strict.cookies["kk_sesi"]
    address = next_of(strict.post(URL, sent))
    page = login(cast.humas).get(address)
    assert "Panjang sekali." not in page.text


def test_login_in_another_tab_gives_the_form_back(strict):
    """It rotates the CSRF token: the form on the first tab is stale, what was typed in it is not."""
    sent = guarded(strict, answers.social(narrative="Sudah diketik."))
    strict.post("/keluar/", {"csrfmiddlewaretoken": sent["csrfmiddlewaretoken"]})
    log_in(strict, "/masuk/")
    page = strict.post(URL, sent, follow=True)
    assert "Isian Ibu/Bapak masih ada, tetapi belum tersimpan." in page.text
    assert page.context["form"]["narrative"].value() == "Sudah diketik."
    assert Complaint.objects.count() == 0


def test_inquiry_is_given_back_too(strict):
    page = strict.get("/pengaduan/tanya/").text
    names = ("csrfmiddlewaretoken", "kiriman", "pemilik", "kelompok")
    sent = {name: hidden(page, name) for name in names} | {"kind": "violence", "answer": "Sudah dijawab."}
    del strict.cookies["kk_sesi"]
    to_login = strict.post("/pengaduan/tanya/", sent)
    page = log_in(strict, to_login.headers["Location"], follow=True)
    assert page.context["form"]["answer"].value() == "Sudah dijawab."


# At the same moment ---------------------------------------------------------------------------------


def test_parallel_double_tap_is_one_case(cast, threads):
    key = uuid.uuid4()
    intake = Intake(
        kind=Kind.SOCIAL, group=cast.teros, village=cast.teros.village, category="civil", name="Ibu Contoh"
    )

    def tap():
        return record_complaint(by=User.objects.get(pk=cast.relawan.pk), key=key, intake=intake)

    def counts():
        recorded = AuditEvent.objects.filter(action="complaint.recorded")
        return Complaint.objects.get(), Person.objects.count(), DataKey.objects.count(), recorded.count()

    results = threads.run(tap, tap, tap, tap)
    [(case, *others)] = threads.run(counts)
    assert [result.complaint for result in results] == [case] * 4
    assert sorted(result.is_new for result in results) == [False, False, False, True]
    assert {result.differs for result in results} == {False}
    assert others == [1, 2, 1]


def test_parallel_double_tap_is_one_inquiry(cast, threads):
    key = uuid.uuid4()
    question = Question(kind=Kind.SOCIAL, group=cast.teros, village=cast.teros.village, category="civil")

    def tap():
        return record_inquiry(by=User.objects.get(pk=cast.relawan.pk), key=key, question=question)

    results = threads.run(tap, tap, tap, tap)
    assert [result.inquiry for result in results] == threads.run(Inquiry.objects.get) * 4
    assert sorted(result.is_new for result in results) == [False, False, False, True]


def test_parallel_double_tap_of_the_page_is_one_case(cast, login, threads):
    sent = answers.violence()

    def tap():
        return login(cast.relawan).post(URL, sent).headers["Location"]

    addresses = threads.run(tap, tap, tap)
    assert addresses == [f"/pengaduan/{threads.run(Complaint.objects.get)[0]}/tercatat/"] * 3
