"""The figures of the work: what each measure counts, on which clock, for whom, at what price."""

from collections import Counter
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from complaints.figures import figures
from complaints.figures.intake import band
from complaints.figures.tables import mean, median, share
from complaints.models import Assessment, PlanAction, SafetyPlan
from complaints.periods import Period
from tests import factories

WITA, WIT = ZoneInfo("Asia/Makassar"), ZoneInfo("Asia/Jayapura")
PERIOD = Period(2025, 1, 3)
DAY = timedelta(days=1)


def at(month: int, day: int = 15, hour: int = 9, year: int = 2025) -> datetime:
    return datetime(year, month, day, hour, tzinfo=WITA)


@pytest.fixture(autouse=True)
def clock():
    with timezone.override(WITA):
        yield


def table(user, slug: str, period: Period = PERIOD) -> dict[str, tuple]:
    [found] = [one for one in figures(user, period).tables if one.slug == slug]
    return {row.label: row.values for row in found.rows}


def case(by, kind="violence", **fields):
    return factories.complaint(by, kind=kind, **{"received_at": at(2), **fields})


def closed(by, kind="violence", **fields):
    return factories.closed(by, kind=kind, **{"received_at": at(2), "closed_at": at(2, 20), **fields})


# Arithmetic --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "middle"),
    [([], None), ([4], 4), ([1, 9], 5), ([1, 2], 1.5), ([7, 1, 1], 1), ([0, 0, 3, 10], 1.5), ([5] * 4, 5)],
)
def test_a_median_is_the_middle_of_what_was_counted(values, middle):
    assert median(Counter(values)) == middle


def test_shares_and_means_of_nothing_are_nothing():
    assert (share(1, 3), share(0, 0), mean(5, 2), mean(0, 0)) == (33.3, None, 2.5, None)


@pytest.mark.parametrize(
    ("days", "name"),
    [
        *((0, "0–3"), (3, "0–3"), (4, "4–5"), (5, "4–5"), (6, "6–14"), (14, "6–14"), (15, "15–30")),
        *((30, "15–30"), (31, "1–3"), (119, "1–3"), (120, "4+"), (4000, "4+"), (-1, "unknown")),
    ],
)
def test_each_band_ends_where_it_says(days, name):
    assert band(timedelta(days=days), "longer") == name


# What came in ------------------------------------------------------------------------------------


def test_cases_and_incidents(cast):
    case(cast.relawan, domestic=True, happened="repeated")
    case(cast.relawan, category="sexual")
    closed(cast.relawan, outcome="duplicate", domestic=True)
    case(cast.relawan, "social", category="health")
    case(cast.relawan, received_at=at(4))
    assert table(cast.petugas, "kasus") == {
        "Kasus diterima": (3, 1),
        "Kejadian kekerasan": (2, None),
        "– dalam rumah tangga (KDRT)": (1, None),
        "– terjadi berulang-ulang": (1, None),
    }
    told = table(cast.petugas, "bentuk")
    assert {label: values for label, values in told.items() if values != (0,)} == {
        "Fisik": (2,),
        "Seksual": (1,),
        "Kesehatan": (1,),
    }


DELAYS = {
    "0–3 hari": [0, 3],
    "4–5 hari": [4, 5],
    "6–14 hari": [6, 14],
    "15–30 hari": [15, 30],
    "1–3 bulan": [31, 119],
    "4 bulan atau lebih": [120, 900],
}


def test_the_delay_of_each_boundary_stands_in_its_band(cast):
    for days in (day for ends in DELAYS.values() for day in ends):
        case(cast.relawan, happened_on=at(2).date() - days * DAY, happened="longer")
    told = table(cast.petugas, "jeda")
    assert told == dict.fromkeys(DELAYS, (2,)) | {"Tidak diketahui": (0,)}


@pytest.mark.parametrize(
    ("happened", "label"),
    [
        *(("today", "0–3 hari"), ("three_days", "0–3 hari"), ("month", "Tidak diketahui")),
        *(("longer", "Tidak diketahui"), ("repeated", "Tidak diketahui"), ("", "Tidak diketahui")),
    ],
)
def test_words_decide_a_band_only_where_they_hold_no_other(cast, happened, label):
    case(cast.relawan, happened=happened)
    told = table(cast.petugas, "jeda")
    assert {name for name, (count,) in told.items() if count} == {label}


def test_a_date_after_the_recording_is_not_believed(cast):
    case(cast.relawan, happened_on=at(2, 16).date(), happened="today")
    assert table(cast.petugas, "jeda")["Tidak diketahui"] == (1,)


