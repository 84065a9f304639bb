"""A PIN opens an idle session on one phone, five tries long, within twelve hours of the password."""

from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from members import pins, proof
from members.errors import NotPermitted
from members.models import Pin, Session
from members.services import accounts, invitations, second_factor
from members.services import pins as service
from members.session_store import named
from safeguards import crypto, kept
from safeguards.keygen import new_key
from safeguards.models import AuditEvent
from tests import factories
from tests.factories import PASSWORD

RIGHT, WRONG = "802715", "802716"


@pytest.fixture
def siti(db):
    user = factories.volunteer("siti")
    user.phone = "+6281287654390"
    user.save()
    return user


@pytest.fixture
def phone(siti) -> Client:
    """Logged in on a phone on which her PIN is set."""
    client = enter(siti)
    assert choose(client)["Location"] == "/akun/"
    return client


def enter(user) -> Client:
    client = Client()
    client.force_login(user, backend="members.backends.NameOrPhoneBackend")
    return client


def choose(client, pin=RIGHT, again=None, password=PASSWORD):
    fields = {"pin": pin, "pin_again": pin if again is None else again, "password": password}
    return client.post("/akun/pin/", fields)


def leave_lying(client, **ago) -> None:
    name = named(client.cookies[settings.SESSION_COOKIE_NAME].value)
    seen_at = timezone.now() - timedelta(**(ago or {"minutes": 20}))
    assert Session.objects.filter(pk=name).update(seen_at=seen_at) == 1


def unlock(client, pin=RIGHT, to="/akun/"):
    return client.post("/masuk/pin/", {"pin": pin, "next": to})


def test_idle_leads_to_the_pin_and_the_pin_back(phone, siti):
    leave_lying(phone)
    assert phone.get("/akun/")["Location"] == "/masuk/?next=/akun/"
    assert phone.get("/masuk/?next=/akun/")["Location"] == "/masuk/pin/?next=%2Fakun%2F"
    hours = Session.objects.values("began_at", "expire_date").get()
    key = phone.cookies[settings.SESSION_COOKIE_NAME].value
    assert unlock(phone)["Location"] == "/akun/"
    assert phone.get("/akun/").context["user"] == siti
    assert Session.objects.values("began_at", "expire_date").get() == hours
    assert phone.cookies[settings.SESSION_COOKIE_NAME].value != key


def test_locked_shows_nothing_of_a_person_and_no_menu_but_the_way_out(phone, siti):
    leave_lying(phone)
    page = phone.get("/masuk/pin/?next=/pengaduan/").text
    assert [
        word for word in ("siti", "Siti", "Teros", "main-nav", "site-foot", "data-idle") if word in page
    ] == []
    assert page.count('data-leave="/resep/"') == 1
    phone.post("/keluar/cepat/")
    assert not Session.objects.exists()
    assert phone.get("/masuk/pin/")["Location"] == "/masuk/?next=%2F&sandi=ya"


def test_what_was_typed_is_back_after_the_pin(phone, siti):
    leave_lying(phone)
    form = {"full_name": "Contoh Siti Baru", "phone": "", "pemilik": kept.sign_owner(siti.pk)}
    to_login = phone.post("/akun/", form)["Location"]
    to_pin = phone.get(to_login)["Location"]
    page = phone.get(to_pin)
    assert "Isian tadi tidak hilang: buka dengan PIN" in page.text
    back = unlock(phone, to=page.context["next"])["Location"]
    assert phone.get(back).context["form"]["full_name"].value() == "Contoh Siti Baru"


def test_wrong_says_how_many_are_left_and_a_right_one_counts_none(phone):
    leave_lying(phone)
    for left in (4, 3):
        assert unlock(phone, WRONG).context["form"].errors["pin"] == [
            f"PIN belum cocok. Masih bisa {left} kali."
        ]
    assert unlock(phone).status_code == 302
    assert Session.objects.get().wrong_pins == 2


def test_five_wrong_tries_end_it_and_ask_for_the_password(phone, siti):
    leave_lying(phone)
    answers = [unlock(phone, WRONG) for _each in range(5)]
    assert [answer.status_code for answer in answers] == [200] * 4 + [302]
    assert answers[-1]["Location"] == "/masuk/?next=%2Fakun%2F&sandi=ya&pin=habis"
    assert "PIN lima kali keliru dan sudah dihapus." in phone.get(answers[-1]["Location"]).text
    assert unlock(phone)["Location"] == "/masuk/?next=%2Fakun%2F&sandi=ya"
    assert (Session.objects.count(), Pin.objects.count()) == (0, 0)
    tries = AuditEvent.objects.filter(action="session.unlocked", refused=True).order_by("pk")
    assert [(event.actor, event.reason, event.figures) for event in tries] == [
        (siti.pk, "wrong_pin", {"left": left}) for left in (4, 3, 2, 1, 0)
    ]
    event = AuditEvent.objects.get(action="pin.locked_out")
    assert (event.actor, event.subject_id) == (siti.pk, str(siti.pk))


