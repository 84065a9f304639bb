"""`make bench`: ratios within one run, printed as a table and kept in bench/results/; 1 on a miss."""

import argparse
import sys

from . import backups, keys, plans, speed, starts, totals, trail, weight, work
from .databases import copies
from .findings import Finding, table, write
from .server import manage

SMALL, LARGE = 1_000, 100_000


def main() -> int:
    arguments = _arguments()
    rounds, seconds = (3, 1.0) if arguments.quick else (6, 2.0)
    with copies((SMALL, LARGE)) as databases:
        manage(databases[SMALL], "collectstatic", "--no-input", "-v0")
        findings = run(databases, arguments.parts, rounds, seconds)
    print(f"\n{table(findings)}\n")
    print(f"Written to {write(findings, 'quick' if arguments.quick else 'latest')}")
    missed = [row for row in findings if not row.holds]
    for row in missed:
        print(f"Missed: {row.what} is {row.figure}; the target is {row.target}.")
    print("" if missed else "Every target is held.")
    return 1 if missed else 0


def run(databases: dict[int, str], parts: list[str], rounds: int, seconds: float) -> list[Finding]:
    findings = []
    if "plans" in parts:
        findings += plans.measure(databases[LARGE])
    if {"speed", "weight", "work"} & set(parts):
        with speed.sites(databases) as sites:
            if "weight" in parts:
                findings += weight.measure(sites[0].server)
            if "speed" in parts:
                findings += speed.measure(sites, rounds, seconds)
            if "work" in parts:
                findings += work.photo(sites[-1])
    if "backup" in parts:
        findings += backups.measure(databases)
    if "work" in parts:
        findings += [*work.figures(databases), *work.reminders(databases)]
    if "totals" in parts:
        findings += totals.measure(max(databases))
    if "keys" in parts:
        findings += keys.cost(databases[SMALL], SMALL, rounds, seconds)
        findings += keys.rotation(databases)
    if "audit" in parts:
        findings += trail.measure(databases[SMALL], seconds)
    if "starts" in parts:
        findings += starts.measure()
    return findings


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer and shorter rounds; figures to look at")
    parser.add_argument("parts", nargs="*", metavar="part", help=" ".join(PARTS))
    arguments = parser.parse_args()
    arguments.parts = arguments.parts or [*PARTS]
    unknown = set(arguments.parts) - set(PARTS)
    if unknown:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    return arguments


PARTS = ("plans", "weight", "speed", "backup", "work", "totals", "keys", "audit", "starts")

if __name__ == "__main__":
    sys.exit(main())
