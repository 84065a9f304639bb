"""One figure beside its target, and how all of them look as a table, as JSON and as a verdict."""

import json
import os
import platform
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

RESULTS = Path(__file__).resolve().parent / "results"


@dataclass(frozen=True)
class Finding:
    """``least`` or ``most`` is what it must reach or not pass; neither: reported only."""

    what: str
    value: float
    unit: str = ""
    least: float | None = None
    most: float | None = None
    note: str = ""

    @property
    def holds(self) -> bool:
        above = self.least is None or self.value >= self.least
        return above and (self.most is None or self.value <= self.most)

    @property
    def target(self) -> str:
        bounds = [("≥", self.least), ("≤", self.most)]
        return ", ".join(f"{sign} {_number(bound)}" for sign, bound in bounds if bound is not None)

    @property
    def figure(self) -> str:
        return f"{_number(self.value)} {self.unit}".strip()

    @property
    def verdict(self) -> str:
        if not self.target:
            return ""
        return "held" if self.holds else "MISSED"


def table(findings: list[Finding]) -> str:
    lines = ["| What | Figure | Target | | Note |", "|---|---|---|---|---|"]
    lines += [
        f"| {row.what} | {row.figure} | {row.target} | {row.verdict} | {row.note} |" for row in findings
    ]
    return "\n".join(lines)


def write(findings: list[Finding], name: str) -> Path:
    """results/<name>.md and .json, over those of the run before."""
    RESULTS.mkdir(exist_ok=True)
    where = f"{date.today()}, Python {platform.python_version()}, {_processors()} processors"  # noqa: DTZ011 - the day on this machine, for its reader
    page = f"# Benchmarks\n\nMeasured by `make bench` on {where}.\n\n{table(findings)}\n"
    (RESULTS / f"{name}.md").write_text(page)
    rows = [asdict(row) | {"holds": row.holds} for row in findings]
    data = json.dumps({"where": where, "findings": rows}, ensure_ascii=False, indent=1)
    (RESULTS / f"{name}.json").write_text(data + "\n")
    return RESULTS / f"{name}.md"


def _number(value: float) -> str:
    return f"{value:g}" if value == round(value) else f"{value:.2f}"


def _processors() -> int:
    return len(os.sched_getaffinity(0))