def test_pauses_and_right_ones_in_between_do_not_give_more_than_five(phone):
    for _each in range(4):
        leave_lying(phone)
        unlock(phone, WRONG)
        assert unlock(phone).status_code == 302
    leave_lying(phone)
    assert unlock(phone, WRONG)["Location"].endswith("pin=habis")


def test_a_broken_form_is_no_try(phone):
    leave_lying(phone)
    for typed, problem in (("", "Tulis PIN enam angka."), ("12345", "PIN terdiri dari enam angka.")):
        assert unlock(phone, typed).context["form"].errors["pin"] == [problem]
    assert unlock(phone, "٨٠٢٧١٥").context["form"].errors["pin"] == ["PIN terdiri dari enam angka."]
    assert Session.objects.get().wrong_pins == 0


@pytest.fixture
def one_try_left(transactional_db) -> dict:
    """Made before ``threads``, which works on a copy."""
    client = enter(factories.volunteer("siti"))
    choose(client)
    leave_lying(client)
    Session.objects.update(wrong_pins=4)
    secret = client.cookies[settings.PIN_COOKIE_NAME].value
    return {"locked": Session.objects.get(), "chosen": Pin.objects.get(), "secret": secret}


def test_many_tries_at_once_are_five(one_try_left, threads):
    """The second one is not looked at, though it would be right."""
    answers = threads.run(*[lambda: service.is_right(**one_try_left, pin=WRONG)] * 4)
    left = threads.run(lambda: service.is_right(**one_try_left, pin=RIGHT))
    assert answers + left == [False] * 5
    told = threads.run(lambda: AuditEvent.objects.filter(action="pin.locked_out").count())
    assert (told, threads.run(Session.objects.count)) == ([1], [0])


def test_never_after_the_twelve_hours(phone):
    leave_lying(phone)
    Session.objects.update(expire_date=timezone.now())
    assert unlock(phone)["Location"] == "/masuk/?next=%2Fakun%2F&sandi=ya"


def test_never_on_another_device(phone, siti):
    there = enter(siti)
    leave_lying(there)
    assert there.get("/masuk/").status_code == 200
    assert unlock(there)["Location"] == "/masuk/?next=%2Fakun%2F&sandi=ya"
    there.cookies[settings.PIN_COOKIE_NAME] = pins.new_device_secret()
    assert unlock(there)["Location"] == "/masuk/?next=%2Fakun%2F&sandi=ya"


def test_never_without_a_session(phone):
    del phone.cookies[settings.SESSION_COOKIE_NAME]
    assert unlock(phone)["Location"] == "/masuk/?next=%2Fakun%2F&sandi=ya"


def test_from_another_site_the_login_page_offers_the_way(phone):
    """A strict cookie does not come along from a link in a message; from our own page it does."""
    leave_lying(phone)
    secret = phone.cookies.pop(settings.PIN_COOKIE_NAME)
    assert 'href="/masuk/pin/?next=%2Fakun%2F"' in phone.get("/masuk/?next=/akun/").text
    phone.cookies[settings.PIN_COOKIE_NAME] = secret.value
    assert phone.get("/masuk/pin/?next=%2Fakun%2F").status_code == 200


@pytest.mark.parametrize("target", ["https://jahat.example/", "//jahat.example", "javascript:alert(1)"])
def test_the_pin_never_leads_elsewhere(phone, target):
    leave_lying(phone)
    assert unlock(phone, to=target)["Location"] == "/"


def test_opening_proves_nothing(phone):
    """Not even within the half hour of the proof that was given before the lock."""
    assert phone.get("/akun/langkah-kedua/aplikasi/").status_code == 200
    leave_lying(phone)
    unlock(phone)
    for path in ("/akun/langkah-kedua/aplikasi/", "/akun/pin/"):
        assert phone.get(path)["Location"].startswith("/akun/bukti/?next=")


