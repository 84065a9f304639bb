"""Rotation beside writers, killed and started again: no row is lost, half done, or left behind."""

import itertools
import os
import random
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection, connections

from complaints.enums import PersonRole
from complaints.models import Complaint, Person
from complaints.sections import SECTIONS
from complaints.services import editing, intake
from safeguards import audit, rotation
from safeguards.crypto import digests
from safeguards.keygen import new_key
from safeguards.models import AuditEvent, DataKey
from tests import factories

ROOT = Path(__file__).resolve().parents[2]
CASES = 30
KILLS = 3


@pytest.fixture
def rings(settings) -> dict[str, dict[str, str]]:
    """What the variables hold before, during and after; the portal begins with ``old``."""
    keys = {name: (new_key("old"), new_key("new")) for name in ("DATA_KEYS", "DIGEST_KEYS")}
    settings.DATA_KEYS, settings.DIGEST_KEYS = keys["DATA_KEYS"][0], keys["DIGEST_KEYS"][0]
    return {
        "both": {name: f"{new},{old}" for name, (old, new) in keys.items()},
        "new": {name: new for name, (_old, new) in keys.items()},
    }


@pytest.fixture
def relawan(transactional_db):
    return factories.volunteer("relawan")


@pytest.fixture
def cases(rings, relawan):
    """Recorded under the old keys; each concerned person has a phone of her own."""
    return [record(relawan, number) for number in range(CASES)]


def phone(number: int) -> str:
    return f"+62812{number:07}"


def record(by, number: int) -> Complaint:
    told = intake.Intake(
        kind="social",
        category="civil",
        group=by.current_assignments[0].group,
        village=factories.make_village(),
        name=f"Contoh {number}",
        phone=phone(number),
        told_by_other=True,
        reporter_name=f"Contoh Tetangga {number}",
        reporter_phone=phone(500_000 + number),
        sex="female",
        narrative=f"Cerita contoh {number}",
        may_count=True,
    )
    return intake.record_complaint(by=by, key=uuid.uuid4(), intake=told).complaint


def use(settings, ring: dict[str, str]) -> None:
    for name, value in ring.items():
        setattr(settings, name, value)


def count_all() -> tuple[int, int, int]:
    return Complaint.objects.count(), Person.objects.count(), DataKey.objects.count()


def all_open() -> dict[str, str]:
    """Phone → story, of every case that there is: each is opened, and found by her phone."""
    told = {}
    rows = Person.objects.filter(role=PersonRole.CONCERNED)
    for person in rows.select_related("data_key", "complaint__data_key"):
        (same,) = rows.filter(phone_digest__in=digests("phone", person.phone))
        assert same == person
        told[person.phone] = person.complaint.narrative
    return told


def stale() -> list[int]:
    return [one.total for one in rotation.turning()]


def test_writers_go_on_while_it_runs(cases, relawan, rings, settings, threads):
    use(settings, rings["both"])
    numbers, ended = itertools.count(CASES), []

    def write() -> list[int]:
        made = []
        while not ended or len(made) < 3:
            made.append(next(numbers))
            record(relawan, made[-1])
        return made

    def change() -> int:
        """Her phone, of cases that are being brought over."""
        by, done = relawan, 0
        for case in cases:
            row = Complaint.objects.get(pk=case.pk)
            number = int(case.narrative.split()[-1])
            values = {"phone": phone(900_000 + number)}
            editing.change(
                complaint=row, by=by, section=SECTIONS["orangnya"], values=values, version=row.version
            )
            done += 1
        return done

    def destroy() -> int:
        """An erasure at the same time must not be undone by the copy that was read before it."""
        gone = list(Person.objects.filter(role="reporter").select_related("data_key")[:CASES])
        for person in gone:
            person.data_key.destroy()
        return len(gone)

    def destroyed() -> int:
        return DataKey.objects.filter(wrapped=b"", destroyed_at__isnull=False).count()

    def turn() -> list[rotation.Turned]:
        try:
            return rotation.rotate(batch=3)
        finally:
            ended.append(True)

    made, more, changed, gone, turned = threads.run(write, write, change, destroy, turn)
    assert (changed, [one.unopened for one in turned]) == (CASES, [0, 0])
    assert threads.run(stale, destroyed) == [[0, 0], gone]
    use(settings, rings["new"])
    (told,) = threads.run(all_open)
    expected = {phone(900_000 + number): f"Cerita contoh {number}" for number in range(CASES)}
    expected |= {phone(number): f"Cerita contoh {number}" for number in [*made, *more]}
    assert told == expected
    assert threads.run(lambda: audit.verify().bad) == [None]