@pytest.mark.parametrize(
    ("village", "hour", "label"),
    [
        (factories.TEROS, 23, "0–3 hari"),  # WITA: still the third day
        (factories.NUSANIWE, 23, "4–5 hari"),  # WIT: past midnight there, the fourth
    ],
)
def test_the_delay_runs_on_the_clock_of_the_village(cast, village, hour, label):
    home = factories.make_village(village)
    case(cast.relawan, village=home, received_at=at(2, 13, hour), happened_on=date(2025, 2, 10))
    told = table(cast.petugas, "jeda")
    assert {name for name, (count,) in told.items() if count} == {label}


def test_what_was_recorded_twice_and_what_is_no_violence_has_no_delay(cast):
    closed(cast.relawan, outcome="duplicate", happened="today")
    case(cast.relawan, "social", happened="today")
    assert set(table(cast.petugas, "jeda").values()) == {(0,)}


# What was done -----------------------------------------------------------------------------------


def assess(row, moment):
    answers = {"proposed": "normal", "urgency": "normal", "kind": "safety"}
    return Assessment.objects.create(complaint=row, at=moment, by=row.assigned_to, **answers)


def test_assessments_and_the_days_until_the_first(cast):
    for days in (0, 4, 10):
        row = case(cast.relawan)
        assess(row, at(2) + days * DAY)
        assess(row, at(2) + (days + 1) * DAY)
    assess(case(cast.relawan, "social"), at(2, 18))
    case(cast.relawan)
    assert table(cast.petugas, "asesmen") == {
        "Sudah dinilai": (3, 1),
        "Bagian dari kasus (%)": (75.0, 100.0),
        "Hari sampai dinilai (median)": (4, 3),
    }


def test_the_newest_word_on_a_safety_plan_holds(cast):
    changed, wanted = case(cast.relawan), case(cast.relawan)
    for row, day, refused in ((changed, 16, True), (changed, 17, False), (wanted, 16, True)):
        SafetyPlan.objects.create(complaint=row, at=at(2, day), by=cast.relawan, is_refused=refused)
    assert table(cast.petugas, "rencana-keselamatan") == {"Rencana dibuat": (1,), "Orangnya tidak mau": (1,)}


def test_plans_and_how_far_they_are(cast):
    row = case(cast.relawan)
    for state in ("done", "done", "not_possible", "open"):
        ended = {} if state == "open" else {"ended_at": at(3), "ended_by": cast.relawan}
        fields = {"responsible": cast.relawan, "by": cast.relawan, "due_on": at(3).date()}
        PlanAction.objects.create(complaint=row, text="Antar", state=state, **fields, **ended)
    assert table(cast.petugas, "rencana") == {
        "Kasus dengan rencana": (1, 0),
        "Langkah": (4, 0),
        "– sudah dikerjakan": (2, 0),
        "– tidak bisa dikerjakan": (1, 0),
        "Langkah yang sudah dikerjakan (%)": (50.0, None),
    }


def serve(row, moment, state="served", **fields):
    ended = {"state": state, "sent_at": at(1, year=2024), "answered_at": moment, "ended_at": moment}
    return factories.referral(row, **ended, **fields)


def test_services_by_kind_sex_age_and_disability(cast):
    woman = case(cast.relawan, received_at=at(5, year=2024))
    woman.persons.update(age_band="18-24", disabilities=["deaf"])
    man = case(cast.relawan, "social")
    man.persons.update(sex="male", age_band="60+")
    nobody = case(cast.relawan, "social")
    nobody.persons.all().delete()
    serve(woman, at(1), services=["health", "legal_aid"])
    for row in (man, nobody):
        serve(row, at(3), services=["civil_documents"])
    serve(man, at(4), services=["civil_documents"])
    serve(man, at(3), "not_served", services=["civil_documents"])
    given = table(cast.petugas, "layanan")
    assert {label: values for label, values in given.items() if any(values)} == {
        "Kesehatan": (1, 0),
        "Bantuan hukum": (1, 0),
        "Dokumen kependudukan": (0, 2),
    }
    served = next(one for one in figures(cast.petugas, PERIOD).tables if one.slug == "yang-dilayani")
    assert [(row.label, row.values) for row in served.rows if row.values and any(row.values)] == [
        *(("Perempuan", (1, 0)), ("Laki-laki", (0, 1)), ("Tidak disebut", (0, 1))),
        *(("18–24 tahun", (1, 0)), ("60 tahun ke atas", (0, 1)), ("Tidak disebut", (0, 1))),
        *(("Penyandang disabilitas", (1, 0)), ("Bukan, atau tidak disebut", (0, 2))),
    ]


