"""Addresses that nobody of ours writes: they find nothing, lead nowhere else and break nothing."""

import re

import pytest
from django.contrib import admin
from django.db import reset_queries
from django.test import Client
from django.urls import reverse

from tests.architecture import roles_table, world
from tests.architecture.asking import address
from tests.architecture.test_urls import WRITTEN_BY_GET

pytestmark = pytest.mark.once

ROWS = list({row.route: row for row in roles_table.rows() if "o" in row.get}.values())
GAP = re.compile(r"<[^>]+>")
IN_PATH = (
    "..%2F..%2Fetc%2Fpasswd",
    "%2e%2e",
    "9" * 40,
    "-1",
    "%C2%B2",
    "%FF",
    "a%0d%0aX:y",
    "%00",
    "'",
    "x" * 900,
)
IN_QUERY = (
    "",
    "-1",
    "9" * 40,
    "NaN",
    "%C2%B2",
    "0000-00-00",
    "'\"<svg>",
    "a%0D%0AX:y",
    "%E2%80%AE",
    "x" * 60,
    "..",
)
UNREADABLE = ("%00", "%FF", "%1B")
# Every parameter of an address that a view, a filter or Django's list reads.
NAMES = (
    *(
        "q",
        "p",
        "o",
        "e",
        "all",
        "page",
        "next",
        "desa",
        "tahun",
        "angka",
        "kertas",
        "kelompok",
        "keadaan",
        "cari",
    ),
    *("jenis", "tahap", "kedaruratan", "rincian", "terlambat", "regency", "untuk", "layanan", "kepada", "ke"),
    *("year", "first", "last", "member", "riwayat", "dicari", "simpanan", "_changelist_filters", "_popup"),
    *("received_at__year", "received_at__month", "received_at__day", "kelola", "is_active", "role"),
)


def most(scene, row):
    return scene.visitors[world.ROLES[row.get.rfind("o")]]


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_no_parameter_breaks_a_page(scene, db, row):
    visitor, path = most(scene, row), address(row, scene.things).partition("?")[0]
    for value in IN_QUERY:
        response = visitor.ask("GET", f"{path}?" + "&".join(f"{name}={value}" for name in NAMES))
        assert (value, response.status_code in {200, 302, 400, 403, 404}) == (value, True)
        assert b"<svg>" not in response.content
        assert response.get("X") is None
        reset_queries()
    for value in UNREADABLE:
        assert visitor.ask("GET", f"{path}?q={value}").status_code == 400


@pytest.mark.parametrize("model", list(admin.site._registry), ids=lambda model: model._meta.label)
def test_no_filter_breaks_its_list(scene, db, model):
    """One at a time: of several, the first that is refused hides the others."""
    one = admin.site._registry[model]
    specs = [spec[0] if isinstance(spec, tuple) else spec for spec in one.list_filter]
    names = ["q", "p", "o", "all", *(getattr(spec, "parameter_name", spec) for spec in specs)]
    names += [f"{one.date_hierarchy}__{part}" for part in ("year", "month", "day") if one.date_hierarchy]
    path = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    for name in names:
        for value in ("", "-1", "9" * 40, "0", "%C2%B2", "'", f"1&{name}=2"):
            status = scene.visitors["bakti"].ask("GET", f"{path}?{name}={value}").status_code
            assert (name, value, status in {200, 302, 400}) == (name, value, True)
            reset_queries()


@pytest.mark.parametrize("row", [row for row in ROWS if GAP.search(row.route)], ids=str)
def test_what_is_put_into_a_gap_finds_nothing(scene, db, row):
    visitor = most(scene, row)
    for value in IN_PATH:
        path = "/" + GAP.sub(value.replace("\\", ""), row.route.partition("?")[0])
        response = visitor.ask("GET", path)
        assert (value, response.status_code in {200, 302, 400, 403, 404}) == (value, True)
        assert response.written <= WRITTEN_BY_GET
        reset_queries()


def test_an_address_beyond_all_length_is_refused(db):
    for path in ("/" + "a" * 5_000, "/bantuan/?" + "a" * 5_000):
        response = Client().get(path)
        assert (response.status_code, "tidak bisa dibaca" in response.content.decode()) == (414, True)
