"""The second step of a login: app, recovery code; each code once, slowed down, required of some."""

import time

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from members import passkeys, totp
from members.errors import NotPermitted, WrongCode, WrongPasskey
from members.models import RecoveryCode, SecondFactor, User
from members.services import second_factor
from safeguards import crypto
from safeguards.models import AuditEvent, DataKey
from tests import factories
from tests.factories import PASSWORD

# The public half of a key, as it is kept.
KNOWN = (
    "AAAAAAAAAAAAAAAAAAAAAAAQa25vd24tY3JlZGVudGlhbKUBAgMmIAEhWCCOUztvoL97RiW7MGZ8Aftgfvn4uKgP71sw"
    "BihwMYeyoyJYIHPrHb3gMxg2bQafg6b1kABTxzYzywQbIcVeGobB9AC0"
)
FACTORS = "/akun/langkah-kedua/"
WRONG = "Kode ini tidak cocok atau sudah dipakai. Tunggu kode berikutnya di aplikasi, lalu coba lagi."


@pytest.fixture
def required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def siti(db):
    user = factories.volunteer("siti")
    factories.app(user)
    return user


@pytest.fixture
def papered(transactional_db):
    """Made before ``threads``, which works on a copy."""
    user = factories.volunteer("siti")
    return user, factories.recovery_code(user)


def password(client, name="siti", address="10.0.0.1", **extra):
    fields = {"username": name, "password": PASSWORD, **extra}
    return client.post("/masuk/", fields, REMOTE_ADDR=address)


def code(client, typed, address="10.0.0.1"):
    return client.post("/masuk/kode/", {"kode": typed}, REMOTE_ADDR=address)


def shown_key(client) -> str:
    return client.get(f"{FACTORS}aplikasi/").context["key"].replace(" ", "")


def enrol(client):
    """An app by the page; the response shows the recovery codes."""
    return client.post(f"{FACTORS}aplikasi/", {"kode": factories.app_code(shown_key(client))})


# The codes --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seconds", "expected"), [(59, "287082"), (1111111109, "081804"), (20000000000, "353130")]
)
def test_codes_are_those_of_the_standard(seconds, expected):
    """RFC 6238, appendix B, the last six figures."""
    key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    assert totp.code_at(key, totp.step_at(seconds)) == expected


