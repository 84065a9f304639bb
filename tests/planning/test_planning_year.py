"""The planning year: what runs, what comes next, how long until then, and what to have ready."""

import datetime
from datetime import date

import pytest

from planning import next_step, readiness
from planning.models import PlanningStep
from planning.next_step import how_long
from planning.year import STEPS, StepKey, YearStep, day_in, overridden, standing
from safeguards.models import AuditEvent
from tests import factories
from tests.architecture.rows import planning_step


def told(today: date, *, steps=STEPS, is_kelurahan: bool = False) -> tuple[list[str], str]:
    """(what runs, what comes next)"""
    found = standing(steps, is_kelurahan=is_kelurahan, today=today)
    return [one.title for one in found.running], found.coming.title if found.coming else ""


COLLECT = "menyusun usulan dari kasus dan kegiatan kelompok"


@pytest.mark.parametrize(
    ("today", "running", "coming"),
    [
        (date(2026, 1, 1), [COLLECT], "musyawarah desa"),
        (date(2026, 5, 31), [COLLECT], "musyawarah desa"),
        (date(2026, 6, 1), ["musyawarah desa"], "musrenbang desa"),
        (date(2026, 6, 30), ["musyawarah desa"], "musrenbang desa"),
        (date(2026, 7, 1), ["musrenbang desa"], "penetapan RKPDes"),
        (date(2026, 9, 29), ["musrenbang desa"], "penetapan RKPDes"),
        (date(2026, 9, 30), ["penetapan RKPDes"], "pembahasan APBDes"),
        (date(2026, 10, 31), ["pembahasan APBDes"], "penetapan APBDes"),
        (date(2026, 11, 1), [], "penetapan APBDes"),  # between two steps
        (date(2026, 12, 31), ["penetapan APBDes"], COLLECT),  # and then the next year's
    ],
)
def test_of_a_desa(today, running, coming):
    assert told(today) == (running, coming)


@pytest.mark.parametrize(
    ("today", "running", "coming"),
    [
        (date(2026, 3, 1), [COLLECT], "musrenbang kelurahan"),
        (date(2026, 6, 15), ["musrenbang kelurahan"], COLLECT),
        (date(2026, 7, 1), [], COLLECT),  # RKPDes and APBDes are no matter of a kelurahan
        (date(2026, 12, 31), [], COLLECT),
    ],
)
def test_of_a_kelurahan(today, running, coming):
    assert told(today, is_kelurahan=True) == (running, coming)


def step(starts, ends, key=StepKey.MEETING, title="musyawarah desa") -> YearStep:
    return YearStep(key, title, "", starts, ends, "")


@pytest.mark.parametrize(
    ("today", "running"),
    [
        (date(2026, 11, 30), False),
        (date(2026, 12, 1), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), True),
        (date(2027, 1, 20), True),
        (date(2027, 1, 21), False),
    ],
)
def test_a_step_may_run_over_new_year(today, running):
    found = standing([step((12, 1), (1, 20))], is_kelurahan=False, today=today)
    assert bool(found.running) is running
    assert found.coming.starts == date(today.year + (today >= date(today.year, 12, 1)), 12, 1)
    assert found.coming.ends == date(found.coming.starts.year + 1, 1, 20)


def test_a_leap_day_falls_on_the_twenty_eighth_of_other_years():
    assert [day_in(year, (2, 29)) for year in (2027, 2028)] == [date(2027, 2, 28), date(2028, 2, 29)]
    leap = [step((2, 29), (2, 29))]
    assert told(date(2028, 2, 28), steps=leap) == ([], "musyawarah desa")
    assert told(date(2028, 2, 29), steps=leap) == (["musyawarah desa"], "musyawarah desa")
    assert told(date(2027, 2, 28), steps=leap)[0] == ["musyawarah desa"]
    assert told(date(2027, 3, 1), steps=leap)[0] == []


def test_without_steps_nothing_comes():
    assert told(date(2026, 1, 1), steps=[]) == ([], "")


@pytest.mark.parametrize("year", [2026, 2028])
def test_every_day_of_a_year_has_something_to_come(year):
    days = [date(year, 1, 1) + datetime.timedelta(days=number) for number in range(366)]
    for is_kelurahan in (False, True):
        found = [standing(STEPS, is_kelurahan=is_kelurahan, today=day).coming for day in days]
        assert all(one and one.starts > day for one, day in zip(found, days, strict=True))


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1, "besok"),
        (2, "2 hari lagi"),
        (13, "13 hari lagi"),
        (14, "2 minggu lagi"),
        (28, "4 minggu lagi"),
        (69, "10 minggu lagi"),
        (70, "2 bulan lagi"),
        (184, "6 bulan lagi"),
    ],
)
def test_how_long_in_words(days, words):
    assert how_long(datetime.timedelta(days=days)) == words


