"""The forms of working a case: note, stage, closing, reopening, answering."""

import datetime
import re
import uuid
from urllib.parse import unquote

import pytest
from django.utils import timezone

from complaints.models import Note, Question
from tests import factories

from .test_followup import actions

SOON = timezone.localdate() + datetime.timedelta(days=2)  # also when midnight passes during the run


def at(case, step: str) -> str:
    return f"{case.get_absolute_url()}{step}/"


def note_data(**fields) -> dict:
    told = {"kind": "visit", "text": "Berkunjung.", "happened_on": timezone.localdate().isoformat()}
    return {"kiriman": str(uuid.uuid4()), **told, **fields}


STEPS = ["tindak-lanjut", "tahap", "tutup", "buka-lagi"]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("relawan", 200),
        ("relawan2", 404),
        ("humas", 404),
        ("sekdes", 404),
        ("petugas", 403),
        ("petugas2", 404),
    ],
)
def test_who_may_enter_each_form(cast, login, step, name, status):
    case = factories.complaint(cast.relawan, kind="violence")
    assert login(getattr(cast, name)).get(at(case, step)).status_code == status


def test_a_note_is_saved_once_however_often_it_is_sent(cast, login):
    case = factories.complaint(cast.relawan)
    client, data = login(cast.relawan), note_data()
    for _tap in range(2):
        response = client.post(at(case, "tindak-lanjut"), data)
        assert (response.status_code, response["Location"]) == (302, case.get_absolute_url())
    assert Note.objects.count() == 1


def test_the_appointment_is_on_the_clock_of_the_group(cast, login):
    case = factories.complaint(cast.relawan)
    data = note_data(meet_on=SOON.isoformat(), meet_at="09:30")
    login(cast.relawan).post(at(case, "tindak-lanjut"), data)
    case.refresh_from_db()
    moment = case.next_appointment.astimezone(case.group.village.zone)
    assert (moment.date(), moment.strftime("%H:%M"), str(moment.tzinfo)) == (
        SOON,
        "09:30",
        "Asia/Makassar",
    )


def test_an_appointment_without_an_hour_lasts_the_day(cast, login):
    case = factories.complaint(cast.relawan)
    client = login(cast.relawan)
    client.post(at(case, "tindak-lanjut"), note_data(meet_on=timezone.localdate().isoformat()))
    page = client.get(case.get_absolute_url()).content.decode()
    read = re.sub(r' datetime="[^"]*"', "", page)  # which says seconds: 08:14:23.59…
    assert "23.59" not in re.search(r"Janji berikutnya:.*?</p>", read, re.S)[0]


def test_a_coming_appointment_is_offered_again(cast, login):
    moment = datetime.datetime.combine(SOON, datetime.time(9, 30), tzinfo=datetime.UTC)
    case = factories.complaint(cast.relawan, next_appointment=moment)
    form = login(cast.relawan).get(at(case, "tindak-lanjut")).context["form"]
    assert (form["meet_on"].initial, form["meet_at"].initial) == (SOON, datetime.time(17, 30))


def test_the_step_goes_along_with_the_note(cast, login):
    case = factories.complaint(cast.relawan)
    client = login(cast.relawan)
    assert "Tandai juga: Didampingi" in client.get(at(case, "tindak-lanjut")).content.decode()
    client.post(at(case, "tindak-lanjut"), note_data(stage="assisted"))
    case.refresh_from_db()
    assert case.stage == "assisted"


def test_the_step_ticked_is_the_step_taken_though_the_case_moved_meanwhile(cast, login):
    case = factories.complaint(cast.relawan, kind="violence", stage="assessed")
    login(cast.relawan).post(at(case, "tindak-lanjut"), note_data(stage="assessed"))
    case.refresh_from_db()
    assert (case.stage, Note.objects.count()) == ("assessed", 1)


