"""Places in admin: officers look them up, administrators add and correct villages, nobody deletes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from safeguards.models import AuditEvent
from tests.factories import BANJARSARI, TEROS
from villages.models import Village

ADD = reverse("admin:villages_village_add")
CHANGE = reverse("admin:villages_village_change", args=[TEROS])


@pytest.fixture
def officer(cast, login):
    return login(cast.petugas)


@pytest.fixture
def administrator(cast, login):
    return login(cast.bakti)


@pytest.mark.parametrize("model", ["province", "regency", "district", "village"])
def test_lists_are_searched_as_the_portal_does(officer, model):
    listed = officer.get(reverse(f"admin:villages_{model}_changelist"), {"q": "52"})
    assert listed.status_code == 200
    assert {place.pk[:2] for place in listed.context["cl"].result_list} == {"52"}


@pytest.mark.parametrize(("text", "count"), [("banjar sari", 1), ("52.03.17", 2), ("", 6), ("anjar", 0)])
def test_village_list(officer, text, count):
    listed = officer.get(reverse("admin:villages_village_changelist"), {"q": text})
    assert len(listed.context["cl"].result_list) == count


def test_the_list_takes_the_same_queries_for_one_and_for_six(officer):
    address = reverse("admin:villages_village_changelist")

    def queries(text) -> int:
        with CaptureQueriesContext(connection) as captured:
            officer.get(address, {"q": text})
        return len(captured)

    queries("")
    assert queries("banjar") == queries("") == 5


def test_an_officer_looks_but_does_not_touch(officer):
    assert officer.get(CHANGE).status_code == 200
    assert officer.post(CHANGE, {"name": "Lain"}).status_code == 403
    assert officer.get(ADD).status_code == 403
    assert Village.objects.get(pk=TEROS).name == "Teros"


def test_an_administrator_adds_and_corrects_a_village(administrator):
    data = {"code": "52.03.17.1099", "name": "Teros Barat", "withdrawn_on": ""}
    assert administrator.post(ADD, data).status_code == 302
    added = Village.objects.get(pk="52.03.17.1099")
    assert (added.district_id, added.kind, added.search_name) == ("52.03.17", "kelurahan", "terosbarat")
    assert administrator.post(CHANGE, {"name": "Teros Lama", "withdrawn_on": ""}).status_code == 302
    assert Village.objects.search("teros lama")[0].pk == TEROS


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("5203171099", "Tulis kode lengkap, misalnya 52.03.17.2003."),
        ("52.03.17.9099", "Tulis kode lengkap, misalnya 52.03.17.2003."),
        ("52.99.17.1099", "Tidak ada kecamatan 52.99.17."),
    ],
)
def test_a_code_that_fits_nowhere_is_refused(administrator, code, message):
    answer = administrator.post(ADD, {"code": code, "name": "Uji", "withdrawn_on": ""})
    assert answer.context["adminform"].form.errors == {"code": [message]}


def test_nobody_deletes(administrator):
    assert administrator.post(reverse("admin:villages_village_delete", args=[TEROS])).status_code == 403
    assert (
        administrator.post(reverse("admin:villages_province_change", args=["52"]), {"name": "X"}).status_code
        == 403
    )


@pytest.mark.parametrize(
    ("model", "field", "text", "told"),
    [
        ("provider", "district", "labuhan", "Kec. Labuhan Haji, Kab. Lombok Timur"),
        ("group", "village", "banjar sari", "Banjarsari – Kec. Labuhan Haji, Kab. Lombok Timur"),
    ],
)
def test_a_place_that_is_chosen_says_where_it_lies(
    officer, django_assert_num_queries, model, field, text, told
):
    app = "complaints" if model == "provider" else "members"
    asked = {"app_label": app, "model_name": model, "field_name": field, "term": text}
    officer.post(reverse("admin:autocomplete"), asked)
    with django_assert_num_queries(5):
        found = officer.post(reverse("admin:autocomplete"), asked).json()["results"]
    assert [row["text"] for row in found] == [told]


@pytest.mark.parametrize(
    ("withdrawn_on", "into", "words"),
    [
        ("", BANJARSARI, "Isi dulu tanggal desa ini keluar"),
        ("2026-10-01", TEROS, "tidak bisa bergabung ke dirinya sendiri"),
        ("2026-10-01", "52.03.05.2002", "juga sudah keluar dari daftar"),
        ("2026-10-01", "99.99.99.9999", ""),
    ],
)
def test_a_village_merges_into_one_that_is_on_the_list(administrator, withdrawn_on, into, words):
    Village.objects.filter(pk="52.03.05.2002").update(withdrawn_on="2026-09-01")
    data = {"name": "Teros", "withdrawn_on": withdrawn_on, "merged_into": into}
    response = administrator.post(CHANGE, data)
    assert (response.status_code, words in response.content.decode()) == (200, True)
    assert Village.objects.get(pk=TEROS).merged_into is None


def test_a_merged_village_has_a_successor(administrator):
    data = {"name": "Teros", "withdrawn_on": "2026-10-01", "merged_into": BANJARSARI}
    assert administrator.post(CHANGE, data).status_code == 302
    assert Village.objects.get(pk=TEROS).successor.pk == BANJARSARI
    assert AuditEvent.objects.filter(action="village.changed", subject_id=TEROS).exists()