# Dates of a regency


def test_a_regencys_own_dates_come_before_those_for_all(cast):
    regency = cast.teros.village.district.regency
    planning_step(regency, from_month=5, from_day=4, to_month=5, to_day=8, title_desa="musdes perencanaan")
    planning_step(from_month=4, from_day=1, to_month=4, to_day=2)
    planning_step(key="plan", is_active=False, from_month=1, from_day=5, to_month=1, to_day=5)

    def of(code: str) -> YearStep:
        return next(one for one in overridden(STEPS, PlanningStep.objects.of(code)) if one.key == "meeting")

    assert (of("52.03").starts, of("52.03").desa, of("52.03").kelurahan) == (
        (5, 4),
        "musdes perencanaan",
        "musrenbang kelurahan",
    )
    assert (of("53.01").starts, of("53.01").desa) == ((4, 1), "musyawarah desa")
    steps = overridden(STEPS, PlanningStep.objects.of("52.03"))
    assert [one.starts for one in steps if one.key == "plan"] == [(9, 30)]


def test_a_step_that_a_kelurahan_does_not_take_stays_so(db):
    planning_step(key="budget", title_kelurahan="pembahasan anggaran")
    steps = overridden(STEPS, PlanningStep.objects.of("81.71"))
    assert told(date(2026, 11, 1), steps=steps, is_kelurahan=True) == ([], COLLECT)


FIELDS = {
    "key": "meeting",
    "regency": "52.03",
    "from_day": "4",
    "from_month": "5",
    "to_day": "8",
    "to_month": "5",
    "title_desa": "",
    "title_kelurahan": "",
    "ready": "",
    "is_active": "on",
}
ADD = "/admin/planning/planningstep/add/"


def test_an_administrator_keeps_dates(cast, login):
    client = login(cast.bakti)
    assert client.post(ADD, FIELDS).status_code == 302
    assert PlanningStep.objects.get().from_day == 4
    event = AuditEvent.objects.get(action="planningstep.kept")
    assert (event.actor, "regency" in event.figures["fields"]) == (cast.bakti.pk, True)
    assert "sudah punya tanggal" in client.post(ADD, FIELDS).content.decode()
    page = client.post(ADD, FIELDS | {"key": "plan", "from_day": "31", "from_month": "4"})
    assert "Tanggal mulai ini tidak ada di bulannya." in page.content.decode()
    assert PlanningStep.objects.count() == 1


def test_an_empty_list_says_when_the_steps_fall(cast, login):
    client = login(cast.bakti)
    page = client.get("/admin/planning/planningstep/").content.decode()
    assert page.count("Langkah yang tidak ada di sini jatuh pada tanggal yang biasa.") == 1
    assert "---------" not in client.get(ADD).content.decode()


@pytest.mark.parametrize("name", ["petugas", "sekdes"])
def test_nobody_else_does(cast, login, name):
    assert login(getattr(cast, name)).post(ADD, FIELDS).status_code in {302, 403}
    assert PlanningStep.objects.count() == 0


# What is told, and to whom


TOLD = {"key": "need.civil", "label": "Contoh", "year": 2025, "text": "25"}
MAY = date(2026, 5, 4)


def test_a_volunteer_is_told_on_her_day(cast, login):
    page = login(cast.relawan).get("/").content.decode()
    assert ("Perencanaan Desa Teros" in page, "Belum ada kegiatan kelompok" in page) == (True, True)


def test_the_secretary_is_told_beside_the_totals(cast, login):
    assert "Perencanaan Desa Teros" in login(cast.sekdes).get("/rekap/").content.decode()
    assert "Perencanaan Desa" not in login(cast.petugas).get("/rekap/").content.decode()


def test_who_works_elsewhere_is_told_nothing_of_this_village(cast):
    village = cast.teros.village
    found = [next_step.of_village(user, village) for user in (cast.relawan2, cast.petugas, cast.bakti)]
    assert found == [None] * 3
    assert next_step.of_her_group(cast.sekdes) is None


def test_four_weeks_before_the_meeting(cast):
    found = next_step.of_village(cast.sekdes, cast.teros.village, MAY)
    assert (found.how_long, found.coming.title) == ("4 minggu lagi", "musyawarah desa")
    assert found.coming.starts - MAY == datetime.timedelta(days=28)


def test_a_group_of_a_kelurahan_is_told_of_its_musrenbang(db):
    person = factories.volunteer(group=factories.group("KK Nusaniwe", factories.NUSANIWE))
    assert next_step.of_her_group(person, MAY).coming.title == "musrenbang kelurahan"


