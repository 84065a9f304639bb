"""An administrator may make what is told stricter, and nobody looser."""

import pytest
from django.urls import reverse

from complaints.statistics import Table
from planning.models import DisclosureLimits, Release
from planning.services.limits import limits_in_force
from safeguards.disclosure import LIMITS, Limits
from safeguards.models import AuditEvent
from tests import factories
from tests.architecture import rows

YEAR = factories.LAST_YEAR
STRICT = {"violence": 20, "social": 10, "groups": 4}


def page() -> str:
    row, _is_new = DisclosureLimits.objects.get_or_create()
    return reverse("admin:planning_disclosurelimits_change", args=[row.pk])


def told() -> tuple[str, str]:
    figures = Release.objects.get(place=factories.TEROS, year=YEAR).figures
    return figures.told(Table.NEEDS, "education").text, figures.told(Table.VIOLENCE).text


def record(cast) -> None:
    for _number in range(12):
        received = f"{YEAR}-06-01T12:00:00+08:00"
        factories.complaint(cast.relawan, kind="violence", received_at=received)
    for _number in range(7):
        factories.complaint(cast.relawan, category="education", need="", received_at=received)


def test_without_a_row_the_rules_hold(cast):
    record(cast)
    DisclosureLimits.objects.all().delete()
    factories.release()
    assert (limits_in_force(), told()) == (LIMITS, ("5", "10"))


def test_what_an_administrator_asks_for_holds_for_the_next_release(cast, login):
    record(cast)
    assert login(cast.bakti).post(page(), STRICT).status_code == 302
    assert limits_in_force() == Limits(20, 10, 4)
    factories.release()
    assert told() == ("1–9", "di bawah 20, bisa nol")
    assert AuditEvent.objects.get(action="totals.limits_changed").figures == STRICT


def test_the_page_says_what_the_limits_do(cast, login):
    assert login(cast.bakti).get(page()).content.decode().count("yang sudah dirilis tetap") == 1


def test_what_was_told_stays(cast, login):
    record(cast)
    factories.release()
    login(cast.bakti).post(page(), STRICT)
    assert told() == ("5", "10")


@pytest.mark.parametrize("change", [{"violence": 5}, {"social": 1}, {"groups": 2}, {"violence": 12}])
def test_looser_is_no_choice(cast, login, change):
    response = login(cast.bakti).post(page(), STRICT | change)
    assert response.status_code == 200
    assert limits_in_force() == LIMITS


def test_there_is_one_row_and_an_officer_only_reads_it(cast, login):
    add = reverse("admin:planning_disclosurelimits_add")
    assert login(cast.bakti).get(add).status_code == 403
    officer = login(cast.petugas)
    assert (officer.get(page()).status_code, officer.post(page(), STRICT).status_code) == (200, 403)


@pytest.mark.parametrize("limits", [(9, 5, 3), (10, 4, 3), (10, 5, 2), (12, 5, 3), (10, 7, 3)])
def test_limits_are_never_looser_and_multiples_of_a_rounding(limits):
    with pytest.raises(ValueError, match="Limits are"):
        Limits(*limits)


@pytest.mark.parametrize("make", [rows.limits, rows.planning_step, rows.proposal_rule])
def test_no_page_leads_to_an_empty_history(make, cast, login):
    row = make()
    address = reverse(f"admin:{row._meta.label_lower.replace('.', '_')}_change", args=[row.pk])
    assert f'href="{address.removesuffix("change/")}history/"' not in login(cast.bakti).get(address).text
