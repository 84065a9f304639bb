"""Casework at its largest: a photo kept and shown, the figures of the work, the timer over every referral."""

import io
import json
import random
import re
import time

from PIL import Image

from .findings import Finding
from .load import Client
from .pages import PASSWORD, USERNAME
from .server import manage
from .speed import Site

PHOTO_BYTES, PHOTO_SECONDS = 5_000_000, 1.5
FIGURES_SECONDS = 3
REFERRALS = 100_000
FLAT = 1.5  # the peak of memory over a hundred times the referrals, against that over the few
FILE = re.compile(r'href="(/pengaduan/[^"]+/lampiran/[0-9a-f-]{36}/)lihat/"')


def photo(site: Site) -> list[Finding]:
    """A volunteer's photo of 5 MB, posted as her browser would; then the copy that is shown."""
    client = Client(site.server.port).login(USERNAME, PASSWORD)
    address, taken = f"/pengaduan/{site.number}/lampiran/", _noise()
    began = time.monotonic()
    client.upload(address, "photo", taken).expect(302)
    kept = time.monotonic()
    shown = client.get(FILE.search(client.get(address).expect(200).text).group(1)).expect(200)
    ended = time.monotonic()
    note = f"{len(taken) / 1e6:.1f} MB kept in {kept - began:.2f} s; {len(shown.body) / 1e3:.0f} KB shown"
    return [Finding("a photo kept and shown", ended - began, "s", most=PHOTO_SECONDS, note=note)]


def _noise() -> bytes:
    """A JPEG of about PHOTO_BYTES, as a phone's camera makes: 12 megapixels of grain."""
    dice = random.Random(7)
    grain = Image.frombytes("RGB", (1000, 750), dice.randbytes(1000 * 750 * 3)).resize((4000, 3000))
    for quality in range(95, 30, -5):
        held = io.BytesIO()
        grain.save(held, "JPEG", quality=quality)
        if held.tell() <= PHOTO_BYTES * 1.1:
            break
    return held.getvalue()


def figures(databases: dict[int, str]) -> list[Finding]:
    """As if three years were one: every case of the database is in the period."""
    large = max(databases)
    told = json.loads(manage(databases[large], "bench_figures"))
    what = f"figures of the work over {told['cases']:,} cases"
    return [Finding(what, told["seconds"], "s", most=FIGURES_SECONDS)]


def reminders(databases: dict[int, str]) -> list[Finding]:
    """Last of all: it leaves no referral as it was."""
    small, large = (
        json.loads(manage(databases[cases], "bench_remind", "--at-least", str(least)))
        for cases, least in ((min(databases), 0), (max(databases), REFERRALS))
    )
    note = f"{large['referrals']:,} referrals, {large['reminders']:,} reminders"
    return [
        Finding("reminders, one pass over every referral", large["seconds"], "s", note=note),
        Finding(
            "reminders, peak of memory against a pass over the few",
            large["peak"] / small["peak"],
            most=FLAT,
            note=f"{large['peak'] / 1e6:.0f} of {small['peak'] / 1e6:.0f} MB",
        ),
    ]
