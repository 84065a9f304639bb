"""Asks pages as the demo's people and explains each query they make about cases and referrals."""

import json
import re
from collections.abc import Iterator

from django.contrib.auth import get_user_model
from django.core.management import BaseCommand
from django.db import connection, reset_queries
from django.test import Client

from bench.pages import TEROS
from complaints.models import Complaint

BIG = {"complaints_complaint", "complaints_referral", "complaints_person", "safeguards_auditevent"}
BESIDE = "52.03.17.2006"  # 6,055 cases; of the third of all that Teros has, the whole table is rightly read
BACKEND = "members.backends.NameOrPhoneBackend"


class Command(BaseCommand):
    help = "Prints, as JSON, for each page its sequential scans of big tables and the time of its queries."

    def handle(self, **options) -> None:
        connection.force_debug_cursor = True
        connection.queries_log.clear()
        self.stdout.write(json.dumps([_told(*page) for page in _pages()]))


def _pages() -> Iterator[tuple[str, str, str, str, dict]]:
    number = Complaint.objects.filter(group__village=TEROS).values_list("number", flat=True)[500]
    yield "list", "relawan", "get", "/pengaduan/", {}
    yield "list, overdue", "relawan", "get", "/pengaduan/", {"lewat": "on"}
    yield "home", "relawan", "get", "/", {}
    yield "detail", "relawan", "get", f"/pengaduan/{number}/", {}
    yield "search by number", "relawan", "post", "/pengaduan/cari/", {"cari": number}
    yield "admin list", "petugas", "get", "/admin/complaints/complaint/", {}
    yield "admin search by number", "petugas", "get", "/admin/complaints/complaint/", {"q": number}
    yield "totals of one village, exact", "petugas", "get", "/rekap/", {"desa": BESIDE}


def _told(page: str, username: str, method: str, path: str, data: dict) -> dict:
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(get_user_model().objects.get(username=username), backend=BACKEND)
    reset_queries()
    answer = getattr(client, method)(path, data)
    if answer.status_code >= 400 or answer.headers.get("Location", "").startswith("/masuk/"):
        raise RuntimeError(f"{page}: {path} answered {answer.status_code}.")
    asked = [_alone(row["sql"]) for row in connection.queries]
    asked = [sql for sql in asked if _is_big(sql)]
    plans = [_explained(sql) for sql in asked if "pg_advisory" not in sql]
    times = [plan["Execution Time"] + plan["Planning Time"] for plan in plans]
    scans = sorted({scan for plan in plans for scan in _scans(plan["Plan"])})
    return {
        "page": page,
        "queries": len(plans),
        "scans": scans,
        "slowest": max(times, default=0),
        "total": sum(times),
    }


def _alone(sql: str) -> str:
    """A prepared statement runs by its name; the first time, its text stands before."""
    return sql[sql.rindex("EXECUTE spelled_") :] if "EXECUTE spelled_" in sql else sql


def _is_big(sql: str) -> bool:
    if sql.startswith("EXECUTE"):
        sql = _text(re.match(r"EXECUTE (\w+)", sql).group(1))
    return sql.startswith("SELECT") and any(table in sql for table in BIG)


def _text(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements WHERE name = %s", [name])
        return cursor.fetchone()[0].partition(" AS ")[2]


def _explained(sql: str) -> dict:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}".replace("%", "%%"), [])
        return cursor.fetchone()[0][0]


def _scans(node: dict) -> Iterator[str]:
    if node["Node Type"] == "Seq Scan" and node["Relation Name"] in BIG:
        yield node["Relation Name"]
    for child in node.get("Plans", []):
        yield from _scans(child)