def test_referrals_and_follow_ups_per_case(cast):
    row = case(cast.relawan)
    for _each in range(3):
        factories.note(row)
        factories.referral(row)
    case(cast.relawan)
    assert table(cast.petugas, "per-kasus") == {
        "Rujukan": (3, 0),
        "Rujukan per kasus (rata-rata)": (1.5, None),
        "Kasus tanpa rujukan": (1, 0),
        "Tindak lanjut": (3, 0),
        "Tindak lanjut per kasus (rata-rata)": (1.5, None),
        "Kasus tanpa tindak lanjut": (1, 0),
    }


def test_the_load_of_today_counts_every_open_case(cast):
    for _each in range(3):
        case(cast.relawan, received_at=at(1, year=2020), may_be_counted=False)
    case(cast.relawan2, "social")
    closed(cast.humas)
    assert table(cast.petugas, "beban") == {
        "Relawan yang mendampingi": (1, 1, 2),
        "Kasus berjalan": (3, 1, 4),
        "Kasus per relawan (median)": (3, 1, 2),
        "Terbanyak pada satu relawan": (3, 1, 3),
    }


# What it came to ---------------------------------------------------------------------------------


def test_days_open_from_the_day_it_came_to_the_day_it_was_closed(cast):
    for days in (0, 1, 2, 30):
        closed(cast.relawan, received_at=at(2, 1, 23), closed_at=at(2, 1, 23) + days * DAY)
    closed(cast.relawan, closed_at=at(4))
    assert table(cast.petugas, "lama") == {
        "Kasus ditutup": (4, 0),
        "Hari berjalan (median)": (1.5, None),
        "Hari berjalan (terlama)": (30, None),
    }


def test_closures_by_outcome_and_feeling(cast):
    closed(cast.relawan, outcome="served", feeling="better")
    closed(cast.relawan, outcome="served", feeling="worse")
    closed(cast.relawan, "social", outcome="moved_away")
    told = table(cast.petugas, "penutupan")
    assert {label: values for label, values in told.items() if any(values)} == {
        "Sudah dilayani": (2, 0),
        "Pindah tempat tinggal": (0, 1),
        "Lebih baik": (1, 0),
        "Lebih berat": (1, 0),
        "Tidak dikatakan": (0, 1),
    }


def test_satisfaction_with_services_that_ended(cast):
    row = case(cast.relawan)
    for said in ("yes", "yes", "partly", ""):
        serve(row, at(2), satisfaction=said)
    serve(row, at(2), "not_served", satisfaction="no")
    serve(row, at(4), satisfaction="no")
    assert table(cast.petugas, "kepuasan") == {
        "Puas": (2, 0),
        "Sebagian": (1, 0),
        "Tidak puas": (1, 0),
        "Belum ditanya": (1, 0),
        "Puas dari yang menjawab (%)": (50.0, None),
    }


# For whom, and at what price ---------------------------------------------------------------------


def everything(by):
    row = case(by, happened_on=at(2, 10).date())
    assess(row, at(2, 16))
    SafetyPlan.objects.create(complaint=row, by=by)
    fields = {"responsible": by, "by": by, "due_on": at(3).date()}
    PlanAction.objects.create(complaint=row, text="Antar", **fields)
    factories.note(row)
    serve(row, at(3), services=["health"], satisfaction="yes")
    closed(by, feeling="same")
    return row


def empty(user) -> bool:
    figs = figures(user, PERIOD).tables
    return not any(value for one in figs for row in one.rows for value in row.values)


def test_foreign_hidden_and_uncounted_cases_are_in_no_figure(cast):
    everything(factories.volunteer("kpd", cast.kupang))
    for row in (everything(cast.relawan), *cast.teros.complaints.all()):
        if not row.hidings.exists():
            factories.hiding(row, cast.petugas)
    assert empty(cast.petugas)
    assert not empty(cast.petugas2)
    assert table(cast.bakti, "kasus")["Kasus diterima"] == (4, 0)


def test_who_did_not_allow_it_is_told_as_a_number_only(cast):
    closed(cast.relawan, may_be_counted=False)
    closed(cast.relawan, may_be_counted=False, outcome="duplicate")  # counted by the case it is one with
    told = figures(cast.petugas, PERIOD)
    assert (told.left_out, empty(cast.petugas)) == (1, True)


@pytest.mark.parametrize("who", ["relawan", "sekdes"])
def test_who_reviews_nothing_gets_nothing(cast, who):
    everything(cast.relawan)
    assert empty(getattr(cast, who))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_queries_do_not_grow(cast, django_assert_num_queries, rows):
    for _row in range(rows):
        everything(cast.relawan)
    assert cast.petugas.scope.reviews
    with django_assert_num_queries(14):
        figures(cast.petugas, PERIOD)
