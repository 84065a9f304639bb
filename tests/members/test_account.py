"""`/akun/`: her own name, number and password, and nobody else's."""

import re

import pytest

from members.models import User
from safeguards.models import AuditEvent
from tests import factories
from tests.factories import PASSWORD

NEW = "pagar hijau di tepi sawah"


@pytest.fixture
def siti(db):
    return factories.volunteer("siti")


def change(client, old=PASSWORD, new=NEW, again=None):
    fields = {"old_password": old, "new_password1": new, "new_password2": again or new}
    return client.post("/akun/sandi/", fields)


def test_account_shows_roles_and_places(siti, login):
    text = login(siti).get("/akun/").content.decode()
    assert "Relawan · KK Teros" in text


def test_account_details_change(siti, login):
    response = login(siti).post("/akun/", {"full_name": "Contoh Siti Baru", "phone": "0812 3456 7890"})
    assert response.status_code == 302
    siti.refresh_from_db()
    assert (siti.full_name, siti.phone.as_e164) == ("Contoh Siti Baru", "+6281234567890")
    event = AuditEvent.objects.get(action="account.changed")
    assert (event.actor, event.figures) == (siti.pk, {"fields": ["full_name", "phone"]})


def test_account_refuses_a_number_of_letters_and_keeps_what_was_typed(siti, login):
    response = login(siti).post("/akun/", {"full_name": "Contoh Siti", "phone": "nomor saya"})
    assert response.context["form"].errors["phone"] == ["Nomor telepon hanya angka, misalnya 0812 3456 7890."]
    assert "nomor saya" in response.content.decode()


def test_account_refuses_a_number_of_another(siti, login):
    factories.user(phone="+6281234567890")
    response = login(siti).post("/akun/", {"full_name": "Contoh Siti", "phone": "081234567890"})
    assert response.context["form"].errors["phone"] == ["Nomor ini sudah dipakai akun lain."]


def test_password_change_keeps_this_session_and_ends_the_others(siti, login):
    here, there = login(siti), login(siti)
    assert change(here)["Location"] == "/"
    assert here.get("/akun/").status_code == 200
    assert there.get("/akun/")["Location"] == "/masuk/?next=/akun/"
    assert User.objects.get(pk=siti.pk).check_password(NEW)


@pytest.mark.parametrize(
    ("new", "problem"),
    [
        ("pendek", "Kata sandi ini terlalu pendek. Pakai sedikitnya 12 huruf; beberapa kata boleh."),
        ("081234567890", "Kata sandi ini terlalu umum, mudah ditebak. Tambahkan kata lain."),
        ("ababababababab", "Kata sandi ini terlalu umum, mudah ditebak. Tambahkan kata lain."),
        ("qwerty123456", "Kata sandi ini terlalu umum, mudah ditebak. Tambahkan kata lain."),
        ("Indonesia1945!", "Kata sandi ini terlalu umum, mudah ditebak. Tambahkan kata lain."),
        ("rahasiarahasia", "Kata sandi ini terlalu umum, mudah ditebak. Tambahkan kata lain."),
        ("princess-2026!!", "Kata sandi ini terlalu umum, mudah ditebak. Tambahkan kata lain."),
        ("1234-5678-9012", "Kata sandi ini terlalu umum, mudah ditebak. Tambahkan kata lain."),
        (
            "contoh siti ",
            "Kata sandi ini terlalu mirip dengan nama atau nomor Ibu/Bapak. Pakai kata lain.",
        ),
    ],
)
def test_password_refused_with_what_to_do(siti, login, new, problem):
    response = change(login(siti), new=new)
    assert response.context["form"].errors == {"new_password1": [problem]}


@pytest.mark.parametrize(
    "new",
    [
        "ombak senja lautan",
        "semuahurufkecilsaja",
        "bunga " * 60 + "mawar",
        "  spasi di tepi  ",
        "padi🌾sawah🌾ombak",
    ],
)
def test_password_of_words_is_taken_however_long_and_as_it_was_pasted(siti, login, new):
    assert change(login(siti), new=new).status_code == 302
    assert User.objects.get(pk=siti.pk).check_password(new)


def test_password_says_what_is_missing_and_that_none_is_kept(siti, login):
    page = login(siti).post("/akun/sandi/", {"new_password1": NEW})
    assert page.context["form"].errors == {
        "old_password": ["Tulis kata sandi yang sekarang."],
        "new_password2": ["Tulis lagi kata sandi yang baru."],
    }
    assert "Belum tersimpan. Kata sandi harus diketik lagi." in page.text
    assert (NEW in page.text, "tidak hilang" in page.text) == (False, False)


def test_all_that_is_wrong_with_a_password_is_told_at_once_with_links(siti, login):
    page = change(login(siti), new="rahasia", again="rahasiaku", old="bukan ini").text
    summary = page.partition('class="error-summary"')[2].partition("</div>")[0]
    assert re.findall(r'<a href="#(\w+)">[^<]* – ([^<.]*)', summary) == [
        ("id_old_password", "Kata sandi sekarang tidak cocok"),
        ("id_new_password1", "Kata sandi ini terlalu pendek"),
        ("id_new_password1", "Kata sandi ini terlalu umum, mudah ditebak"),
        ("id_new_password2", "Kedua kata sandi baru belum sama"),
    ]
    assert [f'id="{field}"' in page for field in ("id_new_password1", "id_new_password2")] == [True, True]


def test_the_old_password_again_and_typed_differently_is_told_both(siti, login):
    errors = change(login(siti), new=PASSWORD, again=NEW).context["form"].errors
    assert errors == {
        "new_password1": ["Kata sandi baru masih sama dengan yang lama. Pilih yang lain."],
        "new_password2": ["Kedua kata sandi baru belum sama. Ketik lagi."],
    }


def test_password_refuses_the_old_one_again_and_a_wrong_old_one(siti, login):
    client = login(siti)
    assert list(change(client, new=PASSWORD).context["form"].errors) == ["new_password1"]
    assert change(client, old="bukan ini").context["form"].errors["old_password"] == [
        "Kata sandi sekarang tidak cocok. Ketik lagi."
    ]


def test_guessing_the_old_password_is_slowed_down_as_at_the_login(siti, login):
    client = login(siti)
    assert [change(client, old="bukan ini").status_code for _each in range(6)] == [200] * 5 + [429]
    assert change(client).status_code == 429
    assert not User.objects.get(pk=siti.pk).check_password(NEW)


def test_handed_over_password_opens_nothing_until_it_is_changed(siti, login):
    User.objects.filter(pk=siti.pk).update(must_change_password=True)
    client = login(siti)
    assert [client.get(path)["Location"] for path in ("/", "/akun/", "/admin/")] == ["/akun/sandi/"] * 3
    assert [client.get(path).status_code for path in ("/bantuan/", "/akun/sandi/")] == [200, 200]
    change(client)
    assert client.get("/akun/").status_code == 200


def test_deactivated_in_mid_session_is_out_at_the_next_request(siti, login):
    client = login(siti)
    assert client.get("/akun/").status_code == 200
    User.objects.filter(pk=siti.pk).update(is_active=False)
    assert client.get("/akun/")["Location"] == "/masuk/?next=/akun/"
