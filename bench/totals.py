"""What goes to the village meeting at its largest: a village of 5,000 cases, and 500 villages."""

import contextlib
import json
import time
from statistics import median

import psycopg2

from .databases import spare
from .findings import Finding
from .load import Client
from .pages import PASSWORD, TEROS
from .server import manage, serving

CASES, FEW, MANY = 5_000, 50, 500
PAGE_SECONDS, FILE_SECONDS, OVERVIEW_SECONDS = 0.3, 1.0, 2.0
FLAT = 1.5
TURNS = 9
GATHER = """
    UPDATE complaints_complaint SET village_id = %s, regency_id = left(%s, 5) WHERE id IN (
        SELECT id FROM complaints_complaint WHERE village_id <> %s ORDER BY id
        LIMIT greatest(%s - (SELECT count(*) FROM complaints_complaint WHERE village_id = %s), 0))
"""


def measure(cases: int) -> list[Finding]:
    """In copies of the database of ``cases``."""
    return [*_of_a_village(cases), *_of_many(cases)]


def _of_a_village(cases: int) -> list[Finding]:
    with spare(cases, "meeting") as database:
        number = _gather(database)
        manage(database, "release_totals")
        with serving(database) as server:
            found = []
            for name, who in (("sekdes", "secretary, as released"), ("petugas", "officer, exact")):
                client, place = Client(server.port).login(name, PASSWORD), f"?desa={TEROS}"
                note = f"{number:,} cases of {cases:,}"
                for what, path, most in (
                    ("page of totals", "/rekap/", PAGE_SECONDS),
                    ("workbook", "/rekap/unduh/", FILE_SECONDS),
                ):
                    seconds = _typical(client, path + place)
                    found.append(Finding(f"{what}, {who}", seconds, "s", most=most, note=note))
            return found


def _of_many(cases: int) -> list[Finding]:
    with contextlib.ExitStack() as stack:
        few, many = (stack.enter_context(spare(cases, f"spread{number}")) for number in (FEW, MANY))
        least = json.loads(manage(few, "bench_spread", str(FEW)))
        told = json.loads(manage(many, "bench_spread", str(MANY)))
        with serving(many) as server:
            client = Client(server.port).login("bakti", PASSWORD)
            overview = _typical(client, f"/rekap/desa/?tahun={told['year']}")
        note = f"a year with its quarters, {told['places']:,} tables of places kept"
        memory = f"{told['peak'] / 1e6:.0f} of {least['peak'] / 1e6:.0f} MB"
        what = f"release of {MANY} villages, peak of memory against {FEW}"
        return [
            Finding(f"release of {MANY} villages in one pass", told["seconds"], "s", note=note),
            Finding(what, told["peak"] / least["peak"], most=FLAT, note=memory),
            Finding(f"officer's overview of {MANY} villages", overview, "s", most=OVERVIEW_SECONDS),
        ]


def _typical(client: Client, path: str) -> float:
    """Seconds of one answer: the median of some, connections warm."""
    spent = []
    for _turn in range(TURNS):
        began = time.monotonic()
        client.get(path).expect(200)
        spent.append(time.monotonic() - began)
    return median(spent[1:])


def _gather(database: str) -> int:
    """Moves cases into the village until it has enough; returns how many it has."""
    with psycopg2.connect(database) as connection, connection.cursor() as cursor:
        cursor.execute(GATHER, [TEROS, TEROS, TEROS, CASES, TEROS])
        cursor.execute("SELECT count(*) FROM complaints_complaint WHERE village_id = %s", [TEROS])
        return cursor.fetchone()[0]
