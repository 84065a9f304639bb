"""What a meeting decided, the order, and next year's list: the pages that record it."""

import re
import uuid

import pytest
from django.utils import timezone

from planning.models import Proposal
from tests import factories

from .proposal_pages import LIST, YEAR, page_of, url


def test_an_unknown_step_is_not_found(cast, login):
    row, client = factories.proposal(cast.relawan), login(cast.relawan)
    assert {client.get(url("step", row, to)).status_code for to in ("proposed", "selesai")} == {404}


def test_a_step_is_recorded_with_its_day_and_amount(cast, login):
    row, client = (
        factories.proposal(cast.relawan, status="rkpdes", amount_asked=9_000_000),
        login(cast.sekdes),
    )
    form = page_of(client.get(url("step", row, "apbdes")))
    assert 'value="9.000.000"' in form
    body = {"kiriman": str(uuid.uuid4()), "on": timezone.localdate().isoformat(), "amount": "7,5 juta"}
    page = page_of(client.post(url("step", row, "apbdes"), body, follow=True))
    assert "Tercatat: APBDes." in page
    assert "APBDes: Rp 7.500.000" in page


def test_a_step_in_the_future_and_one_without_reason_are_refused(cast, login):
    row, client = factories.proposal(cast.relawan), login(cast.relawan)
    body = {"kiriman": str(uuid.uuid4()), "on": "2099-01-01", "reason": ""}
    page = page_of(client.post(url("step", row, "refused"), body))
    assert "Tanggal ini belum tiba." in page
    assert "Tulis alasan penolakannya." in page


def test_a_step_that_was_taken_already_says_so(cast, login):
    row, client = factories.proposal(cast.relawan, status="musdes"), login(cast.humas)
    told = "Langkah ini sudah dicatat, atau belum bisa."
    assert told in page_of(client.get(url("step", row, "musdes"), follow=True))
    body = {"kiriman": str(uuid.uuid4()), "on": timezone.localdate().isoformat()}
    assert told in page_of(client.post(url("step", row, "musdes"), body))


def test_refused_leads_to_next_years_list_and_back(cast, login):
    row, client = (
        factories.proposal(cast.relawan, status="refused", reason="Dana habis."),
        login(cast.relawan),
    )
    assert "Dana habis." in page_of(client.get(LIST))
    page = page_of(client.post(url("carry", row), follow=True))
    assert f"Usulan ini kini ada di daftar {YEAR + 1}." in page
    assert f"Lanjutan dari usulan {YEAR} yang ditolak" in page
    assert f"Dilanjutkan ke daftar {YEAR + 1}" in page_of(client.get(row.get_absolute_url()))
    client.post(url("carry", row))
    assert Proposal.objects.count() == 2


def test_order_is_changed_without_a_script(cast, login):
    rows = [factories.proposal(cast.relawan, title=f"Usulan {place}", priority=place) for place in (1, 2)]
    client, body = login(cast.humas), {"arah": "naik", "tempat": "2"}
    pages = [page_of(client.post(url("reorder", rows[1]), body, follow=True)) for _tap in range(2)]
    listed = [re.findall(r"<strong>(\d\. Usulan \d)", page) for page in pages]
    assert listed == [["1. Usulan 2", "2. Usulan 1"]] * 2
    assert "“Usulan 2” kini di urutan 1." in pages[0]
    assert "Urutannya tidak berubah." in pages[1]


@pytest.mark.parametrize("seen", ["1", "9", "dua", "-1", "9" * 30])
def test_somebody_elses_order_is_not_turned_over(cast, login, seen):
    """A place that is none at all counts as not told."""
    rows = [factories.proposal(cast.relawan, priority=place) for place in (1, 2)]
    login(cast.humas).post(url("reorder", rows[1]), {"arah": "naik", "tempat": seen})
    moved = list(Proposal.objects.in_order()) == rows[::-1]
    assert moved == (seen not in {"1", "9"})
