"""The ledger of destroyed keys: appended once, signed line by line, whole after a power cut."""

import uuid
from datetime import UTC, datetime

import pytest

from safeguards import erasures
from safeguards.models import DataKey

AT = datetime(2026, 11, 12, 3, 15, tzinfo=UTC)
ONE, TWO = uuid.uuid4(), uuid.uuid4()


def test_destroying_a_key_is_noted_when_the_deed_stands(django_capture_on_commit_callbacks, db):
    key = DataKey.objects.make()
    with django_capture_on_commit_callbacks() as waiting:
        key.destroy()
    before = erasures.read([erasures.path()]) if erasures.path().exists() else {}
    assert key.pk not in before
    waiting[0]()
    assert erasures.read([erasures.path()])[key.pk] == key.destroyed_at


def test_same_erasure_stands_once(tmp_path):
    ledger = tmp_path / "ledger"
    erasures.add({ONE: AT}, ledger)
    erasures.add({ONE: AT, TWO: AT}, ledger)
    assert len(ledger.read_text().splitlines()) == 2
    assert erasures.read([ledger]) == {ONE: AT, TWO: AT}
    assert ledger.stat().st_mode & 0o777 == 0o600


def test_line_that_a_power_cut_broke_is_left_out_and_the_next_stands(tmp_path):
    ledger = tmp_path / "ledger"
    erasures.add({ONE: AT}, ledger)
    with ledger.open("a") as file:
        file.write("0190-setengah")
    assert erasures.read([ledger]) == {ONE: AT}
    erasures.add({TWO: AT}, ledger)
    assert erasures.read([ledger]) == {ONE: AT, TWO: AT}


@pytest.mark.parametrize(
    "change", [lambda line: line.replace(str(ONE), str(TWO)), lambda line: "halo", lambda line: line[:-1]]
)
def test_line_of_another_hand_is_named(tmp_path, change):
    ledger = tmp_path / "ledger"
    erasures.add({ONE: AT}, ledger)
    ledger.write_text(f"{change(ledger.read_text().strip())}\n")
    with pytest.raises(erasures.BadLedger, match="line 1"):
        erasures.read([ledger])


def test_several_ledgers_are_one(tmp_path):
    erasures.add({ONE: AT}, tmp_path / "a")
    erasures.add({TWO: AT}, tmp_path / "b")
    assert erasures.read([tmp_path / "a", tmp_path / "b"]) == {ONE: AT, TWO: AT}
