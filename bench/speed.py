"""Throughput of pages as a ratio to the floor, small and large database beside each other.

The machine is never quiet and never the same, so nothing is compared across time: floor and page
take short turns, and the figure is the median of the ratios of neighbouring turns.
"""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median

from .findings import Finding
from .load import Client, throughput
from .pages import OFFICER, PAGES, PASSWORD, USERNAME, Ask, Page, asks, open_number
from .server import Server, serving

MEMORY = 170_000_000
WARM_UP = 40  # requests per page: connections, templates and plans that are made once


@dataclass
class Site:
    """A server over a database of ``cases``, and what one request is by name of page."""

    cases: int
    server: Server
    asks: dict[str, Ask]
    number: str  # of an open case of the volunteer's group

    def warm(self) -> None:
        for ask in self.asks.values():
            for number in range(WARM_UP):
                ask(number)


@dataclass
class Rounds:
    """Requests per second of one page and of its floor, round by round, by size of the database."""

    page: dict[int, list[float]] = field(default_factory=dict)
    floor: dict[int, list[float]] = field(default_factory=dict)

    def ratio(self, cases: int) -> float:
        return _median_ratio(self.page[cases], self.floor[cases])

    def growth(self, small: int, large: int) -> float:
        return _median_ratio(self.page[large], self.page[small])


@contextlib.contextmanager
def sites(databases: dict[int, str]) -> Iterator[list[Site]]:
    with contextlib.ExitStack() as stack:
        made = []
        for cases, url in databases.items():
            server = stack.enter_context(serving(url))
            client, officer = (Client(server.port).login(name, PASSWORD) for name in (USERNAME, OFFICER))
            made.append(Site(cases, server, asks(client, officer, url), open_number(url)))
        yield made


def measure(sites: list[Site], rounds: int, seconds: float) -> list[Finding]:
    for site in sites:
        site.warm()
    findings = []
    for page in PAGES:
        findings += _findings(page, _take_turns(page, sites, rounds, seconds))
    return findings + [_memory(site) for site in sites]


def _take_turns(page: Page, sites: list[Site], rounds: int, seconds: float) -> Rounds:
    """Every other round runs backwards, so that what drifts favours nobody."""
    told = Rounds()
    turns = [(told.page, site, page.name) for site in sites]
    turns = [
        turn
        for site, turn in zip(sites, turns, strict=True)
        for turn in ((told.floor, site, page.floor), turn)
    ]
    for number in range(rounds):
        for column, site, name in turns if number % 2 else reversed(turns):
            column.setdefault(site.cases, []).append(throughput(site.asks[name], seconds))
        print(".", end="", flush=True)
    return told


def _findings(page: Page, told: Rounds) -> list[Finding]:
    found = []
    for cases in told.page:
        note = f"{median(told.page[cases]):.0f} of {median(told.floor[cases]):.0f} requests per second"
        found.append(
            Finding(f"{page.name} / floor, {cases:,} cases", told.ratio(cases), least=page.least, note=note)
        )
    small, large = min(told.page), max(told.page)
    least, most = page.growth
    found.append(
        Finding(
            f"{page.name}, {large:,} / {small:,} cases",
            told.growth(small, large),
            least=least,
            most=most,
        )
    )
    return found


def _memory(site: Site) -> Finding:
    workers, master = site.server.pss()
    note = f"after the load; the master beside them {master / 1e6:.0f} MB"
    what = f"two workers, PSS, {site.cases:,} cases"
    return Finding(what, round(workers / 1e6), "MB", most=MEMORY / 1e6, note=note)


def _median_ratio(above: list[float], below: list[float]) -> float:
    return median(one / other for one, other in zip(above, below, strict=True))
