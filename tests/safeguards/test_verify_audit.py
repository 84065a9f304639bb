"""Every way of touching the trail behind the program's back, and what is said of it."""

import hmac
import json
import uuid
from datetime import UTC
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import JSONField, QuerySet, Value

from safeguards import audit, checkpoints, crypto
from safeguards.chains import FIELDS
from safeguards.keygen import new_key
from safeguards.models import AuditEvent
from safeguards.verification import BadRow
from tests import trail

pytestmark = pytest.mark.django_db
ONE = uuid.UUID("11111111-1111-4111-8111-111111111111")
TWO = uuid.UUID("22222222-2222-4222-8222-222222222222")


@pytest.fixture(autouse=True)
def owned(db):
    """A trail in the hands of whoever owns its table."""
    for chain in (ONE, TWO):
        for number in range(4):
            audit.record(action="case.read", chain=chain, figures={"number": number})
    with trail.owned():
        yield


def rows(**filters) -> QuerySet:
    """Around the model's own refusals, too."""
    return QuerySet(AuditEvent).filter(**filters)


def run(**options) -> str:
    out = StringIO()
    call_command("verify_audit", stdout=out, **options)
    return out.getvalue()


def test_an_untouched_trail_is_sound():
    report = audit.verify()
    assert (report.rows, report.chains, report.bad) == (8, 2, None)
    assert run() == (
        "8 rows in 2 chains are as they were written.\n"
        "Without a checkpoint nobody can tell whether the end of a chain was cut off.\n"
    )


def test_an_empty_trail_is_sound():
    rows().delete()
    assert audit.verify() == audit.verify(heads={})
    assert audit.verify().rows == 0


@pytest.mark.parametrize(
    "change",
    [
        {"at": "2020-01-01T00:00:00Z"},
        {"actor": 7},
        {"action": "case.closed"},
        {"subject_type": "x"},
        {"subject_id": "x"},
        {"reason": "x"},
        {"figures": {"number": 9}},
        {"refused": True},
        {"key_id": "second"},
        {"digest": b"x" * 32},
    ],
    ids=lambda change: next(iter(change)),
)
def test_an_edit_of_any_field_is_found(change, settings):
    settings.AUDIT_KEYS += f",{new_key('second')}"
    rows(chain=ONE, seq=2).update(**change)
    assert audit.verify().bad == BadRow(ONE, 2, "changed")
    with pytest.raises(CommandError, match=rf"^Chain {ONE}, row 2: this row was changed or moved\.$"):
        run()


def test_a_row_of_another_number_or_chain_is_found():
    rows(chain=ONE, seq=4).update(seq=5)
    assert audit.verify().bad == BadRow(ONE, 4, "missing")
    rows(chain=ONE, seq=5).update(chain=uuid.UUID(int=7))
    assert audit.verify().bad == BadRow(uuid.UUID(int=7), 1, "missing")


def test_figures_that_only_look_alike_are_found():
    for figures in ({"number": True}, {"number": "1"}, {"number": [1]}, {"Number": 1}, {}, None, [], 1):
        rows(chain=ONE, seq=2).update(figures=Value(figures, JSONField()))
        assert audit.verify().bad == BadRow(ONE, 2, "changed")


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"figures": {"b": [1, "é", None], "a": {"y": True, "x": '\u2028"\\'}}},
        {"reason": "r", "figures": {"10": 1, "9": 2, "": 3}},
        {"by": SimpleNamespace(pk=7), "figures": {"ümlaut": "ⵣ"}},
    ],
)
def test_what_is_signed_is_plain_json_with_sorted_names(told):
    """The spelling of rows that stand already; a digest that drifted would call them all changed."""
    event = audit.record(action="case.read", chain=uuid.UUID(int=3), **told)
    text = {name: getattr(event, name) for name in FIELDS}
    text |= {"chain": str(event.chain), "at": event.at.astimezone(UTC).isoformat()}
    spelled = json.dumps(text, sort_keys=True, separators=(",", ":")).encode()
    key = crypto.audit_keys().newest[1]
    assert event.digest == hmac.digest(key, b"\0" + spelled, "sha256")
    assert audit.verify().bad is None


def test_every_field_is_bound():
    """A field added to the model must enter the digest, or this list and the test above."""
    bound = {"chain", "seq", "at", "actor", "action", "subject_type", "subject_id", "reason", "figures"}
    bound |= {"refused", "key_id", "digest"}
    assert {field.name for field in AuditEvent._meta.fields} - {"id"} == bound


