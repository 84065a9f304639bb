"""What goes to the village meeting at its largest: a village of 5,000 cases, and 500 villages."""

import contextlib
import json
import time
from statistics import median

from .databases import spare
from .findings import Finding
from .load import Client
from .pages import PASSWORD, TEROS
from .server import manage, serving

CASES, FEW, MANY = 5_000, 50, 500
PAGE_SECONDS, FILE_SECONDS, OVERVIEW_SECONDS = 0.3, 1.0, 2.0
FLAT = 1.5
WARM_UP, TURNS = 4, 15
READERS = (  # who asks, what that is called, what she adds to the address, and the seconds of her page
    ("sekdes", "secretary, as released", "", PAGE_SECONDS),
    ("petugas", "officer, exact", "", PAGE_SECONDS),
    ("petugas", "officer, exact with kabupaten", "&pembanding=ya", FILE_SECONDS),
)


def measure(cases: int) -> list[Finding]:
    """In copies of the database of ``cases``."""
    return [*_of_a_village(cases), *_of_many(cases)]


def _of_a_village(cases: int) -> list[Finding]:
    with spare(cases, "meeting") as database:
        told = json.loads(manage(database, "bench_gather", TEROS, str(CASES)))
        place, note = f"?desa={TEROS}&tahun={told['year']}", f"{told['cases']:,} cases of {cases:,}"
        with serving(database) as server:
            found = []
            for name, who, more, most in READERS:
                client = Client(server.port).login(name, PASSWORD)
                page, file = f"/rekap/{place}{more}", f"/rekap/unduh/{place}{more}"
                found.append(_timed(f"page of totals, {who}", client, page, most, note))
                found.append(_timed(f"workbook, {who}", client, file, FILE_SECONDS, note))
            return found


def _of_many(cases: int) -> list[Finding]:
    with contextlib.ExitStack() as stack:
        few, many = (stack.enter_context(spare(cases, f"spread{number}")) for number in (FEW, MANY))
        least = json.loads(manage(few, "bench_spread", str(FEW)))
        told = json.loads(manage(many, "bench_spread", str(MANY)))
        with serving(many) as server:
            client = Client(server.port).login("bakti", PASSWORD)
            address = f"/rekap/desa/?tahun={told['year']}"
            overview = _timed(f"officer's overview of {MANY} villages", client, address, OVERVIEW_SECONDS)
        note = f"a year with its quarters, {told['places']:,} tables of places kept"
        memory = f"{told['peak'] / 1e6:.0f} of {least['peak'] / 1e6:.0f} MB"
        what = f"release of {MANY} villages, peak of memory against {FEW}"
        return [
            Finding(f"release of {MANY} villages in one pass", told["seconds"], "s", note=note),
            Finding(what, told["peak"] / least["peak"], most=FLAT, note=memory),
            overview,
        ]


def _timed(what: str, client: Client, path: str, most: float | None, note: str = "") -> Finding:
    """Seconds of one answer, the median of some; the note says how many times those of the floor they are,
    which took turns with it.
    """
    turns = [(_seconds(client, "/lantai/"), _seconds(client, path)) for _turn in range(WARM_UP + TURNS)]
    floors, seconds = zip(*turns[WARM_UP:], strict=True)
    times = median(one / floor for floor, one in zip(floors, seconds, strict=True))
    beside = f"{times:.0f} times the floor's {1000 * median(floors):.0f} ms"
    return Finding(what, median(seconds), "s", most=most, note=f"{note}; {beside}" if note else beside)


def _seconds(client: Client, path: str) -> float:
    began = time.monotonic()
    client.get(path).expect(200)
    return time.monotonic() - began
