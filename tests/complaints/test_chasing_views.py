"""Reminding, complaining, being content, with their letters; reminders on `/`, in lists and on the case."""

import uuid
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone

from complaints.models import Consent, Referral, Reminder
from complaints.services.remind import remind
from complaints.timeline import timeline
from safeguards.models import AuditEvent
from tests import factories

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SECRETS = ["Melati", "52031741", "Dipukul", "Pagar hijau", "Dusun Rahasia", "Fisik", "Kekerasan", "korban"]


@pytest.fixture
def case(cast):
    row = factories.complaint(
        cast.relawan, kind="violence", narrative="Dipukul.", reminder="Pagar hijau", hamlet="Dusun Rahasia"
    )
    person = row.persons.get()
    person.identity = {"name": "Melati Rahasia", "nik": "5203174101900001", "phone": "+6281311112222"}
    person.save()
    return row


def silent(case, days: float, **fields) -> Referral:
    due = timezone.now() - days * DAY
    return factories.referral(case, sent_at=due - DAY, due_at=due, **fields)


@pytest.fixture
def stalled(case):
    to = factories.provider("Dinas Contoh", whatsapp="+6281200001111", services=["health"])
    return silent(case, 15, provider=to, services=["health"], told="Luka.", note="Suami jauh.")


def url(name: str, referral) -> str:
    return reverse(f"complaints:referral-{name}", args=[referral.pk])


def html(response) -> str:
    return response.content.decode()


def agree(client, referral, decision="given", **fields):
    data = {"kiriman": str(uuid.uuid4()), "decision": decision, "given_by": "person", "method": "spoken"}
    return client.post(url("complain", referral), {**data, **fields})


# Reminding ----------------------------------------------------------------------------------


def test_the_message_reminds_and_holds_nothing_of_the_person(cast, login, case, stalled):
    response = login(cast.relawan).get(url("remind", stalled))
    link = urlsplit(response.context["whatsapp"])
    text = parse_qs(link.query)["text"][0]
    assert (link.netloc, link.path) == ("wa.me", "/6281200001111")
    assert text == (
        f"Mengingatkan: rujukan dari KK Teros menunggu jawaban\nNomor kasus: {case}\n"
        "Layanan yang diminta: Kesehatan\nKedaruratan: Biasa\nPendamping: Contoh Relawan\n"
        "Mohon jangan kirim nama lewat WA."
    )
    assert [word for word in [*SECRETS, "Luka", "Suami"] if word in text] == []


def test_a_tap_records_it_and_count_and_day_are_shown(cast, login, stalled):
    client, key = login(cast.relawan), str(uuid.uuid4())
    answers = [client.post(url("remind", stalled), {"kiriman": key}) for _tap in range(2)]
    assert [response.url for response in answers] == [stalled.get_absolute_url()] * 2
    assert Reminder.objects.get().by == cast.relawan
    assert "1 kali, " in html(client.get(stalled.get_absolute_url()))
    client.post(url("remind", stalled), {"kiriman": str(uuid.uuid4())})
    assert "2 kali, terakhir " in html(client.get(stalled.get_absolute_url()))


@pytest.mark.parametrize("key", ["", "bukan-kunci"])
def test_without_a_key_nothing_is_recorded(cast, login, stalled, key):
    response = login(cast.relawan).post(url("remind", stalled), {"kiriman": key})
    assert "Tombolnya belum terkirim." in html(response)
    assert not Reminder.objects.exists()


def test_an_ended_one_is_not_reminded_of(cast, login, case):
    now = timezone.now()
    row = factories.referral(case, state="served", answered_at=now, ended_at=now)
    client = login(cast.relawan)
    assert "Sudah saya ingatkan" not in html(client.get(url("remind", row)))
    response = client.post(url("remind", row), {"kiriman": str(uuid.uuid4())})
    assert "Rujukan ini sudah selesai." in html(response)
    assert not Reminder.objects.exists()


@pytest.mark.parametrize("tells", [False, True])
def test_the_reminding_letter_names_her_only_where_she_agreed(cast, login, case, tells):
    row = silent(case, 3, tells_name=tells, services=["health"])
    page = html(login(cast.relawan).get(url("reminder-letter", row)))
    assert ("Melati Rahasia" in page, "SURAT PENGINGAT RUJUKAN" in page) == (tells, True)
    assert [word for word in SECRETS if word != "Melati" and word in page] == []
    event = AuditEvent.objects.get(chain=case.pk)
    assert (event.action, event.reason, event.figures) == (
        "letter.read",
        "reminder",
        {"identity": ["name"] if tells else []},
    )