def test_what_is_not_ready_comes_first(cast):
    factories.activity(cast.teros, held_on=date(2026, 2, 1))
    past = "2026-01-05T12:00:00+08:00"
    factories.complaint(cast.relawan, next_appointment=past)
    found = next_step.of_her_group(cast.relawan, MAY)
    assert [(line.text, line.is_ready) for line in found.lines] == [
        ("Belum ada usulan untuk anggaran 2027.", False),
        ("1 kasus menunggu tindak lanjut.", False),
        ("1 kegiatan kelompok tercatat pada 2026.", True),
    ]


def test_activities_of_another_year_or_village_make_nothing_ready(cast):
    factories.activity(cast.teros, held_on=date(2025, 12, 31))
    factories.activity(cast.kupang, held_on=MAY)
    found = next_step.of_village(cast.sekdes, cast.teros.village, MAY)
    assert [line.text for line in found.lines if line.is_ready] == []


def test_the_secretary_is_told_of_no_case(cast):
    factories.complaint(cast.relawan, next_appointment="2026-01-05T12:00:00+08:00")
    found = next_step.of_village(cast.sekdes, cast.teros.village, MAY)
    assert [line for line in found.lines if "kasus" in line.text] == []


def test_a_further_check_adds_its_lines(cast, monkeypatch):
    def proposals(asked):
        yield readiness.Line(f"3 usulan {asked.village.name} belum punya bukti.", False)

    monkeypatch.setattr(readiness, "CHECKS", (*readiness.CHECKS, proposals))
    found = next_step.of_village(cast.sekdes, cast.teros.village, MAY)
    assert found.lines[-1].text == "3 usulan Teros belum punya bukti."


@pytest.mark.parametrize(
    ("evidence", "text", "is_ready"),
    [
        ([[], []], "2 usulan belum punya bukti.", False),
        ([[TOLD], []], "1 usulan belum punya bukti.", False),
        ([[TOLD], [TOLD]], "2 usulan siap, semuanya punya bukti.", True),
    ],
)
def test_proposals_for_the_next_budget_should_rest_on_figures(cast, evidence, text, is_ready):
    for told in evidence:
        factories.proposal(cast.relawan, year=2027, evidence=told)
    factories.proposal(cast.relawan, year=2027, status="refused", reason="Contoh.")
    factories.proposal(cast.relawan, year=2026)
    found = next_step.of_village(cast.sekdes, cast.teros.village, MAY)
    assert (text, is_ready) in [(line.text, line.is_ready) for line in found.lines]


def test_what_was_discussed_without_evidence_asks_for_none(cast):
    """None can be cited for it any more."""
    factories.proposal(cast.relawan, year=2027, status="musdes")
    factories.proposal(cast.relawan, year=2027, evidence=[TOLD])
    found = next_step.of_village(cast.sekdes, cast.teros.village, MAY)
    assert ("2 usulan siap.", True) in [(line.text, line.is_ready) for line in found.lines]


@pytest.mark.parametrize("number", [1, 3])
def test_it_costs_the_same_whatever_there_is(cast, number, django_assert_num_queries):
    for _row in range(number):
        factories.activity(cast.teros)
        factories.complaint(cast.relawan, next_appointment="2026-01-05T12:00:00+08:00")
        planning_step(key=list(StepKey)[_row])
    cast.relawan.scope  # noqa: B018 - read once for a request
    with django_assert_num_queries(5):
        next_step.of_her_group(cast.relawan)


def test_a_group_of_a_merged_village_is_told_of_the_one_that_it_went_over_to(cast, login):
    """With the proposals and activities that are at home there."""
    factories.activity(cast.banjarsari, held_on=MAY)
    factories.proposal(cast.relawan2, year=2027, evidence=[TOLD])
    factories.merge(factories.BANJARSARI, factories.TEROS)
    found = next_step.of_her_group(cast.relawan2, MAY)
    assert (found.village.pk, {line.text for line in found.lines}) == (
        factories.TEROS,
        {"1 kegiatan kelompok tercatat pada 2026.", "1 usulan siap, semuanya punya bukti."},
    )
    page = login(cast.relawan2).get("/").content.decode()
    assert [f"Perencanaan Desa {name}" in page for name in ("Teros", "Banjarsari")] == [True, False]


def test_a_village_that_was_merged_twice_is_followed_to_the_last(cast, django_assert_num_queries):
    factories.merge(factories.BANJARSARI, factories.LOMPOE)
    factories.merge(factories.LOMPOE, factories.TEROS)
    cast.relawan2.scope  # noqa: B018 - read once for a request
    with django_assert_num_queries(5):
        found = next_step.of_her_group(cast.relawan2)
    assert found.village.pk == factories.TEROS
