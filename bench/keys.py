"""What keys cost: bringing every row under new ones, and sealing and recording in a saving and a page."""

import json
from statistics import median

from .databases import spare
from .findings import Finding
from .load import Client, throughput
from .pages import OFFICER, PASSWORD, USERNAME, Ask, asks
from .server import manage, serving
from .speed import WARM_UP
from .work import FLAT

BARE = "bench.bare_settings"
SHARES = {"save": 0.35, "detail": 0.30}  # of a request's time that encryption and audit may take together


def cost(database: str, cases: int, rounds: int, seconds: float) -> list[Finding]:
    """Two servers over the same cases, sealed and opened, in turns; every other round runs backwards."""
    with spare(cases, "bare") as opened:
        manage(opened, "bench_bare")
        with serving(database) as sealed_server, serving(opened, BARE) as bare_server:
            both = [
                asks(*_logged_in(server.port), url)
                for server, url in ((sealed_server, database), (bare_server, opened))
            ]
            return [_share(page, most, both, rounds, seconds) for page, most in SHARES.items()]


def _logged_in(port: int) -> list[Client]:
    return [Client(port).login(name, PASSWORD) for name in (USERNAME, OFFICER)]


def _share(page: str, most: float, both: list[dict[str, Ask]], rounds: int, seconds: float) -> Finding:
    """1 - (requests with) / (requests without): what part of the time of a request with both they are."""
    for side in both:
        for number in range(WARM_UP):
            side[page](number)
    told: list[list[float]] = [[], []]
    for number in range(rounds):
        for side in (0, 1) if number % 2 else (1, 0):
            told[side].append(throughput(both[side][page], seconds))
        print(".", end="", flush=True)
    share = 1 - median(sealed / bare for sealed, bare in zip(*told, strict=True))
    note = f"{median(told[0]):.0f} requests per second with, {median(told[1]):.0f} without"
    return Finding(f"{page}: encryption and audit, share of it", share, most=most, note=note)


def rotation(databases: dict[int, str]) -> list[Finding]:
    """Last of all: its keys are gone afterwards, and nothing in these databases opens any more."""
    small, large = (
        json.loads(manage(databases[cases], "bench_rotate")) for cases in (min(databases), max(databases))
    )
    rows = ", ".join(f"{count:,} of {table}" for table, count in large["rows"].items())
    return [
        Finding(f"rotation of {large['cases']:,} cases", large["seconds"], "s", note=rows),
        Finding("rotation, rows left behind", large["left"] + small["left"], most=0),
        Finding(
            "rotation, peak of memory against that of the few",
            large["peak"] / small["peak"],
            most=FLAT,
            note=f"{large['peak'] / 1e6:.0f} of {small['peak'] / 1e6:.0f} MB",
        ),
    ]