class Outside:
    """`rotate_keys` as a process of its own, on the database of the test."""

    def __init__(self, path: str | None, ring: dict[str, str], settings):
        url = f"sqlite:///{path}" if path else _url(connections["default"].settings_dict)
        kept = {name: getattr(settings, name) for name in ("SECRET_KEY", "AUDIT_KEYS", "OUTBOX_KEYS")}
        self.environment = {**os.environ, **kept, **ring, "DATABASE_URL": url}

    @contextmanager
    def started(self, *arguments: str) -> Iterator[subprocess.Popen]:
        command = [sys.executable, str(ROOT / "manage.py"), "rotate_keys", *arguments]
        process = subprocess.Popen(  # noqa: S603 - our own
            command, env=self.environment, cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        try:
            yield process
        finally:
            process.kill()
            process.wait(30)
            process.stdout.close()

    def whole(self) -> str:
        with self.started() as process:
            told, _none = process.communicate(timeout=60)
        assert process.returncode == 0
        return told

    def stopped(self, how: signal.Signals, after: int, wait: float) -> int:
        """Its exit code, when the signal reached it ``wait`` seconds after so many batches."""
        with self.started("--batch", "1", "--verbosity", "2") as process:
            for _line in itertools.islice(process.stdout, after):
                pass
            time.sleep(wait)
            process.send_signal(how)
            return process.wait(30)


def _url(told: dict) -> str:
    who = f"{told['USER']}:{told['PASSWORD']}" if told["PASSWORD"] else told["USER"]
    return f"postgres://{who}@{told['HOST']}:{told['PORT'] or 5432}/{told['NAME']}"


def test_killed_at_any_point_it_is_finished_by_the_next_run(cases, rings, settings, threads):
    dice = random.Random()
    outside = Outside(threads.path, rings["both"], settings)
    use(settings, rings["both"])
    (before,) = threads.run(count_all)
    left = [sum(threads.run(stale)[0])]
    for _kill in range(KILLS):
        code = outside.stopped(signal.SIGKILL, dice.randint(1, 15), dice.random() / 50)
        assert code == -signal.SIGKILL
        left.append(sum(threads.run(stale)[0]))
        assert threads.run(lambda: len(all_open())) == [CASES]
    assert left == sorted(left, reverse=True)
    assert left[-1] < left[0]
    assert "DATA_KEYS 'old': no row needs it any more" in outside.whole()
    use(settings, rings["new"])
    assert threads.run(stale) == [[0, 0]]
    expected = {phone(number): f"Cerita contoh {number}" for number in range(CASES)}
    assert threads.run(all_open, count_all) == [expected, before]
    assert threads.run(told_by_the_trail) == [(KILLS + 1, 1, None)]


def told_by_the_trail() -> tuple[int, int, object]:
    begun, ended = (
        AuditEvent.objects.filter(action=f"keys.{what}").count() for what in ("rotation_begun", "rotated")
    )
    return begun, ended, audit.verify().bad


@pytest.fixture
def interruptible():
    """A run that was put into the background ignores the signal, and so would what it starts."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_interrupted_it_says_so_and_goes_on_the_next_time(cases, rings, settings, threads, interruptible):
    outside = Outside(threads.path, rings["both"], settings)
    use(settings, rings["both"])
    assert outside.stopped(signal.SIGINT, 5, 0) == 130
    stopped = AuditEvent.objects.filter(action="keys.rotation_stopped")
    assert threads.run(lambda: stopped.count()) == [1]
    (left,) = threads.run(stale)
    assert 0 < left[0] < CASES * 3
    outside.whole()
    assert threads.run(stale) == [[0, 0]]


def test_a_process_that_still_writes_with_the_old_key_loses_nothing(cases, relawan, rings, settings, threads):
    """Web processes that began before the new key came: what they write meanwhile comes over next time."""
    outside = Outside(threads.path, rings["both"], settings)
    ended = []

    def write() -> int:
        number = CASES
        while not ended:
            record(relawan, number)
            number += 1
            time.sleep(0.02)
        return number

    def turn() -> str:
        try:
            with outside.started() as process:
                return process.communicate(timeout=60)[0]
        finally:
            ended.append(True)

    written, told = threads.run(write, turn)
    assert "came under 'new'" in told
    use(settings, rings["both"])
    outside.whole()
    assert threads.run(stale) == [[0, 0]]
    use(settings, rings["new"])
    assert threads.run(lambda: len(all_open())) == [written]


def test_it_is_the_database_of_the_test_that_is_turned(cases, rings, settings, threads):
    """Else nothing above would say anything."""
    outside = Outside(threads.path, rings["both"], settings)
    with outside.started("--dry-run") as process:
        told, _none = process.communicate(timeout=60)
    assert f"DATA_KEYS: {CASES * 3} rows of safeguards.DataKey would come under 'new'." in told
    assert connection.vendor in outside.environment["DATABASE_URL"].replace("postgres:", "postgresql:")