def test_opening_passes_no_second_step(phone, siti, cast, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    leave_lying(phone)
    unlock(phone)
    siti.assignments.create(role="officer", organisation=cast.teros.partner, starts_on=timezone.localdate())
    assert phone.get("/admin/")["Location"] == "/akun/langkah-kedua/"


def test_a_password_changed_on_the_machine_ends_a_locked_session(phone, siti):
    leave_lying(phone)
    siti.set_password("pagar hijau di tepi sawah")
    siti.save()
    assert unlock(phone)["Location"] == "/masuk/?next=%2Fakun%2F&sandi=ya"
    assert not Session.objects.exists()
    assert not AuditEvent.objects.filter(action="session.unlocked").exists()


def test_choosing_asks_for_a_fresh_proof_and_keeps_no_pin(siti, login):
    client = login(siti)
    session = client.session
    del session[proof.GIVEN]
    session.save()
    assert client.get("/akun/pin/")["Location"] == "/akun/bukti/?next=%2Fakun%2Fpin%2F"
    assert choose(client)["Location"].startswith("/akun/bukti/?next=%2Fakun%2Fpin%2F")
    assert not Pin.objects.exists()
    assert [kept.take(token=token_of(choose(client)), user_id=siti.pk).fields] == [{}]


def token_of(response) -> str:
    return unquote(response["Location"]).rpartition("simpanan=")[2]


def test_guessing_the_password_here_is_slowed_down_as_at_the_login(siti, login):
    client = login(siti)
    tries = [choose(client, password="salah salah").status_code for _each in range(6)]
    assert (tries, choose(client).status_code) == ([200] * 5 + [429], 429)
    assert not Pin.objects.exists()


def test_a_pin_chosen_while_all_were_ended_is_none(siti, phone):
    invitations.reset_password(by=factories.officer(), user=siti)
    with pytest.raises(NotPermitted):
        service.enrol(by=siti, pin=RIGHT, secret=pins.new_device_secret())
    assert not Pin.objects.exists()


@pytest.fixture
def ends(phone, siti):
    """Ways in which everything of hers ends, each with a PIN on her phone and that phone locked."""
    officer, administrator = factories.officer(), factories.administrator()
    there = enter(siti)
    factor = factories.app(siti)
    leave_lying(phone)
    new = {"old_password": PASSWORD, "new_password1": "pagar hijau di tepi sawah"}
    new["new_password2"] = new["new_password1"]
    return {
        "password": lambda: there.post("/akun/sandi/", new),
        "reset": lambda: invitations.reset_password(by=officer, user=siti),
        "account": lambda: accounts.end_account(by=officer, user=siti, hand_over=lambda user: None),
        "factor gone": lambda: there.post(f"/akun/langkah-kedua/{factor.pk}/hapus/"),
        "factors reset": lambda: second_factor.reset(by=administrator, user=siti, reason="lost_phone"),
        "tasks": lambda: end_tasks(siti) or there.get("/akun/"),
    }


def end_tasks(user) -> None:
    today = timezone.localdate()
    user.assignments.update(starts_on=today - timedelta(days=9), ends_on=today - timedelta(days=1))


WAYS = ["password", "reset", "account", "factor gone", "factors reset", "tasks"]


@pytest.mark.parametrize("way", WAYS)
def test_every_pin_ends_with_all_sessions(phone, siti, ends, way):
    ends[way]()
    assert not Pin.objects.exists()
    assert unlock(phone)["Location"] == "/masuk/?next=%2Fakun%2F&sandi=ya"
    assert phone.get("/akun/")["Location"].startswith("/masuk/")


def test_who_had_a_pin_is_told_that_it_ended_and_nobody_else_is(phone, siti):
    words = "PIN ikut dihapus; pasang lagi di halaman Akun bila perlu."
    new = "pagar hijau di tepi sawah"
    fields = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert words in phone.post("/akun/sandi/", fields, follow=True).text
    fields |= {"old_password": new, "new_password1": PASSWORD, "new_password2": PASSWORD}
    assert words not in phone.post("/akun/sandi/", fields, follow=True).text


def test_a_second_factor_that_is_added_ends_every_pin_and_not_this_session(phone, siti):
    there = enter(siti)
    key = there.get("/akun/langkah-kedua/aplikasi/").context["key"].replace(" ", "")
    there.post("/akun/langkah-kedua/aplikasi/", {"kode": factories.app_code(key)})
    assert [there.get("/akun/").status_code, phone.get("/akun/").status_code] == [200, 302]
    assert (Pin.objects.count(), Session.objects.count()) == (0, 1)


def test_the_daily_timer_removes_the_pins_of_leavers_alone(phone, siti):
    ani = factories.volunteer("ani")
    choose(enter(ani))
    end_tasks(siti)
    assert service.purge() == 1
    assert list(Pin.objects.values_list("user", flat=True)) == [ani.pk]


def test_a_locked_session_that_becomes_an_officers_asks_for_the_password(phone, siti, cast):
    leave_lying(phone)
    siti.assignments.create(role="officer", organisation=cast.teros.partner, starts_on=timezone.localdate())
    assert unlock(phone)["Location"] == "/masuk/?next=%2Fakun%2F&sandi=ya"


def test_the_cookie_is_for_this_site_alone_and_stays_when_she_logs_out(phone):
    cookie = phone.cookies[settings.PIN_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]) == (
        True,
        "Strict",
        "/",
        "",
    )
    phone.post("/keluar/")
    assert Pin.objects.count() == 1


