"""The standard plans that come with the portal: whole, loaded once, and never over an officer's words."""

import io

import pytest
from django.core.management import call_command

from complaints.models import StandardAction, StandardPlan
from complaints.needs import CATEGORY_OF
from complaints.services.standard_plan import load_standard_plans
from safeguards.models import AuditEvent
from tests import factories

pytestmark = pytest.mark.django_db
NUMBER = 25


def load() -> str:
    out = io.StringIO()
    call_command("load_standard_plans", stdout=out)
    return out.getvalue()


def test_a_new_database_gets_all_of_them_and_each_is_whole():
    assert load().splitlines()[-1] == f"{NUMBER} added."
    for plan in StandardPlan.objects.prefetch_related("actions"):
        plan.full_clean()
        actions = list(plan.actions.all())
        assert (len(actions) >= 4, [one.place for one in actions]) == (True, [*range(1, len(actions) + 1)])
        for action in actions:
            action.full_clean()
        assert plan.need == "" or CATEGORY_OF[plan.need] == plan.category
    assert AuditEvent.objects.filter(action="standardplan.changed", actor=None).count() == NUMBER


def test_there_is_a_general_one_for_each_kind():
    load_standard_plans()
    general = StandardPlan.objects.filter(
        category="", need="", sexual_kind="", is_domestic=False, is_child=False
    )
    assert sorted(general.values_list("kind", flat=True)) == ["social", "violence"]


def test_loading_again_changes_nothing():
    load()
    plan = StandardPlan.objects.get(name="Akta kelahiran")
    plan.actions.first().delete()
    StandardPlan.objects.filter(pk=plan.pk).update(name="Akta lahir anak", is_active=False)
    number = StandardAction.objects.count()
    assert load() == "0 added.\n"
    assert (StandardPlan.objects.count(), StandardAction.objects.count()) == (NUMBER, number)
    plan.refresh_from_db()
    assert (plan.name, plan.is_active) == ("Akta lahir anak", False)


def test_care_comes_first_after_sexual_violence():
    load()
    first = StandardPlan.objects.get(name="Kekerasan seksual").actions.first()
    assert ("Puskesmas atau rumah sakit lebih dulu" in first.text, first.days) == (True, 0)


def test_nothing_speaks_of_peace_or_of_an_offender():
    load()
    words = " ".join(StandardAction.objects.values_list("text", flat=True)).lower()
    assert [word for word in ("damai", "pelaku", "oknum", "aib", "cacat") if word in words.split()] == []


ADMIN = "/admin/complaints/standardplan/"


def inline(number: int, *actions: dict) -> dict:
    data = {"actions-TOTAL_FORMS": len(actions), "actions-INITIAL_FORMS": number}
    return data | {
        f"actions-{place}-{name}": value for place, one in enumerate(actions) for name, value in one.items()
    }


def test_an_officer_adds_one_with_its_actions(cast, login):
    data = {
        "name": "Rutilahu",
        "kind": "social",
        "category": "assistance",
        "need": "housing",
        "is_active": "on",
    }
    data |= inline(0, {"place": 1, "text": "Foto rumahnya", "days": 7})
    assert login(cast.petugas).post(f"{ADMIN}add/", data).status_code == 302
    plan = StandardPlan.objects.get()
    assert (plan.name, plan.actions.get().text) == ("Rutilahu", "Foto rumahnya")
    event = AuditEvent.objects.get(action="standardplan.changed")
    assert (event.actor, event.figures["new"], "actions" in event.figures["fields"]) == (
        cast.petugas.pk,
        True,
        True,
    )


