"""How PostgreSQL answers the very queries that pages make: with an index, and in how much time.

``manage.py bench_plans`` (inside Django) asks the pages and explains what they sent; here its findings
become figures.
"""

import json

from .findings import Finding
from .server import manage

SLOWEST = 150.0  # milliseconds for all queries of one page
COUNTING = {"totals of one village, exact": 500.0}  # 6,055 cases are counted, of two years


def measure(database: str) -> list[Finding]:
    findings = []
    for told in json.loads(manage(database, "bench_plans")):
        note = f"slowest of {told['queries']} queries {told['slowest']:.1f} ms"
        scans = ", ".join(told["scans"])
        findings.append(
            Finding(
                f"{told['page']}: sequential scans of cases and referrals",
                len(told["scans"]),
                most=0,
                note=scans or note,
            )
        )
        findings.append(
            Finding(
                f"{told['page']}: all its queries",
                told["total"],
                "ms",
                most=COUNTING.get(told["page"], SLOWEST),
            )
        )
    return findings
