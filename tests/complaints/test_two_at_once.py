"""Two who change a row at once: what the second did not touch follows what the first one saved."""

import datetime
import re
from collections.abc import Callable

import pytest
from django.urls import reverse

from complaints.models import Complaint
from complaints.sections import SECTIONS, read
from complaints.services import editing
from planning.services import activities
from planning.services.proposals import writing
from tests import factories
from tests.architecture.posted import forms_of

FIRST_DAY, OTHER_DAY = datetime.date(2026, 5, 1), datetime.date(2026, 5, 2)
NIK = "5203174107900001"  # a woman born on 1 July 1990, Lombok Timur: invented


def untouched(response) -> dict[str, list[str]]:
    """The page's form, as a browser would send it."""
    (form,) = (form for form in forms_of(response, "") if "versi" in form.controls)
    return form.untouched()


def second_of_two(client, address: str, first: Callable[[], object], hers: dict) -> list[dict]:
    """Her page stands open while ``first`` saves; she sends it, compares, saves again. What she compared."""
    page = client.get(address)
    first()
    page = client.post(address, untouched(page) | hers)
    assert page.status_code == 200
    assert client.post(address, untouched(page)).status_code == 302
    return page.context["both"]


@pytest.mark.parametrize(
    ("kind", "section", "first", "hers"),
    [
        ("social", "cerita", {"reminder": "sumur"}, {"narrative": "Dari saya."}),
        ("social", "cerita", {"narrative": "Dari dia.\nDua baris."}, {"reminder": "sumur"}),
        (
            *("violence", "kejadian", {"happened_on": OTHER_DAY, "further": ["sexual"], "domestic": True}),
            {"scene": "household", "happened_on_is_estimate": "on"},
        ),
        ("violence", "kejadian", {"happened_on_is_estimate": True, "scene": "online"}, {"domestic": "no"}),
        ("social", "kebutuhan", {"further": ["death_certificate"]}, {"urgency": "urgent"}),
        ("social", "kebutuhan", {"urgency": "urgent"}, {"further": ["birth_certificate", "family_card"]}),
        ("social", "orangnya", {"disabilities": ["physical"], "nik": NIK}, {"name": "Melati Contoh"}),
        ("violence", "kontak", {"note": "Pagi saja"}, {"hours": "morning"}),
        ("social", "tempat", {"hamlet": "Dusun Contoh"}, {"village": factories.BANJARSARI}),
        ("social", "tempat", {"village": factories.BANJARSARI}, {"hamlet": "Dusun Contoh"}),
        ("violence", "kejadian", {"safety": "unsafe"}, {"event_village": factories.BANJARSARI}),
    ],
)
def test_of_a_case(cast, login, village, kind, section, first, hers):
    told = {"happened_on": FIRST_DAY, "narrative": "Satu.\nDua."} if kind == "violence" else {"name": "Bunga"}
    case = factories.complaint(cast.relawan, kind=kind, **told)
    part, saved = SECTIONS[section], {}

    def save() -> None:
        values = first | {name: village(code) for name, code in first.items() if name == "village"}
        editing.change(complaint=case, by=cast.relawan, section=part, values=values, version=1)
        saved.update(read(Complaint.objects.get(), part))

    village(factories.BANJARSARI)
    both = second_of_two(login(cast.relawan), f"{case.get_absolute_url()}ubah/{section}/", save, hers)
    case = Complaint.objects.get()
    changed = {name for name, value in read(case, part).items() if value != saved[name]}
    assert (changed, len(both), case.version) == (set(hers), len(hers), 3)


def test_of_a_proposal(cast, login):
    row = factories.proposal(cast.relawan, location="Lama", amount_asked=1_500_000, women=4)

    def save() -> None:
        values = {"amount_asked": 2_000_000, "problem": "Baris satu.\nBaris dua."}
        writing.change(proposal=row, by=cast.humas, values=values, version=1)

    address = reverse("planning:proposal-edit", args=[row.pk])
    both = second_of_two(login(cast.relawan), address, save, {"location": "Kantor desa", "women": ""})
    row.refresh_from_db()
    assert [one["label"] for one in both] == ["Lokasi", "Perempuan"]
    assert (row.amount_asked, row.location, row.women) == (2_000_000, "Kantor desa", None)
    assert row.problem.splitlines() == ["Baris satu.", "Baris dua."]


def test_of_an_activity(cast, login):
    row = factories.activity(cast.teros, men=4)

    def save() -> None:
        values = activities.held(row) | {"held_on": row.held_on - datetime.timedelta(days=1), "men": 7}
        activities.change(by=cast.relawan, activity=row, version=1, values=values)

    address = reverse("planning:activity-edit", args=[row.pk])
    held_on = row.held_on
    both = second_of_two(login(cast.humas), address, save, {"women": "30"})
    row.refresh_from_db()
    assert [(one["hers"], one["newest"]) for one in both] == [(30, 10)]
    assert (row.women, row.men, row.held_on) == (30, 7, held_on - datetime.timedelta(days=1))


def test_what_does_not_fit_together_is_said(cast, login):
    """Of 14 who came she made 3, while somebody wrote down 5 children."""
    row = factories.activity(cast.teros)
    address = reverse("planning:activity-edit", args=[row.pk])
    client = login(cast.humas)
    sent = untouched(client.get(address)) | {"women": "3", "men": "0"}
    values = activities.held(row) | {"children": 5}
    activities.change(by=cast.relawan, activity=row, version=1, values=values)
    page = client.post(address, sent)
    assert "Lebih banyak daripada semua yang hadir (3 orang)" in page.text
    assert [one["hers"] for one in page.context["both"]] == [3, 0]
    shown = re.findall(r'<dd class="story">(.*?)</dd>', page.text)
    assert shown == ["10", "3", "4", "0"]  # none who came is a number, too


@pytest.mark.parametrize("marks", ["", "x", "narrative", "narrative=", "=" * 6_000, "reminder=a narrative=b"])
def test_without_her_marks_all_is_hers(cast, login, marks):
    case = factories.complaint(cast.relawan, narrative="Awal.")
    address = f"{case.get_absolute_url()}ubah/cerita/"
    editing.change(
        complaint=case, by=cast.relawan, section=SECTIONS["cerita"], values={"reminder": "sumur"}, version=1
    )
    page = login(cast.relawan).post(
        address, {"narrative": "Awal.", "reminder": "", "versi": 1, "semula": marks}
    )
    assert [(one["hers"], one["newest"]) for one in page.context["both"]] == [("", "sumur")]


def test_after_another_fault_the_marks_are_still_those_of_the_first_page(cast, login):
    case = factories.complaint(cast.relawan, kind="violence", happened_on=FIRST_DAY)
    address = f"{case.get_absolute_url()}ubah/kejadian/"
    client = login(cast.relawan)
    first = untouched(client.get(address))
    page = client.post(address, first | {"happened_on": "1900-01-01"})
    assert untouched(page)["semula"] == first["semula"]