@pytest.mark.django_db(transaction=True)
def test_a_step_that_is_behind_is_refused_and_the_note_kept_in_the_form(cast, login):
    case = factories.complaint(cast.relawan, kind="violence", stage="planned")
    data = note_data(stage="assessed", text="Cerita saya.")
    page = login(cast.relawan).post(at(case, "tindak-lanjut"), data).content.decode()
    assert ("Langkah ini belum bisa" in page, "Cerita saya." in page, Note.objects.count()) == (True, True, 0)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"happened_on": SOON.isoformat()}, "Tanggal ini belum tiba."),
        ({"happened_on": "1900-01-01"}, "Tanggal ini terlalu lama. Periksa tahunnya."),
        ({"happened_on": "22-11-2026x"}, "Tanggal ini tidak terbaca."),
        ({"meet_on": "2020-01-01"}, "Janji berikutnya paling cepat hari ini."),
        ({"meet_on": "2999-01-01"}, "Janji ini terlalu jauh. Periksa tahunnya."),
        ({"meet_at": "09:00"}, "Isi juga tanggal janjinya."),
        ({"meet_on": SOON.isoformat(), "meet_at": "25:00"}, "Jam ini tidak terbaca."),
        ({"text": "Tersimpan\x1b"}, "Ada tanda yang tidak bisa disimpan."),
        ({"text": "x" * 100_000}, "20000"),
        ({"text": " "}, "Tulis dulu apa yang dilakukan. Satu kalimat cukup."),
        ({"kind": ""}, "Pilih salah satu."),
        ({"happened_on": ""}, "Isi tanggalnya."),
    ],
)
def test_bad_input_is_told_and_kept(cast, login, fields, message):
    case = factories.complaint(cast.relawan)
    response = login(cast.relawan).post(at(case, "tindak-lanjut"), note_data(text="Cerita saya.") | fields)
    page = response.content.decode()
    assert (response.status_code, message in page, Note.objects.count()) == (200, True, 0)
    assert fields.get("text", "Cerita saya.")[:9].strip() in page


def test_emoji_are_words_too(cast, login):
    case = factories.complaint(cast.relawan)
    login(cast.relawan).post(at(case, "tindak-lanjut"), note_data(text="Sudah lega 🌸"))
    assert Note.objects.get().text == "Sudah lega 🌸"


@pytest.mark.django_db(transaction=True)
def test_what_is_typed_on_a_case_closed_meanwhile_is_kept(cast, login):
    case = factories.closed(cast.relawan)
    page = (
        login(cast.relawan).post(at(case, "tindak-lanjut"), note_data(text="Cerita saya.")).content.decode()
    )
    assert ("Kasus ini sudah ditutup." in page, "Cerita saya." in page) == (True, True)


def test_a_session_lost_in_mid_form_loses_nothing(cast, login):
    case = factories.complaint(cast.relawan)
    client = login(cast.relawan)
    owner = (
        client.get(at(case, "tindak-lanjut"))
        .content.decode()
        .split('name="pemilik" value="')[1]
        .split('"')[0]
    )
    client.logout()
    lost = client.post(at(case, "tindak-lanjut"), note_data(text="Cerita saya.", pemilik=owner))
    assert lost.status_code == 302
    back = lost["Location"].split("next=")[1]
    client.force_login(cast.relawan, backend="members.backends.NameOrPhoneBackend")
    assert "Cerita saya." in client.get(unquote(back)).content.decode()


@pytest.mark.django_db(transaction=True)
def test_closing_asks_for_running_referrals(cast, login):
    case = factories.complaint(cast.relawan)
    factories.referral(case)
    client = login(cast.relawan)
    page = client.post(at(case, "tutup"), {"outcome": "served", "versi": 1}).content.decode()
    assert "Masih ada rujukan yang belum selesai." in page
    client.post(at(case, "tutup"), {"outcome": "served", "versi": 1, "leave_referrals": "on"})
    case.refresh_from_db()
    assert case.outcome == "served"


