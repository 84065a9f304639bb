"""The trail at work: writers side by side, a long trail, and a walk over all of it."""

import json
import multiprocessing
import time
import uuid

from django.core.management import BaseCommand
from django.db import connection, transaction

from bench.memory import peak
from safeguards import audit
from safeguards.models import AuditEvent

EVENTS = 50  # of each invented chain: a case of some weeks
BATCH = 200  # chains recorded in one transaction
FIGURES = ({}, {"sealed": True, "admin": True}, {"fields": ["narrative"], "section": "cerita"})


class Command(BaseCommand):
    help = "Prints, as JSON: events per second of some writers; or the rows, seconds and peak of one walk."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--writers", type=int, default=0, help="processes that record at once")
        parser.add_argument("--chains", type=int, default=1, help="how many chains they share")
        parser.add_argument("--seconds", type=float, default=3)
        parser.add_argument("--fill", type=int, default=0, help="record until there are so many rows")
        parser.add_argument("--verify", action="store_true")

    def handle(
        self, *, writers: int, chains: int, seconds: float, fill: int, verify: bool, **options
    ) -> None:
        if fill:
            _fill(fill)
        told = {"rows": AuditEvent.objects.count()}
        if writers:
            told["per_second"] = _write(writers, chains, seconds)
        if verify:
            told |= _verify()
        self.stdout.write(json.dumps(told))


def _write(writers: int, chains: int, seconds: float) -> float:
    """Each event in a transaction of its own, as a page that is read records it."""
    connection.close()
    shared, context = [uuid.uuid4() for _chain in range(chains)], multiprocessing.get_context("fork")
    counts = context.Queue()
    workers = [
        context.Process(target=_record, args=(shared[place % chains], seconds, counts))
        for place in range(writers)
    ]
    for worker in workers:
        worker.start()
    written = sum(counts.get() for _worker in workers)
    for worker in workers:
        worker.join()
    return written / seconds


def _record(chain: uuid.UUID, seconds: float, counts) -> None:
    connection.ensure_connection()
    count, until = 0, time.monotonic() + seconds
    while time.monotonic() < until:
        with transaction.atomic():
            audit.record(action="complaint.read", chain=chain)
        count += 1
    counts.put(count)
    connection.close()


def _fill(rows: int) -> None:
    missing = rows - AuditEvent.objects.count()
    while missing > 0:
        chains = [uuid.uuid4() for _chain in range(min(BATCH, -(-missing // EVENTS)))]
        with transaction.atomic():
            places = range(min(EVENTS, missing))
            missing -= audit.record_many(_event(chain, place) for chain in chains for place in places)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE safeguards_auditevent")


def _event(chain: uuid.UUID, place: int) -> audit.Entry:
    return audit.Entry("complaint.read", chain=chain, reason="review", figures=FIGURES[place % len(FIGURES)])


def _verify() -> dict:
    began = time.monotonic()
    report = audit.verify()
    if report.bad:
        raise RuntimeError(f"The trail is broken at {report.bad}.")
    return {"verified": report.rows, "seconds": time.monotonic() - began, "peak": peak()}
