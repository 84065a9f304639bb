"""`make attack`: 1,000 invented village-years and the demo; prints what was found, 1 if anything was."""

import argparse
import os
import random
import sys
import tempfile
from pathlib import Path

import django

VILLAGE_YEARS, SEED = 1_000, 2026


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--village-years", type=int, default=VILLAGE_YEARS)
    parser.add_argument("--seed", type=int, default=SEED)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{Path(folder) / 'demo.sqlite3'}"
        os.environ["DJANGO_SETTINGS_MODULE"] = "kk_portal.settings"
        os.environ["KK_MODE"] = "local"
        django.setup()
        tallies = {
            f"{arguments.village_years} village-years, seed {arguments.seed}": _of_worlds(arguments),
            "The demo": _of_demo(),
        }
    for title, tally in tallies.items():
        _print(title, tally)
    return 1 if any(tally.found for tally in tallies.values()) else 0


def _of_worlds(arguments):
    from .tally import Tally  # these need Django set up
    from .worlds import worlds

    tally, dice = Tally(), random.Random(arguments.seed)
    for world in worlds(arguments.seed, arguments.village_years):
        tally.add_world(world)
        tally.add_insider(world, dice.choice(world.villages))
    return tally


def _of_demo():
    from kk_portal.management.commands.serve import Command
    from planning.models import Release

    from .tally import Tally

    Command().prepare()
    tally, told = Tally(), {}
    for row in Release.objects.order_by("year", "quarter"):
        told.setdefault((row.place[:5], row.year), {}).setdefault(row.quarter, {})[row.place] = row.figures
    for spans in told.values():
        if year := spans.pop(0, None):
            tally.add(year, spans)
    return tally


def _print(title: str, tally) -> None:
    from .tally import share

    print(f"\n{title}: {tally.village_years} village-years")
    print(f"  hidden counts attacked      {tally.hidden}")
    print(f"  values left, at the least   {tally.least}")
    print(f"  worked out                  {sum(map(len, tally.found))}")
    print(f"  tables contradicting        {tally.misfits} (corrected since; then the year alone was tried)")
    for way in ("close", "small", "coarse"):
        print(f"  figures told {way:<14} {tally.figures[way]} ({share(tally.figures, way)})")
    if tally.cases:
        print(f"  cases in a close figure     {share(tally.cases, 'close')} of kind B, by category")
    if tally.neighbours:
        percent = f"{100 * tally.learned / tally.neighbours:.2f}%"
        print(f"  an insider works out        {tally.learned} of {tally.neighbours} of others ({percent})")
    for found in tally.found:
        print(f"  FOUND {found}")


if __name__ == "__main__":
    sys.exit(main())
