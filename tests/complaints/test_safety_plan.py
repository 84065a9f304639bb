"""The safety plan: kept in her words, refused without reproach, the newest holds."""

import uuid

import pytest

from complaints.errors import CaseClosed, NothingPlanned, NotPermitted, Stale
from complaints.models import SafetyPlan
from complaints.services.safety_plan import keep_safety_plan
from complaints.timeline import timeline
from safeguards.models import AuditEvent
from tests import factories

from .test_followup import actions


def keep(case, by, **told):
    told = {"submission_key": uuid.uuid4(), "steps": {"places": "Rumah bibi"}, **told}
    made = keep_safety_plan(complaint=case, by=by, **told)
    case.refresh_from_db()
    return made


def titles(case, user) -> list[tuple[str, str]]:
    row = type(case).objects.visible_to(user).with_access(user).get(pk=case.pk)
    return [(entry.title, entry.text) for entry in timeline(row, user) if "keselamatan" in entry.title]


@pytest.fixture
def case(cast):
    return factories.complaint(cast.relawan, kind="violence")


def test_her_words_are_kept_and_recorded_without_them(cast, case):
    made = keep(case, cast.relawan, steps={"places": "Rumah bibi", "phone": " "}, version=1)
    assert (made.steps, made.is_refused, case.version) == ({"places": "Rumah bibi"}, False, 2)
    assert AuditEvent.objects.get(action="safetyplan.kept").figures == {"refused": False}


def test_a_refusal_is_kept_like_a_plan_and_without_words(cast, case):
    made = keep(case, cast.relawan, is_refused=True)
    assert (made.is_refused, made.steps) == (True, {})


def test_the_timeline_tells_that_it_changed_not_what(cast, case):
    for told in ({}, {"is_refused": True}, {}):
        keep(case, cast.relawan, **told)
    assert titles(case, cast.relawan) == [
        ("Rencana keselamatan diperbarui", ""),
        ("Memilih tanpa rencana keselamatan", ""),
        ("Rencana keselamatan dibuat", ""),
    ]


def test_the_same_key_twice_is_one_plan(cast, case):
    key = uuid.uuid4()
    first = keep(case, cast.relawan, submission_key=key, version=1)
    second = keep(case, cast.relawan, submission_key=key, version=1, is_refused=True)
    assert (first.pk, second.is_refused, SafetyPlan.objects.count()) == (second.pk, False, 1)


@pytest.mark.django_db(transaction=True)
def test_an_empty_plan_an_old_page_and_a_closed_case_are_refused(cast, case):
    with pytest.raises(NothingPlanned):
        keep(case, cast.relawan, steps={"places": " "})
    with pytest.raises(Stale):
        keep(case, cast.relawan, version=7)
    with pytest.raises(CaseClosed):
        keep(factories.closed(cast.relawan, kind="violence"), cast.relawan)
    assert actions(case) == [("safetyplan.kept", True)] * 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["relawan2", "humas", "kawil", "sekdes", "petugas", "bakti"])
def test_who_does_not_work_the_case_is_refused(cast, case, name):
    with pytest.raises(NotPermitted):
        keep(case, getattr(cast, name))
    assert SafetyPlan.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_there_is_none_for_kind_b(cast, login):
    case = factories.complaint(cast.relawan)
    with pytest.raises(NotPermitted):
        keep(case, cast.relawan)
    assert login(cast.relawan).get(f"{case.get_absolute_url()}rencana-keselamatan/").status_code == 404


def post(client, case, **fields):
    data = {"kiriman": str(uuid.uuid4()), "versi": case.version, **fields}
    return client.post(f"{case.get_absolute_url()}rencana-keselamatan/", data)


def test_the_form_begins_with_the_plan_that_holds(cast, login, case):
    client = login(cast.relawan)
    answer = post(client, case, places="Rumah bibi", bag="Di balik pintu")
    assert answer["Location"] == f"{case.get_absolute_url()}#rencana"
    page = client.get(f"{case.get_absolute_url()}rencana-keselamatan/").content.decode()
    assert ("Rumah bibi" in page, "Di balik pintu" in page) == (True, True)
    assert "Rumah bibi" not in client.get(case.get_absolute_url()).content.decode()


def test_nothing_written_and_nothing_ticked_says_what_to_do(cast, login, case):
    page = post(login(cast.relawan), case).content.decode()
    assert "Isi paling sedikit satu bagian, atau centang bahwa ia tidak mau." in page


def test_her_refusal_stands_on_the_case_without_a_word_more(cast, login, case):
    client = login(cast.relawan)
    post(client, case, is_refused="on", places="Rumah bibi")
    assert SafetyPlan.objects.get().steps == {}
    assert "Memilih tanpa rencana," in client.get(case.get_absolute_url()).content.decode()


@pytest.mark.django_db(transaction=True)
def test_of_two_the_second_compares(cast, login, case):
    client = login(cast.relawan)
    post(client, case, places="Rumah bibi")
    page = post(client, case, places="Rumah nenek").content.decode()
    told = ("baru saja diubah orang lain" in page, "Rumah bibi" in page, "Rumah nenek" in page)
    assert told == (True, True, True)
    assert 'name="versi" value="2"' in page


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow(cast, login, case, number, django_assert_num_queries):
    for _one in range(number):
        factories.safety_plan(case, places="Rumah bibi")
    client = login(cast.relawan)
    with django_assert_num_queries(10):
        client.get(f"{case.get_absolute_url()}rencana-keselamatan/")