@pytest.mark.django_db(transaction=True)
def test_a_duplicate_is_named_by_a_number_she_may_read(cast, login):
    case, other, foreign = (factories.complaint(by) for by in (cast.relawan, cast.relawan, cast.relawan2))
    client = login(cast.relawan)
    data = {"outcome": "duplicate", "versi": 1}
    for typed, message in [
        ("", "Tulis nomor kasus yang lain."),
        ("K7Q2", "Ini bukan nomor kasus."),
        (str(foreign), "Tulis nomor kasus yang lain, yang boleh Ibu/Bapak baca."),
    ]:
        page = client.post(at(case, "tutup"), data | {"duplicate_of": typed}).content.decode()
        assert message in page
    client.post(at(case, "tutup"), data | {"duplicate_of": str(other)})
    case.refresh_from_db()
    assert case.closing_note == f"Sama dengan kasus {other}."


@pytest.mark.django_db(transaction=True)
def test_closing_from_an_old_page_keeps_what_was_typed(cast, login):
    case = factories.complaint(cast.relawan)
    client = login(cast.relawan)
    client.post(at(case, "tindak-lanjut"), note_data())
    page = client.post(
        at(case, "tutup"), {"outcome": "served", "note": "Sudah.", "versi": 1}
    ).content.decode()
    assert ("baru saja diubah orang lain" in page, "Sudah." in page, 'name="versi" value="2"' in page) == (
        True,
        True,
        True,
    )


def test_reopening_with_a_reason(cast, login):
    case = factories.closed(cast.relawan)
    client = login(cast.relawan)
    assert "Buka lagi" in client.get(case.get_absolute_url()).content.decode()
    client.post(at(case, "buka-lagi"), {"reason": "Kartunya ditolak lagi.", "versi": 1})
    case.refresh_from_db()
    assert case.stage == "assisted"


def test_a_question_is_answered_once(cast, login):
    case = factories.complaint(cast.relawan)
    asked = Question.objects.create(complaint=case, text="Sudah aman?", asked_by=cast.petugas)
    client, url = login(cast.relawan), at(case, f"pertanyaan/{asked.pk}")
    assert "Sudah aman?" in client.get(url).content.decode()
    for _tap in range(2):
        assert client.post(url, {"text": "Sudah, ia di rumah bibinya."}).status_code == 302
    asked.refresh_from_db()
    assert (asked.answer, asked.answered_by) == ("Sudah, ia di rumah bibinya.", cast.relawan)


def test_showing_a_question_is_recorded(cast, login):
    case = factories.complaint(cast.relawan)
    asked = Question.objects.create(complaint=case, text="Sudah aman?", asked_by=cast.petugas)
    client, url = login(cast.relawan), at(case, f"pertanyaan/{asked.pk}")
    client.get(url)
    client.post(url, {"text": ""})  # shown again, with what is missing
    assert actions(case) == [("complaint.read", False)] * 2


@pytest.mark.django_db(transaction=True)
def test_a_second_answer_does_not_overwrite_the_first(cast, login):
    case = factories.complaint(cast.relawan)
    asked = Question.objects.create(complaint=case, text="Sudah aman?", asked_by=cast.petugas)
    colleague = factories.volunteer("rekan", cast.teros)
    url = at(case, f"pertanyaan/{asked.pk}")
    login(colleague).post(url, {"text": "Sudah."})
    page = login(cast.relawan).post(url, {"text": "Belum."}).content.decode()
    assert ("baru saja dijawab orang lain" in page, "Belum." in page) == (True, True)
    asked.refresh_from_db()
    assert asked.answered_by == colleague


def test_a_question_of_another_case_is_not_found(cast, login):
    case, other = factories.complaint(cast.relawan), factories.complaint(cast.relawan)
    asked = Question.objects.create(complaint=other, text="Sudah aman?", asked_by=cast.petugas)
    assert login(cast.relawan).get(at(case, f"pertanyaan/{asked.pk}")).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_an_officer_does_not_answer_for_the_volunteer(cast, login):
    case = factories.complaint(cast.relawan)
    asked = Question.objects.create(complaint=case, text="Sudah aman?", asked_by=cast.petugas)
    assert login(cast.petugas).post(at(case, f"pertanyaan/{asked.pk}"), {"text": "Ya."}).status_code == 403