def test_what_is_stored_opens_nothing_by_itself(phone, siti):
    row, secret = Pin.objects.get(), phone.cookies[settings.PIN_COOKIE_NAME].value
    assert RIGHT not in row.hashed
    assert secret.encode() not in bytes(row.device_digest)
    told = {"key_id": row.key_id, "user_id": siti.pk, "secret": secret}
    assert pins.check_pin(RIGHT, row.hashed, **told)
    assert not pins.check_pin(RIGHT, row.hashed, **told | {"user_id": siti.pk + 1})
    assert not pins.check_pin(RIGHT, row.hashed, **told | {"secret": pins.new_device_secret()})


def test_a_key_that_is_gone_asks_for_the_password(phone, settings):
    leave_lying(phone)
    settings.DIGEST_KEYS = f"{new_key('new')},{settings.DIGEST_KEYS}"
    assert unlock(phone).status_code == 302
    leave_lying(phone)
    settings.DIGEST_KEYS = new_key("other")
    assert unlock(phone).status_code == 200
    assert crypto.digest_keys().newest[0] == "other"


def test_enrolling_and_removing_are_recorded(phone, siti):
    choose(phone, "593170")
    assert Pin.objects.count() == 1
    page = phone.get("/akun/pin/").text
    assert "PIN sudah terpasang di perangkat ini" in page
    phone.post("/akun/pin/", {"hapus": "ya"})
    assert Pin.objects.count() == 0
    told = AuditEvent.objects.filter(action__startswith="pin.").order_by("pk")
    assert [(event.action, event.actor) for event in told] == [
        ("pin.enrolled", siti.pk),
        ("pin.enrolled", siti.pk),
        ("pin.removed", siti.pk),
    ]


def test_two_people_on_one_phone_have_a_pin_each(phone, siti):
    ani = factories.volunteer("ani")
    phone.post("/keluar/")
    phone.post("/masuk/", {"username": "ani", "password": PASSWORD})
    choose(phone, "593170")
    leave_lying(phone)
    assert unlock(phone, RIGHT).status_code == 200
    assert unlock(phone, "593170").status_code == 302
    assert sorted(Pin.objects.values_list("user", flat=True)) == sorted([siti.pk, ani.pk])


def test_ending_all_others_keeps_the_pin_of_this_phone(phone, siti):
    other = enter(siti)
    choose(other, "593170")
    phone.post("/akun/perangkat/", {"semua": "ya"})
    leave_lying(phone)
    assert unlock(phone).status_code == 302
    assert Pin.objects.count() == 1


@pytest.mark.parametrize("role", ["petugas", "bakti", "sekdes"])
def test_a_pin_is_for_volunteers_alone(cast, login, role):
    client = login(getattr(cast, role))
    assert [client.get("/akun/pin/").status_code, choose(client).status_code] == [403, 403]
    assert "/akun/pin/" not in client.get("/akun/").text


EASY = ["000000", "123456", "654321", "345678", "567890", "121212", "848848", "112233", "777778"]
DATES = ["170845", "311299", "991231", "198501", "051998", "200415"]


@pytest.mark.parametrize("pin", [*EASY, *DATES, "128765", "765439"])
def test_a_pin_that_is_soon_guessed_is_refused_kindly(siti, login, pin):
    errors = choose(login(siti), pin).context["form"].errors
    assert errors["pin"] == [
        "PIN ini mudah ditebak. Pilih enam angka lain: jangan berurutan, berulang, "
        "tanggal atau tahun lahir, atau bagian nomor HP."
    ]
    assert not Pin.objects.exists()


def test_most_pins_are_free():
    free = [pin for pin in (f"{number:06}" for number in range(0, 1_000_000, 7)) if not pins.is_easy(pin)]
    assert len(free) * 7 > 850_000


def test_choosing_says_what_is_missing(siti, login):
    client = login(siti)
    assert client.post("/akun/pin/", {"pin": "12"}).context["form"].errors == {
        "pin": ["PIN terdiri dari enam angka."],
        "pin_again": ["Tulis lagi PIN-nya."],
        "password": ["Tulis kata sandinya."],
    }
    assert choose(client, again="593170").context["form"].errors == {
        "pin_again": ["Kedua PIN belum sama. Ketik lagi."]
    }
    assert sorted(choose(client, "123456", again="593170").context["form"].errors) == ["pin", "pin_again"]
    assert choose(client, password="salah salah").context["form"].errors == {
        "password": ["Kata sandi tidak cocok. Ketik lagi."]
    }