@pytest.mark.parametrize(("steps", "fits"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_half_a_minute_off(steps, fits):
    typed = totp.code_at(factories.APP_KEY, 1000 + steps)
    found = totp.matching_step(factories.APP_KEY, typed, seconds=1000 * 30, after=None)
    assert found == (1000 + steps if fits else None)


def test_a_code_is_not_taken_after_a_later_one():
    typed = totp.code_at(factories.APP_KEY, 999)
    assert totp.matching_step(factories.APP_KEY, typed, seconds=1000 * 30, after=1000) is None


def test_the_secret_of_an_app_is_sealed_for_its_account(siti):
    row = SecondFactor.objects.get()
    stored = bytes(SecondFactor.objects.values_list("secret", flat=True).get())
    assert factories.APP_KEY.encode() not in stored
    SecondFactor.objects.filter(pk=row.pk).update(user=factories.user())
    with pytest.raises(crypto.CannotOpen):
        _ = SecondFactor.objects.get().secret


def test_a_destroyed_or_lost_key_opens_for_nobody(siti, settings):
    settings.DATA_KEYS = "other:" + "A" * 43 + "="
    client = Client(raise_request_exception=False)
    password(client)
    assert code(client, factories.app_code()).status_code == 500
    assert "_auth_user_id" not in client.session


# The login --------------------------------------------------------------------------------------


def test_the_password_alone_opens_nothing(siti):
    client = Client()
    assert password(client, next="/akun/")["Location"] == "/masuk/kode/"
    assert [client.get(path)["Location"] for path in ("/", "/akun/")] == [
        "/masuk/?next=/",
        "/masuk/?next=/akun/",
    ]
    assert code(client, factories.app_code())["Location"] == "/akun/"
    assert client.get("/akun/").status_code == 200


@pytest.mark.parametrize("spelling", ["{} {}", "{}-{}", " {}{} "])
def test_a_code_is_read_as_people_type_it(siti, spelling):
    client, shown = Client(), factories.app_code()
    password(client)
    assert code(client, spelling.format(shown[:3], shown[3:])).status_code == 302


def test_nobody_comes_to_the_code_without_a_password(siti):
    assert Client().get("/masuk/kode/")["Location"] == "/masuk/"
    assert code(Client(), factories.app_code())["Location"] == "/masuk/"


def test_the_wait_for_a_code_ends(siti, monkeypatch):
    client = Client()
    password(client)
    later = time.time() + 601
    monkeypatch.setattr("members.entering.time.time", lambda: later)
    assert client.get("/masuk/kode/")["Location"] == "/masuk/"


def test_the_wait_for_a_code_ends_with_the_password_and_with_the_account(siti):
    first, second = Client(), Client()
    for client in (first, second):
        password(client)
    User.objects.filter(pk=siti.pk).update(is_active=False)
    assert first.get("/masuk/kode/")["Location"] == "/masuk/"
    siti.set_password("pagar hijau di tepi sawah")
    siti.save()
    assert second.get("/masuk/kode/")["Location"] == "/masuk/"


def test_a_code_is_taken_once(siti):
    shown, first, second = factories.app_code(), Client(), Client()
    for client in (first, second):
        password(client)
    assert code(first, shown).status_code == 302
    again = code(second, shown)
    assert (again.status_code, again.context["form"].errors["kode"]) == (200, [WRONG])


def test_of_two_at_once_with_one_code_one_is_refused(siti, threads):
    shown = factories.app_code()

    def use() -> str:
        try:
            second_factor.use_code(user=siti, typed=shown)
        except WrongCode:
            return "refused"
        return "taken"

    assert sorted(threads.run(use, use)) == ["refused", "taken"]


def test_a_recovery_code_is_taken_once_and_told(siti):
    paper, client = factories.recovery_code(siti), Client()
    factories.recovery_code(siti)
    password(client)
    assert code(client, paper.lower().replace("-", " ")).status_code == 302
    event = AuditEvent.objects.get(action="recovery.used")
    assert (event.actor, event.figures) == (siti.pk, {"left": 1})
    other = Client()
    password(other)
    assert code(other, paper).context["form"].errors["kode"] == [WRONG]


def test_of_two_at_once_with_one_recovery_code_one_is_refused(papered, threads):
    user, paper = papered

    def use() -> str:
        try:
            second_factor.use_code(user=user, typed=paper)
        except WrongCode:
            return "refused"
        return "taken"

    assert sorted(threads.run(use, use, use)) == ["refused", "refused", "taken"]


def test_a_recovery_code_of_another_is_worth_nothing(siti):
    paper, client = factories.recovery_code(factories.user()), Client()
    password(client)
    assert code(client, paper).context["form"].errors["kode"] == [WRONG]


@pytest.mark.parametrize("typed", ["000000", "0000-0000-0000", "kode saya", "12345", "٣٤٥٦٧٨"])
@pytest.mark.parametrize("has_app", [True, False])
def test_what_is_wrong_gets_one_answer_for_the_same_work(db, monkeypatch, typed, has_app):
    user = factories.user("siti")
    factories.recovery_code(user)
    if has_app:
        factories.app(user)
    made, real = [], totp.code_at
    monkeypatch.setattr(totp, "code_at", lambda *args: made.append(1) or real(*args))
    runs = []
    monkeypatch.setattr(PBKDF2PasswordHasher, "encode", lambda *args, **kwargs: runs.append(1))
    with pytest.raises(WrongCode) as wrong:
        second_factor.use_code(user=user, typed=typed)
    assert (str(wrong.value), len(made), len(runs)) == (WRONG, 3, 0)
    refusal = AuditEvent.objects.get(action="factor.used")
    assert (refusal.refused, refusal.reason, refusal.actor) == (True, "wrong_code", user.pk)


def test_six_wrong_codes_close_this_account_from_this_address(siti):
    client = Client()
    password(client)
    assert [code(client, "000000").status_code for _each in range(6)] == [200] * 5 + [429]
    assert code(client, factories.app_code()).status_code == 429
    told = (
        AuditEvent.objects.filter(action="factor.used")
        .order_by("pk")
        .values_list("actor", "reason", "figures")
    )
    assert list(told) == [(siti.pk, "wrong_code", {})] * 6 + [(siti.pk, "too_many_tries", {})]
    elsewhere = Client()
    password(elsewhere, address="10.0.0.2")
    assert code(elsewhere, factories.app_code(), address="10.0.0.2").status_code == 302


def test_many_addresses_do_not_help_a_guesser(siti):
    for number in range(20):
        client = Client()
        password(client, address=f"10.0.1.{number}")
        code(client, "000000", address=f"10.0.1.{number}")
    client = Client()
    password(client, address="10.0.2.1")
    assert code(client, factories.app_code(), address="10.0.2.1").status_code == 429


def test_a_right_code_forgets_the_slips_before_it(siti):
    for _each in range(2):
        client = Client()
        password(client)
        for _slip in range(4):
            code(client, "000000")
        assert code(client, factories.app_code()).status_code == 302
        SecondFactor.objects.update(last_step=None)


def test_the_throttle_keeps_no_code(siti):
    client = Client()
    password(client)
    code(client, "123789")
    row = AccessAttempt.objects.get()
    assert "123789" not in " ".join(map(str, vars(row).values()))


# Enrolment --------------------------------------------------------------------------------------


def test_enrolling_shows_ten_recovery_codes_once_and_ends_other_sessions(cast, login):
    here, there = login(cast.relawan), login(cast.relawan)
    shown = enrol(here).context["codes"]
    assert (len(set(shown)), RecoveryCode.objects.count()) == (10, 10)
    assert here.get("/akun/").status_code == 200
    assert there.get("/akun/")["Location"] == "/masuk/?next=/akun/"
    actions = (
        AuditEvent.objects.filter(actor=cast.relawan.pk).order_by("seq").values_list("action", flat=True)
    )
    assert list(actions) == ["factor.added", "recovery.made"]
    assert shown[0].replace("-", "") not in str(list(RecoveryCode.objects.values()))


def test_the_code_of_the_enrolment_logs_nobody_in_again(cast, login):
    enrol(login(cast.relawan))
    typed = totp.code_at(SecondFactor.objects.get().secret["key"], SecondFactor.objects.get().last_step)
    with pytest.raises(WrongCode):
        second_factor.use_code(user=cast.relawan, typed=typed)


def test_a_wrong_code_enrols_nothing_and_keeps_the_key(cast, login):
    client = login(cast.relawan)
    key = shown_key(client)
    response = client.post(f"{FACTORS}aplikasi/", {"kode": "000000"})
    assert response.context["form"].errors["kode"] == [WRONG]
    assert (shown_key(client), SecondFactor.objects.count()) == (key, 0)
    assert key not in str(dict(client.session))


def test_a_new_app_takes_the_place_of_the_old_one(cast, login):
    client = login(cast.relawan)
    enrol(client)
    old = DataKey.objects.get(pk=SecondFactor.objects.get().data_key_id)
    assert enrol(client).status_code == 302
    assert SecondFactor.objects.count() == 1
    old.refresh_from_db()
    assert old.destroyed_at is not None


def test_recovery_codes_are_made_anew_and_the_old_ones_end(cast, login):
    client = login(cast.relawan)
    before = enrol(client).context["codes"]
    after = client.post(f"{FACTORS}kode-cadangan/").context["codes"]
    assert set(before) & set(after) == set()
    with pytest.raises(WrongCode):
        second_factor.use_code(user=cast.relawan, typed=before[0])
    second_factor.use_code(user=cast.relawan, typed=after[0])


def test_removing_the_last_takes_the_recovery_codes_along(cast, login):
    client = login(cast.relawan)
    enrol(client)
    page = f"{FACTORS}{SecondFactor.objects.get().pk}/hapus/"
    assert client.post(page)["Location"] == FACTORS
    assert (SecondFactor.objects.count(), RecoveryCode.objects.count()) == (0, 0)
    assert client.post(page).status_code == 404
    assert AuditEvent.objects.get(action="factor.removed").figures == {"kind": "app"}


def test_nobody_removes_the_factor_of_another(cast, login, siti):
    assert login(cast.relawan).post(f"{FACTORS}{siti.second_factors.get().pk}/hapus/").status_code == 404
    with pytest.raises(NotPermitted):
        second_factor.remove(by=cast.relawan, factor=siti.second_factors.get(), required=False)


def test_without_a_factor_no_step_stays_passed(cast, login, required):
    """Or a role given later would find one that was passed with a factor that is gone."""
    client = login(cast.relawan)
    enrol(client)
    client.post(f"{FACTORS}{SecondFactor.objects.get().pk}/hapus/")
    partner = cast.teros.partner
    cast.relawan.assignments.create(role="officer", organisation=partner, starts_on=timezone.localdate())
    assert client.get("/admin/")["Location"] == FACTORS


# Required ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["petugas", "bakti"])
def test_officers_and_administrators_enrol_before_anything_opens(cast, login, required, who):
    client = login(getattr(cast, who))
    paths = ("/", "/admin/", "/akun/", "/admin/complaints/complaint/", "/rekap/")
    assert {client.get(path)["Location"] for path in paths} == {FACTORS}
    assert [client.get(path).status_code for path in ("/bantuan/", FACTORS)] == [200, 200]
    enrol(client)
    assert client.get("/admin/").status_code == 200


def test_others_may_and_need_not(cast, login, required):
    assert [login(user).get("/").status_code for user in (cast.relawan, cast.humas)] == [200, 200]


def test_a_session_that_passed_no_step_is_out_when_there_is_a_factor(cast, login, required):
    factories.app(cast.petugas)
    client = login(cast.petugas)
    assert client.get("/admin/")["Location"] == "/masuk/"
    assert "_auth_user_id" not in client.session


def test_who_waits_for_a_code_lends_the_step_to_nobody_else(cast, required):
    factories.app(cast.relawan)
    client = Client()
    password(client, "relawan")
    password(client, "petugas")
    assert client.get("/admin/")["Location"] == FACTORS


def test_the_required_one_is_not_removed_as_the_last(cast, login, required):
    client = login(cast.petugas)
    enrol(client)
    page = client.post(f"{FACTORS}{SecondFactor.objects.get().pk}/hapus/", follow=True)
    assert "Tambahkan dulu yang lain." in page.content.decode()
    assert SecondFactor.objects.count() == 1


# Lost phones ------------------------------------------------------------------------------------


def test_an_administrator_resets_with_a_reason_and_ends_sessions(cast, login):
    client = login(cast.petugas)
    enrol(client)
    assert client.get("/admin/").status_code == 200
    base = f"/admin/members/user/{cast.petugas.pk}"
    done = login(cast.bakti).post(f"{base}/factor/", {"reason": "stolen_phone"})
    assert done["Location"] == f"{base}/change/"
    assert client.get("/admin/")["Location"].startswith("/admin/login/")
    assert (SecondFactor.objects.count(), RecoveryCode.objects.count()) == (0, 0)
    event = AuditEvent.objects.get(action="factor.reset")
    assert (event.actor, event.subject_id, event.reason) == (
        cast.bakti.pk,
        str(cast.petugas.pk),
        "stolen_phone",
    )


def test_officers_reset_nobodys_and_administrators_not_their_own(cast, login):
    factories.app(cast.humas)
    page = f"/admin/members/user/{cast.humas.pk}/factor/"
    assert login(cast.petugas).post(page, {"reason": "lost_phone"}).status_code == 403
    for by, user in ((cast.petugas, cast.humas), (cast.bakti, cast.bakti)):
        with pytest.raises(NotPermitted):
            second_factor.reset(by=by, user=user, reason="lost_phone")
    assert SecondFactor.objects.count() == 1


def test_the_machine_resets_for_the_last_administrator(cast, capsys):
    factories.app(cast.bakti)
    call_command("reset_second_factor", "bakti")
    assert SecondFactor.objects.count() == 0
    assert AuditEvent.objects.get(action="factor.reset").actor is None
    for name in ("bakti", "tidak-ada"):
        with pytest.raises(CommandError):
            call_command("reset_second_factor", name)


# Passkeys: what holds is tested in a browser (tests/journeys/test_second_factor.py) ------------------


@pytest.mark.parametrize("answer", ["", "{}", "[]", "null", "{", '{"id": "x"}', '{"id": 1, "response": {}}'])
def test_an_answer_that_is_none_is_refused_and_recorded(siti, answer):
    SecondFactor.objects.all().delete()
    secret = {"credential": KNOWN, "counter": 0}
    siti.second_factors.create(kind="passkey", name="HP", secret=secret, data_key=DataKey.objects.make())
    client = Client()
    password(client)
    assert '"challenge"' in client.get("/masuk/kode/").context["passkey"]
    response = client.post("/masuk/kode/", {"kunci": answer or "x"})
    assert (response.status_code, "_auth_user_id" in client.session) == (200, False)
    assert AuditEvent.objects.get(action="factor.used").reason == "wrong_code"


def test_a_challenge_is_answered_once_also_by_two_at_the_same_moment(siti):
    secret = {"credential": KNOWN, "counter": 0}  # a key that does not count
    fields = {"kind": "passkey", "name": "HP", "secret": secret, "data_key": DataKey.objects.make()}
    told = {"user": siti, "factor": siti.second_factors.create(**fields), "counter": 0}
    second_factor.use_passkey(**told, challenge="satu")
    with pytest.raises(WrongPasskey):
        second_factor.use_passkey(**told, challenge="satu")
    second_factor.use_passkey(**told, challenge="dua")


def test_a_key_that_counts_back_is_a_copy(siti):
    secret = {"credential": KNOWN, "counter": 7}
    fields = {"kind": "passkey", "name": "HP", "secret": secret, "data_key": DataKey.objects.make()}
    factor = siti.second_factors.create(**fields)
    with pytest.raises(WrongPasskey):
        second_factor.use_passkey(user=siti, factor=factor, counter=6, challenge="satu")
    second_factor.use_passkey(user=siti, factor=factor, counter=8, challenge="dua")
    assert SecondFactor.objects.get(pk=factor.pk).secret["counter"] == 8


@pytest.mark.parametrize("answer", ["", "{}", "[]", "null", "{", '{"id": "x"}'])
def test_a_passkey_that_is_none_is_not_added(cast, login, answer):
    client = login(cast.relawan)
    client.get(f"{FACTORS}kunci-sandi/")
    assert client.post(f"{FACTORS}kunci-sandi/", {"nama": "HP", "kunci": answer}).status_code == 200
    assert SecondFactor.objects.count() == 0


def test_a_passkey_is_of_one_address(rf, settings):
    settings.PORTAL_URL = "https://portal.example.org"
    options = passkeys.to_use(rf.get("/"), []).options
    assert '"rpId": "portal.example.org"' in options
