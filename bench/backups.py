"""A backup of every case and its restore into a fresh database: time, and memory that stays flat."""

import json
import tempfile
from pathlib import Path

from .databases import fresh
from .findings import Finding
from .server import manage

FLAT = 1.5  # the peak over a hundred times the cases, against that over the few


def measure(databases: dict[int, str]) -> list[Finding]:
    told = {cases: _both(url) for cases, url in databases.items()}
    small, large = min(told), max(told)
    return [
        finding
        for deed in ("make", "restore")
        for finding in _findings(deed, large, told[small], told[large])
    ]


def _both(url: str) -> dict[str, dict]:
    with tempfile.TemporaryDirectory(prefix="kk-bench-") as folder, fresh("kk_bench_restored") as empty:
        files = {"ATTACHMENTS_DIR": str(Path(folder) / "attachments"), "BACKUP_DIR": folder}
        return {
            deed: json.loads(manage(place, "bench_backup", deed, folder, **files))
            for deed, place in (("make", url), ("restore", empty))
        }


def _findings(deed: str, cases: int, few: dict, many: dict) -> list[Finding]:
    what = {"make": "a backup", "restore": "a restore"}[deed] + f" of {cases:,} cases"
    peaks = f"{many[deed]['peak'] / 1e6:.0f} of {few[deed]['peak'] / 1e6:.0f} MB"
    size = f"{many[deed]['bytes'] / 1e6:.0f} MB sealed; {few[deed]['seconds']:.1f} s of the few"
    return [
        Finding(what, many[deed]["seconds"], "s", note=size),
        Finding(
            f"{what}, peak of memory against the few",
            many[deed]["peak"] / few[deed]["peak"],
            most=FLAT,
            note=peaks,
        ),
    ]