# Complaining --------------------------------------------------------------------------------


def test_the_road_is_shown_when_the_days_are_over(cast, login, case, stalled):
    client = login(cast.relawan)
    for page in (stalled.get_absolute_url(), case.get_absolute_url()):
        assert url("complain", stalled) in html(client.get(page))
    recent = silent(case, 13, provider=factories.provider("Lain"))
    assert url("complain", recent) not in html(client.get(recent.get_absolute_url()))
    page = html(client.get(url("complain", recent)))
    assert ("belum bisa diadukan" in page, "Simpan jawabannya" in page) == (True, False)


def test_without_her_yes_there_is_no_letter(cast, login, stalled):
    client, letter = login(cast.relawan), url("complaint-letter", stalled)
    assert client.get(letter).url == url("complain", stalled)
    agree(client, stalled, "refused")
    page = html(client.get(url("complain", stalled)))
    assert ("Layanan tidak diadukan." in page, letter in page) == (True, False)
    assert client.get(letter).url == url("complain", stalled)


def test_with_it_there_is_one_until_she_changes_her_mind(cast, login, stalled):
    client, letter = login(cast.relawan), url("complaint-letter", stalled)
    assert agree(client, stalled).url == url("complain", stalled)
    assert letter in html(client.get(url("complain", stalled)))
    assert client.get(letter).status_code == 200
    agree(client, stalled, "refused")
    assert client.get(letter).status_code == 302


def test_an_answer_ends_the_complaining(cast, login, stalled):
    client = login(cast.relawan)
    agree(client, stalled)
    Referral.objects.filter(pk=stalled.pk).update(state="accepted", answered_at=timezone.now())
    assert client.get(url("complaint-letter", stalled)).status_code == 302


@pytest.mark.parametrize(
    ("route", "to", "named"),
    [
        ("provider", "Pimpinan Dinas Contoh", True),
        ("ombudsman", "Ombudsman Republik Indonesia", False),
        ("district", "Camat Labuhan Haji", False),
        ("council", "Ketua DPRD Kabupaten Lombok Timur", False),
        ("lain", "Pimpinan Dinas Contoh", True),
    ],
)
def test_her_name_goes_to_the_service_alone(cast, login, case, stalled, route, to, named):
    Referral.objects.filter(pk=stalled.pk).update(tells_name=True, tells_nik=True)
    client = login(cast.relawan)
    agree(client, stalled)
    page = html(client.get(url("complaint-letter", stalled), {"kepada": route}))
    assert (f"<strong>{to}</strong>" in page, "Melati Rahasia" in page) == (True, named)
    assert [word for word in [*SECRETS, "Luka", "Suami"] if word != "Melati" and word in page] == []


def test_without_agreement_to_her_name_it_stands_nowhere(cast, login, stalled):
    client = login(cast.relawan)
    agree(client, stalled)
    assert "Melati" not in html(client.get(url("complaint-letter", stalled)))


def test_a_child_s_yes_comes_from_a_guardian_its_no_from_itself(cast, login, case, stalled):
    case.persons.update(age_band="6-12")
    client = login(cast.relawan)
    response = agree(client, stalled)
    assert "orang tua atau walinya" in response.context["form"].errors["given_by"][0]
    assert not Consent.objects.filter(purpose="complain").exists()
    assert agree(client, stalled, "refused").status_code == 302
    assert agree(client, stalled, given_by="guardian").status_code == 302


def test_who_says_nothing_is_asked_again(cast, login, stalled):
    response = agree(login(cast.relawan), stalled, "", method="written")
    assert "Tanyakan dulu: boleh diadukan atau tidak?" in html(response)
    assert response.context["form"]["method"].value() == "written"


# Being content ------------------------------------------------------------------------------


