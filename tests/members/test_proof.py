"""A fresh proof before what would hurt most; what was typed meanwhile is there again afterwards."""

import time
from urllib.parse import parse_qs, urlsplit

import pytest

from complaints.models import Opening
from members import proof
from members.models import Assignment, User
from safeguards.models import AuditEvent
from tests import factories
from tests.factories import PASSWORD

PROOF = "/akun/bukti/"
ADMIN = "/admin/members"


@pytest.fixture
def stale(login):
    """``stale(user)``: a client whose login is half an hour old."""

    def client_for(user):
        client = login(user)
        session = client.session
        session[proof.GIVEN] = int(time.time()) - proof.HOLDS
        session.save()
        return client

    return client_for


def onward(response) -> str:
    """Where the page of the proof would lead."""
    told = urlsplit(response["Location"])
    assert told.path == PROOF
    return parse_qs(told.query)["next"][0]


def prove(client, address="/akun/", **fields):
    return client.post(PROOF, {"password": PASSWORD, "next": address, **fields})


def guarded(cast) -> dict[str, str]:
    """Pages that ask for a proof before they are shown."""
    user = f"{ADMIN}/user/{cast.humas.pk}"
    return {
        "export of members": f"{ADMIN}/member/export/",
        "export of services": "/admin/complaints/provider/export/",
        "export of cases": "/admin/complaints/complaint/ekspor/",
        "monthly table": "/admin/complaints/complaint/bulanan/",
        "new account": f"{ADMIN}/user/add/",
        "new password": f"{user}/reset/",
        "reopening": f"{user}/reopen/",
        "new role": f"{ADMIN}/assignment/add/",
        "app": "/akun/langkah-kedua/aplikasi/",
        "passkey": "/akun/langkah-kedua/kunci-sandi/",
        "recovery codes": "/akun/langkah-kedua/kode-cadangan/",
        "factor of another": f"{user}/factor/",
    }


def test_what_would_hurt_asks_for_a_proof(cast, stale):
    client = stale(cast.bakti)
    for path in guarded(cast).values():
        assert onward(client.get(path)) == path
        assert onward(client.post(path, {"role": "volunteer"})).startswith(path)
    assert (
        AuditEvent.objects.filter(action__in=["account.created", "password.reset", "export.made"]).count()
        == 0
    )


def test_with_a_fresh_one_the_same_pages_open(cast, stale):
    client = stale(cast.bakti)
    assert prove(client)["Location"] == "/akun/"
    factories.app(cast.bakti)
    assert {name: client.get(path).status_code for name, path in guarded(cast).items()} == dict.fromkeys(
        guarded(cast), 200
    )
    event = AuditEvent.objects.get(action="proof.given")
    assert (event.actor, event.subject_id) == (cast.bakti.pk, str(cast.bakti.pk))


@pytest.mark.parametrize(
    "path", ["/", "/admin/", f"{ADMIN}/user/", "/rekap/", "/akun/", "/akun/langkah-kedua/"]
)
def test_daily_work_asks_for_none(cast, stale, path):
    assert PROOF not in stale(cast.petugas).get(path).get("Location", "")


def test_the_workbook_of_totals_asks_for_none(cast, stale):
    factories.complaint(cast.relawan)
    response = stale(cast.petugas).get(f"/rekap/unduh/?desa={cast.teros.village.pk}")
    assert PROOF not in response.get("Location", "")


def test_opening_a_seal_keeps_the_reason_over_the_proof(cast, stale):
    case = factories.complaint(cast.relawan, kind="violence")
    client, path = stale(cast.petugas), f"/admin/complaints/complaint/{case.pk}/buka/"
    address = onward(client.post(path, {"reason": "review", "text": "Ditanya camat."}))
    assert Opening.objects.count() == 0
    assert "simpanan=" in address
    assert prove(client, address)["Location"] == address
    shown = client.get(address).content.decode()
    assert "Ditanya camat." in shown
    client.post(path, {"reason": "review", "text": "Ditanya camat."})
    assert Opening.objects.get().text == "Ditanya camat."


def test_the_figures_are_read_without_and_taken_away_with_one(cast, stale):
    client, path = stale(cast.petugas), "/admin/complaints/complaint/angka/"
    assert client.get(path).status_code == 200
    period = {"year": 2026, "first": 1, "last": 3}
    address = onward(client.post(path, period))
    prove(client, address)
    form = client.get(address).context["form"]
    assert (form.is_valid(), form.cleaned_data) == (True, period)
    assert client.post(path, period)["Content-Type"].startswith("application/vnd.openxml")


def test_a_new_account_typed_before_the_proof_is_there_again(cast, stale):
    client, path = stale(cast.petugas), f"{ADMIN}/user/add/?member=7"
    fields = {"full_name": "Contoh Baru", "role": "volunteer", "group": cast.teros.pk}
    address = onward(client.post(path, fields))
    assert address.startswith(f"{path}&simpanan=")
    prove(client, address)
    assert client.get(address).context["form"].data["full_name"] == "Contoh Baru"
    assert not User.objects.filter(full_name="Contoh Baru").exists()


