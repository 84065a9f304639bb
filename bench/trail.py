"""The audit trail: writers on chains of their own do not wait for each other; a long trail is read fast."""

import json

from .findings import Finding
from .server import manage

WRITERS = 4
ROWS = 1_000_000
VERIFY_SECONDS = 60
FLAT = 1.5  # the peak of memory over all rows, against that over the few
APART = 1.0  # at least: more writers on chains of their own never record less than one alone


def measure(database: str, seconds: float) -> list[Finding]:
    """Last of all on this database: it leaves a trail of a million rows."""
    return [*_writers(database, seconds), *_walk(database)]


def _writers(database: str, seconds: float) -> list[Finding]:
    alone, apart, together = (
        _told(database, "--writers", writers, "--chains", chains, "--seconds", seconds)["per_second"]
        for writers, chains in ((1, 1), (WRITERS, WRITERS), (WRITERS, 1))
    )
    note = f"{apart:.0f} of {alone:.0f} events per second"
    queue = f"{together:.0f} of {alone:.0f} events per second"
    return [
        Finding(f"{WRITERS} writers on {WRITERS} chains / one writer", apart / alone, least=APART, note=note),
        Finding(f"{WRITERS} writers on one chain / one writer", together / alone, note=queue),
    ]


def _walk(database: str) -> list[Finding]:
    few = _told(database, "--verify")
    _told(database, "--fill", ROWS)
    many = _told(database, "--verify")
    note = f"{many['peak'] / 1e6:.0f} of {few['peak'] / 1e6:.0f} MB ({few['verified']:,} rows)"
    walk, peak = f"verify over {many['verified']:,} rows", many["peak"] / few["peak"]
    return [
        Finding(walk, many["seconds"], "s", most=VERIFY_SECONDS),
        Finding("verify, peak of memory against a few rows", peak, most=FLAT, note=note),
    ]


def _told(database: str, *options) -> dict:
    return json.loads(manage(database, "bench_audit", *map(str, options)))
