"""The static files the picker reads: an index of regencies, and the villages of each regency."""

import json
from collections import Counter
from pathlib import Path

from .gazetteer import Gazetteer, parent_of
from .models import Village
from .names import shortened

FOLDER = Path(__file__).resolve().parent / "static" / "villages"


def contents(gazetteer: Gazetteer) -> dict[str, bytes]:
    """Path below ``FOLDER`` → bytes; the same places always give the same bytes.

    regencies.json: [[province, [[code, name], …]], …]
    regency/52.03.json: [[district's own digits, name, [[village's own digits, name], …]], …]
    """
    provinces, regencies = _children(gazetteer.regency), _children(gazetteer.district)
    districts = _children(gazetteer.village)
    index = [
        [
            gazetteer.province[code],
            [[child, shortened(gazetteer.regency[child])] for child in provinces[code]],
        ]
        for code in sorted(provinces)
    ]
    return {"regencies.json": _json(index)} | {
        f"regency/{code}.json": _json([_district(gazetteer, child, districts) for child in regencies[code]])
        for code in sorted(regencies)
    }


def write(files: dict[str, bytes], folder: Path) -> None:
    """Write ``files`` and remove those of regencies that are no more."""
    (folder / "regency").mkdir(parents=True, exist_ok=True)
    for path, content in files.items():
        (folder / path).write_bytes(content)
    for stale in set(folder.glob("regency/*.json")) - {folder / path for path in files}:
        stale.unlink()


def _children(level: dict[str, str]) -> dict[str, list[str]]:
    """Parent's code → codes below it, in order."""
    children: dict[str, list[str]] = {}
    for code in sorted(level):
        children.setdefault(parent_of(code), []).append(code)
    return children


def _district(gazetteer: Gazetteer, code: str, districts: dict[str, list[str]]) -> list:
    villages = districts.get(code, [])
    names = Counter(gazetteer.village[village] for village in villages)
    rows = [[village[9:], _label(gazetteer.village[village], village, names)] for village in villages]
    return [code[6:], gazetteer.district[code], rows]


def _label(name: str, code: str, names: Counter) -> str:
    """Within a kecamatan names can repeat: then kind and number stand behind them, "Oesao (desa 2008)"."""
    return f"{name} ({Village.KIND_DIGITS[code[9]].label.lower()} {code[9:]})" if names[name] > 1 else name


def _json(rows: list) -> bytes:
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()