def test_a_role_typed_before_the_proof_is_there_again(cast, stale):
    client, path = stale(cast.petugas), f"{ADMIN}/assignment/add/"
    fields = {"user": cast.sekdes.pk, "role": "volunteer", "group": cast.teros.pk, "starts_on": "2026-01-02"}
    address = onward(client.post(path, fields))
    prove(client, address)
    form = client.get(address).context["adminform"].form
    assert {name: str(form.initial[name]) for name in fields} == {name: str(fields[name]) for name in fields}


def test_the_last_day_of_a_role_typed_before_the_proof_is_there_again(cast, stale):
    row = cast.humas.assignments.get()
    client, path = stale(cast.petugas), f"{ADMIN}/assignment/{row.pk}/change/"
    assert client.get(path).status_code == 200
    address = onward(client.post(path, {"ends_on": "2027-01-31"}))
    assert Assignment.objects.get(pk=row.pk).ends_on is None
    prove(client, address)
    assert client.get(address).context["adminform"].form.initial["ends_on"] == "2027-01-31"


@pytest.mark.parametrize(
    ("fields", "field", "problem"),
    [
        ({"password": ""}, "password", "Tulis kata sandinya."),
        ({"password": "bukan ini"}, "password", "Kata sandi ini tidak cocok. Ketik lagi."),
    ],
)
def test_a_wrong_password_proves_nothing(cast, stale, fields, field, problem):
    client = stale(cast.petugas)
    response = prove(client, **fields)
    assert response.context["form"].errors[field] == [problem]
    assert onward(client.get(f"{ADMIN}/user/add/"))


def test_a_code_proves_as_well_once(cast, stale):
    factories.app(cast.petugas)
    client, shown = stale(cast.petugas), factories.app_code()
    assert prove(client, password="", kode=shown)["Location"] == "/akun/"
    other = stale(cast.petugas)
    assert list(prove(other, password="", kode=shown).context["form"].errors) == ["kode"]
    assert list(prove(other, password="").context["form"].errors) == ["password"]


def test_guessing_here_is_slowed_down_as_at_the_login(cast, stale):
    client = stale(cast.petugas)
    assert [prove(client, password="salah").status_code for _each in range(6)] == [200] * 5 + [429]
    assert prove(client).status_code == 429


def test_guessing_codes_here_is_slowed_down_too(cast, stale):
    factories.app(cast.petugas)
    client = stale(cast.petugas)
    tries = [prove(client, password="", kode="000000").status_code for _each in range(6)]
    assert tries == [200] * 5 + [429]
    assert prove(client, password="", kode=factories.app_code()).status_code == 429


@pytest.mark.parametrize(
    "address", ["https://jahat.example/", "//jahat.example/", "javascript:alert(1)", "", "akun", "/\\jahat"]
)
def test_a_proof_never_leads_elsewhere(cast, stale, address):
    assert prove(stale(cast.petugas), address)["Location"] == "/akun/"


def test_a_proof_is_of_one_session(cast, stale):
    here, there = stale(cast.petugas), stale(cast.petugas)
    prove(here)
    assert here.get(f"{ADMIN}/user/add/").status_code == 200
    assert onward(there.get(f"{ADMIN}/user/add/"))


@pytest.mark.parametrize("given", [None, "sekarang", 10**12])
def test_a_proof_from_the_future_or_none_is_none(cast, login, given):
    client = login(cast.petugas)
    session = client.session
    session[proof.GIVEN] = given
    session.save()
    assert onward(client.get(f"{ADMIN}/user/add/"))


def test_a_changed_password_proves(cast, stale):
    client, new = stale(cast.petugas), "pagar hijau di tepi sawah"
    client.post("/akun/sandi/", {"old_password": PASSWORD, "new_password1": new, "new_password2": new})
    assert client.get(f"{ADMIN}/user/add/").status_code == 200


def test_nor_is_a_factor_of_her_own_removed(cast, stale):
    factories.app(cast.petugas)
    address = f"/akun/langkah-kedua/{cast.petugas.second_factors.get().pk}/hapus/"
    assert urlsplit(stale(cast.petugas).post(address)["Location"]).path == PROOF
    assert cast.petugas.second_factors.count() == 1


def test_cases_that_were_made_ready_are_not_taken_away_later(cast, login):
    factories.complaint(cast.relawan)
    client, export = login(cast.petugas), "/admin/complaints/complaint/ekspor/"
    ready = client.post(export, {"reason": "export_report", "saringan": ""}).context["ticket"]
    session = client.session
    session[proof.GIVEN] = int(time.time()) - proof.HOLDS
    session.save()
    assert client.post(f"{export}unduh/", {"tiket": ready})["Location"] == export
    assert not AuditEvent.objects.filter(action="export.made").exists()
