"""What is measured: each page as the demo's volunteer asks for it, and the floor that it is held against."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import psycopg2

from safeguards.identifiers import time_ordered_uuid

from .load import Answer, Client

USERNAME, OFFICER, PASSWORD = "relawan", "petugas", "kk-portal-demo"
TEROS = "52.03.17.2003"
ENOUGH_CASES = 300

# A sample that is the same for every run and as old and as far as the whole: not merely the newest. What was
# merged leads elsewhere.
SAMPLE = """
    SELECT c.number, c.id FROM complaints_complaint c JOIN members_group g ON g.id = c.group_id
    WHERE g.village_id = %s AND NOT EXISTS (SELECT FROM complaints_merge m WHERE m.complaint_id = c.id)
    ORDER BY md5(c.id::text) LIMIT %s
"""
OPEN = """
    SELECT c.number FROM complaints_complaint c JOIN members_group g ON g.id = c.group_id
    WHERE g.village_id = %s AND c.stage <> 'closed' ORDER BY md5(c.id::text) LIMIT 1
"""
VIOLENCE = {
    "jenis": "kekerasan",
    "safety": "safe",
    "may_record": "yes",
    "may_count": "yes",
    "teller": "self",
    "sex": "female",
    "age_band": "25-44",
    "category": "physical",
    "relation": "spouse",
    "happened": "month",
    "village_kini": TEROS,
    "contact_way": "visit",
    "hidden_from": ["none"],
    "reminder": "warung hijau",
    "narrative": "Cerita contoh: pertengkaran terjadi sejak lama. Ia minta waktu untuk berpikir.",
}
SOCIAL = {
    "jenis": "perlindungan-sosial",
    "category": "civil",
    "may_record": "yes",
    "may_count": "yes",
    "name": "Melati Contoh",
    "phone": "081200070001",
    "sex": "female",
    "age_band": "25-44",
    "village_kini": TEROS,
    "first_help": "accompany",
    "narrative": "Contoh: belum punya surat sejak pindah, sudah dua kali ke kantor.",
}

Ask = Callable[[int], object]


Range = tuple[float, float]
SAME, WITHIN_TWICE = (0.8, 1.2), (0.5, 2.0)


@dataclass(frozen=True)
class Page:
    """``least``: the share of the floor's throughput that it must reach, if any; ``growth``: how its
    throughput in the large database may compare with that in the small one.
    """

    name: str
    floor: str
    least: float | None = None
    growth: Range = SAME


PAGES = (
    Page("list", "rows", 0.6),
    Page("detail", "rows", 0.35),
    Page("save", "row", 0.3),
    Page("officer's list", "rows", growth=WITHIN_TWICE),
    Page("officer's case page", "rows", growth=WITHIN_TWICE),
    Page("officer's dashboard", "rows", growth=WITHIN_TWICE),
)


def asks(client: Client, officer: Client, database: str) -> dict[str, Ask]:
    """What one request is, by the name of page and floor."""
    numbers, keys = _cycle(database, "number"), _cycle(database, "id")
    cases = "/admin/complaints/complaint/"
    return {
        "officer's list": lambda _number: officer.get(cases).expect(200),
        "officer's case page": lambda _number: officer.get(f"{cases}{next(keys)}/change/").expect(200),
        "officer's dashboard": lambda _number: officer.get("/admin/").expect(200),
        "rows": lambda _number: client.get("/lantai/").expect(200),
        "row": lambda number: client.post("/lantai/simpan/", {"text": f"Baris {number}"}).expect(302),
        "list": lambda _number: client.get("/pengaduan/").expect(200),
        "detail": lambda _number: client.get(f"/pengaduan/{next(numbers)}/").expect(200),
        "save": lambda number: save(client, SOCIAL if number % 2 else VIOLENCE),
    }


def save(client: Client, answers: dict) -> Answer:
    """Posts a new case; the answer leads to the page that shows its number."""
    return client.post("/pengaduan/catat/", {**answers, "kiriman": str(time_ordered_uuid())}).expect(302)


def open_number(database: str) -> str:
    """Of a case to which something can be added."""
    with psycopg2.connect(database) as connection, connection.cursor() as cursor:
        cursor.execute(OPEN, [TEROS])
        return cursor.fetchone()[0]


def _cycle(database: str, column: str) -> Iterator[str]:
    """Numbers or ids of the sample, over and over."""
    with psycopg2.connect(database) as connection, connection.cursor() as cursor:
        cursor.execute(SAMPLE, [TEROS, ENOUGH_CASES])
        place = ("number", "id").index(column)
        return itertools.cycle([row[place] for row in cursor.fetchall()])