def test_it_is_asked_for_once_it_ended_and_may_be_corrected(cast, login, case):
    now = timezone.now()
    row = factories.referral(case, state="served", answered_at=now, ended_at=now)
    client = login(cast.relawan)
    assert "Apakah orangnya puas" in html(client.get(row.get_absolute_url()))
    sent = {"kiriman": str(uuid.uuid4()), "versi": "", "satisfaction": "partly"}
    assert client.post(url("satisfaction", row), sent).url == row.get_absolute_url()
    page = html(client.get(row.get_absolute_url()))
    assert ("Sebagian" in page, "Apakah orangnya puas" in page) == (True, False)
    late = client.post(url("satisfaction", row), {**sent, "satisfaction": "no"})
    assert "Baru saja diisi orang lain." in html(late)
    client.post(url("satisfaction", row), {**sent, "versi": "partly", "satisfaction": "no"})
    row.refresh_from_db()
    assert row.satisfaction == "no"


@pytest.mark.parametrize(("told", "words"), [("yes", "Tersimpan."), ("", "Tidak ada jawaban yang dicatat.")])
def test_it_is_not_called_saved_where_nothing_was_said(cast, login, case, told, words):
    now = timezone.now()
    row = factories.referral(case, state="served", answered_at=now, ended_at=now)
    sent = {"kiriman": str(uuid.uuid4()), "versi": "", "satisfaction": told}
    page = html(login(cast.relawan).post(url("satisfaction", row), sent, follow=True))
    assert (words in page, "Apakah orangnya puas" in page) == (True, told == "")


def test_while_it_runs_it_is_not_asked(cast, login, stalled):
    client = login(cast.relawan)
    assert "Rujukan ini belum selesai." in html(client.get(url("satisfaction", stalled)))
    sent = {"kiriman": str(uuid.uuid4()), "versi": "", "satisfaction": "yes"}
    assert "Rujukan ini belum selesai." in html(client.post(url("satisfaction", stalled), sent))


# Where reminders are shown ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "word"), [(-0.1, "Segera jatuh tempo"), (2, "Diteruskan ke petugas"), (15, "Boleh diadukan")]
)
def test_the_volunteer_finds_it_on_her_pages(cast, login, case, days, word):
    row = silent(case, days)
    client = login(cast.relawan)
    pages = ["/", reverse("complaints:referrals"), row.get_absolute_url()]
    assert [f"{word}</span>" in html(client.get(page)) for page in pages] == [False] * 3
    remind()
    assert [f"{word}</span>" in html(client.get(page)) for page in pages] == [True] * 3


def test_the_course_of_the_referral_tells_each(cast, login, case, stalled):
    remind()
    login(cast.relawan).post(url("remind", stalled), {"kiriman": str(uuid.uuid4())})
    page = html(login(cast.relawan).get(stalled.get_absolute_url()))
    course = page[page.index("Perjalanan rujukan") :]
    words = ["Batas jawaban lewat", "Diteruskan ke petugas", "Layanan boleh diadukan", "Layanan diingatkan"]
    assert sorted(words, key=course.index) == words


def test_the_case_s_timeline_tells_each(cast, case, stalled):
    remind()
    row = type(case).objects.visible_to(cast.relawan).with_access(cast.relawan).get(pk=case.pk)
    told = [(entry.title, entry.by) for entry in timeline(row, cast.relawan) if entry.icon == "clock"]
    assert told == [
        ("Dinas Contoh · belum menjawab, boleh diadukan", None),
        ("Dinas Contoh · belum menjawab, diteruskan ke petugas", None),
        ("Dinas Contoh · belum menjawab, batasnya lewat", None),
    ]


@pytest.mark.parametrize(
    ("reason", "words"),
    [("person_chose", "Orangnya memilih tidak melanjutkan"), ("mistake", "Ditarik: salah kirim")],
)
def test_whose_choice_it_was_stands_in_list_and_page(cast, login, case, reason, words):
    row = factories.referral(case, state="withdrawn", ended_at=timezone.now())
    row.steps.create(state="withdrawn", reason=reason, by=cast.relawan)
    client = login(cast.relawan)
    for page in (reverse("complaints:referrals"), row.get_absolute_url()):
        assert f"{words}</span>" in html(client.get(page))


@pytest.mark.parametrize(("name", "queries"), [("remind", 8), ("complain", 8), ("reminder-letter", 11)])
@pytest.mark.parametrize("rows", [1, 3])
def test_pages_ask_the_same_number_of_questions(
    cast, login, case, stalled, name, queries, rows, django_assert_num_queries
):
    for _row in range(rows):
        Reminder.objects.create(referral=stalled, kind="by_hand", by=cast.relawan)
    client = login(cast.relawan)
    client.get(url(name, stalled))
    with django_assert_num_queries(queries):
        client.get(url(name, stalled))