def test_an_officer_changes_words_takes_a_line_out_and_puts_a_plan_out_of_use(cast, login):
    plan = factories.standard_plan("Umum", "Satu", "Dua")
    first, second = plan.actions.all()
    data = {"name": "Umum", "kind": "violence"} | inline(
        2,
        {"id": first.pk, "plan": plan.pk, "place": 1, "text": "Satu lagi", "days": 3},
        {"id": second.pk, "plan": plan.pk, "place": 2, "text": "Dua", "days": 1, "DELETE": "on"},
    )
    assert login(cast.petugas2).post(f"{ADMIN}{plan.pk}/change/", data).status_code == 302
    plan.refresh_from_db()
    assert ([one.text for one in plan.actions.all()], plan.is_active) == (["Satu lagi"], False)
    assert AuditEvent.objects.get(action="standardplan.changed").figures == {
        "new": False,
        "fields": ["actions", "is_active"],
    }


def test_what_does_not_belong_together_is_refused_in_words(cast, login):
    data = {"name": "Salah", "kind": "violence", "category": "civil"} | inline(0)
    page = login(cast.petugas).post(f"{ADMIN}add/", data).content.decode()
    assert ("Pilih bentuk atau kebutuhan yang sesuai dengan jenisnya." in page) is True
    assert StandardPlan.objects.count() == 0


RUTILAHU = {"name": "Rutilahu", "kind": "social", "category": "assistance", "need": "housing"}
LINE = {"place": 1, "text": "Foto rumahnya", "days": 7}


@pytest.mark.parametrize(
    ("told", "lines", "words"),
    [
        ({}, [], "Tulis sedikitnya satu langkah."),
        ({}, [LINE | {"text": ""}], "Tulis sedikitnya satu langkah."),
        ({"category": "civil"}, [LINE], "Rincian ini bukan bagian dari kebutuhan yang dipilih."),
        ({"name": ""}, [LINE], "Tulis nama rencana bakunya."),
        ({"kind": ""}, [LINE], "Pilih jenis kasusnya."),
    ],
)
def test_a_plan_that_helps_nobody_is_refused_in_words(cast, login, told, lines, words):
    page = login(cast.petugas).post(f"{ADMIN}add/", RUTILAHU | told | inline(0, *lines)).content.decode()
    assert words in page
    assert StandardPlan.objects.count() == 0


def test_the_last_line_cannot_be_taken_out(cast, login):
    plan = factories.standard_plan("Umum", "Satu")
    line = {"id": plan.actions.get().pk, "plan": plan.pk, "place": 1, "text": "Satu", "days": 3}
    data = {"name": "Umum", "kind": "violence"} | inline(1, line | {"DELETE": "on"})
    page = login(cast.petugas).post(f"{ADMIN}{plan.pk}/change/", data).content.decode()
    assert "Tulis sedikitnya satu langkah." in page
    assert plan.actions.count() == 1


def test_a_new_line_is_offered_at_the_end_and_left_empty_it_is_none(cast, login):
    plan = factories.standard_plan("Umum", "Satu", "Dua")
    client, url = login(cast.petugas), f"{ADMIN}{plan.pk}/change/"
    shown = client.get(url).context["inline_admin_formsets"][0].formset
    assert [form["place"].value() for form in [*shown.forms, shown.empty_form]] == [1, 2, 3, 4]
    kept = [
        {"id": one.pk, "plan": plan.pk, "place": one.place, "text": one.text} for one in plan.actions.all()
    ]
    lines = [*(one | {"days": 3} for one in kept), {"plan": plan.pk, "place": 9, "text": "", "days": 7}]
    data = {"name": "Umum", "kind": "violence"} | inline(2, *lines)
    assert client.post(url, data).status_code == 302
    assert plan.actions.count() == 2


def test_nobody_deletes_a_plan(cast, login):
    plan = factories.standard_plan()
    assert login(cast.bakti).post(f"{ADMIN}{plan.pk}/delete/", {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_the_list_do_not_grow(cast, login, number, django_assert_num_queries):
    for one in range(number):
        factories.standard_plan(f"Rencana {one}", "Satu", "Dua")
    client = login(cast.petugas)
    with django_assert_num_queries(5):
        client.get(ADMIN)
