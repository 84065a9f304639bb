"""An officer looks over all her villages: exact, of her own groups alone."""

import io

import openpyxl
import pytest
from django.urls import reverse

from safeguards.models import AuditEvent
from tests import factories

PAGE, FILE = reverse("planning:overview"), reverse("planning:overview-file")
SUMMARY = reverse("planning:summary")
YEAR = 2025
MID_YEAR = "2025-06-01T12:00:00+08:00"


@pytest.fixture
def counted(cast):
    for kind, number in (("social", 3), ("violence", 2)):
        for _number in range(number):
            case = factories.complaint(cast.relawan, kind=kind, received_at=MID_YEAR)
            factories.referral(case, sent_at=MID_YEAR, late=True)
    factories.complaint(cast.relawan, received_at=MID_YEAR, may_be_counted=False)
    factories.complaint(cast.relawan, received_at="2024-12-31T23:00:00+08:00")
    factories.complaint(factories.volunteer("kupang", cast.kupang), received_at=MID_YEAR)
    return cast


def rows(response) -> dict[str, tuple[int, ...]]:
    return {
        row.village.name: (row.needs, row.violence, row.referrals, row.late)
        for row in response.context["told"].rows
    }


def test_she_sees_the_villages_of_her_groups_alone(counted, login):
    response = login(counted.petugas).get(PAGE, {"tahun": YEAR})
    assert rows(response) == {"Banjarsari": (0, 0, 0, 0), "Teros": (3, 2, 5, 5)}
    assert rows(login(counted.petugas2).get(PAGE, {"tahun": YEAR})) == {"Bokonusan": (1, 0, 0, 0)}


def test_an_administrator_sees_all(counted, login):
    response = login(counted.bakti).get(PAGE, {"tahun": YEAR})
    assert set(rows(response)) == {"Banjarsari", "Bokonusan", "Teros"}
    assert response.context["told"].total.needs == 4


def test_a_case_that_is_hidden_from_her_is_not_counted(counted, login):
    case = factories.complaint(counted.relawan, received_at=MID_YEAR)
    factories.hiding(case, counted.petugas)
    assert rows(login(counted.petugas).get(PAGE, {"tahun": YEAR}))["Teros"] == (3, 2, 5, 5)


@pytest.mark.parametrize("name", ["sekdes", "relawan", "humas"])
def test_nobody_else_sees_it(counted, login, name):
    client = login(getattr(counted, name))
    assert [client.get(path).status_code for path in (PAGE, FILE)] == [403, 403]


@pytest.mark.parametrize("year", ["1999", "9999", "dua"])
def test_a_year_that_is_none_is_not_found(counted, login, year):
    assert login(counted.petugas).get(PAGE, {"tahun": year}).status_code == 404


def test_the_file_is_marked_and_recorded(counted, login):
    response = login(counted.petugas).get(FILE, {"tahun": YEAR})
    assert response["Content-Disposition"].endswith('semua-desa-2025-jangan-dibagikan.xlsx"')
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    told = list(sheet.iter_rows(min_row=3, values_only=True))
    assert told[1] == ("Kabupaten Lombok Timur", "Labuhan Haji", "Teros", 3, 2, 5, 5)
    assert told[-1] == ("Jumlah", None, None, 3, 2, 5, 5)
    heads, row, total = (sheet[number] for number in (2, 3, sheet.max_row))
    assert {cell.alignment.horizontal for line in (heads, row, total) for cell in line[3:]} == {"right"}
    assert [cell.font.b for cell in (heads[3], row[3], total[3])] == [True, False, True]
    event = AuditEvent.objects.get(action="totals.downloaded")
    assert event.figures == {"year": YEAR, "exact": True, "villages": 2}


@pytest.mark.parametrize("villages", [1, 3])
def test_it_costs_the_same_whatever_the_number_of_villages(
    counted, login, django_assert_num_queries, villages
):
    for number, code in enumerate((factories.LOMPOE, factories.NUSANIWE, "52.03.05.2002")[:villages]):
        factories.group(f"KK Contoh {number}", code)
    client = login(counted.petugas)
    client.get(PAGE)
    with django_assert_num_queries(7):
        assert client.get(PAGE).status_code == 200


def test_a_case_that_is_hidden_from_her_is_counted_on_no_exact_page(counted, login):
    """Two pages that differ by one would tell of it."""
    before = login(counted.petugas).get(SUMMARY, {"desa": factories.TEROS, "tahun": YEAR}).context["totals"]
    for kind in ("violence", "social"):
        case = factories.complaint(counted.relawan, kind=kind, received_at=MID_YEAR)
        factories.referral(case, sent_at=MID_YEAR)
        factories.note(case, at=MID_YEAR)
        factories.hiding(case, counted.petugas)
    after = login(counted.petugas).get(SUMMARY, {"desa": factories.TEROS, "tahun": YEAR}).context["totals"]
    assert (after.exact, after) == (True, before)