def test_a_row_taken_from_the_middle_or_the_start_is_found():
    rows(chain=TWO, seq=3).delete()
    assert audit.verify().bad == BadRow(TWO, 3, "missing")
    rows(chain=ONE, seq=1).delete()
    assert audit.verify().bad == BadRow(ONE, 1, "missing")


def test_a_row_taken_out_and_the_rest_renumbered_is_found():
    rows(chain=ONE, seq=2).delete()
    rows(chain=ONE, seq=3).update(seq=2)
    rows(chain=ONE, seq=4).update(seq=3)
    assert audit.verify().bad == BadRow(ONE, 2, "changed")


def test_two_rows_that_changed_places_are_found():
    rows(chain=ONE, seq=2).update(seq=99)
    rows(chain=ONE, seq=3).update(seq=2)
    rows(chain=ONE, seq=99).update(seq=3)
    assert audit.verify().bad == BadRow(ONE, 2, "changed")


def test_a_row_moved_to_another_chain_is_found():
    rows(chain=TWO, seq=4).update(chain=ONE, seq=5)
    assert audit.verify().bad == BadRow(ONE, 5, "changed")


def test_a_chain_over_several_keys_is_sound_while_all_are_there(settings):
    old = settings.AUDIT_KEYS
    settings.AUDIT_KEYS = f"{new_key('next')},{old}"
    audit.record(action="case.read", chain=ONE)
    assert audit.verify().bad is None
    settings.AUDIT_KEYS = old
    assert audit.verify().bad == BadRow(ONE, 5, "unknown_key")


def test_a_cut_end_shows_against_a_checkpoint_only(tmp_path):
    path = tmp_path / "checkpoint"
    run(checkpoint_out=path)
    assert path.stat().st_mode & 0o777 == 0o600
    audit.record(action="case.read", chain=ONE)
    assert "Nothing that stood at " in run(checkpoint=path)
    rows(chain=ONE, seq__gte=4).delete()
    assert audit.verify().bad is None
    with pytest.raises(CommandError, match=rf"^Chain {ONE}, row 4: the chain was longer"):
        run(checkpoint=path)


@pytest.mark.parametrize("gone", [ONE, TWO])
def test_a_chain_that_vanished_shows_against_a_checkpoint(tmp_path, gone):
    path = tmp_path / "checkpoint"
    run(checkpoint_out=path)
    rows(chain=gone).delete()
    assert audit.verify(checkpoints.read(path)[1]).bad == BadRow(gone, 1, "cut_off")
    rows().delete()
    assert audit.verify(checkpoints.read(path)[1]).bad == BadRow(ONE, 1, "cut_off")


def test_a_chain_cut_and_written_again_shows_against_a_checkpoint(tmp_path):
    path = tmp_path / "checkpoint"
    run(checkpoint_out=path)
    rows(chain=TWO, seq=4).delete()
    audit.record(action="case.closed", chain=TWO)
    assert audit.verify(checkpoints.read(path)[1]).bad == BadRow(TWO, 4, "cut_off")


def test_no_checkpoint_is_written_of_a_broken_trail(tmp_path):
    rows(chain=TWO, seq=4).update(actor=7)
    with pytest.raises(CommandError):
        run(checkpoint_out=tmp_path / "checkpoint")
    assert list(tmp_path.iterdir()) == []


def test_a_checkpoint_that_was_touched_is_refused(tmp_path):
    path = tmp_path / "checkpoint"
    run(checkpoint_out=path)
    good = path.read_text()
    lines = good.splitlines(keepends=True)
    touched = ["", "x", good.replace(" 4 ", " 3 ", 1), "".join(lines[:1] + lines[2:]), "".join(lines[:-1])]
    for text in [*touched, good.replace("checkpoint", "checkpaint", 1)]:
        path.write_text(text)
        with pytest.raises(CommandError, match="is not a checkpoint signed with one of AUDIT_KEYS"):
            run(checkpoint=path)
    with pytest.raises(CommandError):
        run(checkpoint=tmp_path / "nowhere")


def test_a_checkpoint_of_another_key_is_refused(tmp_path, settings):
    path = tmp_path / "checkpoint"
    run(checkpoint_out=path)
    settings.AUDIT_KEYS = new_key("other")
    with pytest.raises(checkpoints.BadCheckpoint):
        checkpoints.read(path)


def test_the_walk_reads_in_one_query(django_assert_num_queries):
    if connection.vendor == "sqlite":
        with django_assert_num_queries(1):
            audit.verify()
