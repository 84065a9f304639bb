"""A backup brought back: all of it opens, or it is told what does not; never over what is there."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from complaints import filestore
from complaints.models import Attachment, Complaint, Person
from kk_portal.backups import age, checking, databases, making, manifest, recipients, restoring, unfinished
from kk_portal.backups.errors import BackupError
from safeguards import crypto, erasures
from safeguards.crypto import Erased
from safeguards.keygen import new_key
from safeguards.models import AuditEvent, DataKey
from safeguards.verification import verify
from tests import factories, trail

from .conftest import fresh_place


def test_all_comes_back_and_opens(portal, restored):
    with restored(portal.backup(), all_rows=True) as found:
        assert found.faults == []
        row = Complaint.objects.get(pk=portal.kept.pk)
        assert row.narrative == portal.kept.narrative
        file = Attachment.objects.get(pk=portal.files[0].pk)
        key = row.data_key
        opened = filestore.read(key=key, row=file.pk, field="original", name=file.original)
        assert opened == factories.PHOTO
        assert AuditEvent.objects.filter(action="backup.restored").count() == 1
        assert verify().bad is None
        unfinished.refuse()
    told = "\n".join(found.lines)
    assert "Files of attachments in their place: 4 open." in told
    assert "Files opened: 4 open." in told
    assert "each table as many as in the backup" in told


def test_the_second_recipient_restores_as_well(portal, people, restored):
    with restored(portal.backup(), people[1]) as found:
        assert found.faults == []
        assert Complaint.objects.count() == 2


def test_case_whose_key_was_destroyed_stays_unreadable_in_a_later_backup(portal, restored):
    portal.forgotten.data_key.destroy()
    with restored(portal.backup(), ledgers=[]) as found:
        assert "1 erased on purpose" in "\n".join(found.lines)
        with pytest.raises(Erased):
            _ = Complaint.objects.get(pk=portal.forgotten.pk).narrative


def test_erasure_is_done_anew_in_an_older_backup(portal, restored):
    file = portal.backup()
    person = portal.forgotten.persons.get()
    Person.objects.filter(pk=person.pk).update(phone_digest=b"d" * 32, digest_key_id="1")
    older = making.make(file.parent / "older", {"daily": 1}).path
    portal.forgotten.data_key.destroy()
    person.data_key.destroy()
    at = DataKey.objects.get(pk=portal.forgotten.data_key_id).destroyed_at
    with restored(older, ledgers=[]):
        assert Complaint.objects.get(pk=portal.forgotten.pk).narrative == portal.forgotten.narrative
    with restored(older, ledgers=[erasures.path()]) as found:
        assert "Erasures: 2 in the ledger, 2 of them done anew here." in found.lines
        row = Complaint.objects.get(pk=portal.forgotten.pk)
        assert row.data_key.destroyed_at == at
        with pytest.raises(Erased):
            _ = row.narrative
        assert Person.objects.get(pk=person.pk).phone_digest is None
        assert Complaint.objects.get(pk=portal.kept.pk).narrative == portal.kept.narrative
        assert AuditEvent.objects.get(action="erasure.reapplied").figures == {"keys": 2}


def test_ledger_that_somebody_wrote_in_stops_the_restore(portal, restored):
    file = portal.backup()
    portal.kept.data_key.destroy()
    ledger = erasures.path()
    text = ledger.read_text()
    ledger.write_text(text.replace(str(portal.kept.data_key_id), str(portal.forgotten.data_key_id)))
    with pytest.raises(BackupError, match=r"ledger.*line 1"), restored(file):
        pass


def test_place_that_is_not_empty_is_refused(portal, people):
    file = portal.backup()
    with pytest.raises(BackupError, match="not empty: it holds"):
        restoring.restore(file, people[0], said=[].append)
    assert Complaint.objects.count() == 2


def test_folder_of_attachments_that_is_not_empty_is_refused(portal, people, place):
    filestore.put_back("ab/" + "ab" * 16, b"x")
    with pytest.raises(BackupError, match="ATTACHMENTS_DIR is not empty"):
        restoring.restore(Path("mana saja"), people[0], said=[].append)


def refused(file: Path, key: age.Identity, tmp_path: Path) -> str:
    """Why, with nothing written."""
    with fresh_place(tmp_path), pytest.raises(BackupError) as error:
        restoring.restore(file, key, said=[].append)
    with fresh_place(tmp_path), connection.cursor() as cursor:
        assert connection.introspection.table_names(cursor) == []
    return str(error.value)


@pytest.mark.parametrize("cut", [1, 100_000])
def test_cut_off_backup_is_refused_before_anything_is_written(portal, people, tmp_path, cut):
    file = portal.backup()
    file.write_bytes(file.read_bytes()[:-cut])
    assert "is damaged: Cut off or changed" in refused(file, people[0], tmp_path)


def test_stranger_is_refused(portal, tmp_path):
    assert "sealed to others" in refused(portal.backup(), age.Identity.new(), tmp_path)


def test_missing_file_is_told(people, tmp_path, portal):
    assert "No such file" in refused(tmp_path / "tiada.age", people[0], tmp_path)


def forged(portal, people, monkeypatch, **changes) -> Path:
    """A backup that somebody who knows the public keys has made, or another portal."""
    head = manifest.head
    monkeypatch.setattr(manifest, "head", lambda *args, **kwargs: {**head(*args, **kwargs), **changes})
    return portal.backup()


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"format": 2}, "format 2"),
        ({"engine": "oracle"}, "is of oracle"),
        ({"migrations": ["complaints.9999_later"]}, "newer portal"),
        ({"keys": {"DATA_KEYS": ["2031"]}}, "DATA_KEYS '2031'"),
    ],
)
def test_backup_that_does_not_fit_is_refused(portal, people, tmp_path, monkeypatch, changes, why):
    assert why in refused(forged(portal, people, monkeypatch, **changes), people[0], tmp_path)


def test_manifest_of_another_hand_is_refused(portal, people, tmp_path, settings):
    ours = settings.AUDIT_KEYS
    settings.AUDIT_KEYS = f"{new_key('1')}"  # the same id, another key
    file = portal.backup()
    settings.AUDIT_KEYS = ours
    assert "not signed with AUDIT_KEYS" in refused(file, people[0], tmp_path)


def test_what_is_sealed_to_us_but_is_no_backup_is_refused(people, tmp_path, portal):
    file = tmp_path / "lain.age"
    file.write_bytes(age.seal(b"halo" * 1000, people[0].recipient))
    assert "is damaged" in refused(file, people[0], tmp_path)


def test_checksums_that_do_not_fit_are_refused(portal, people, tmp_path, monkeypatch):
    monkeypatch.setattr(making.Listing, "told", lambda self: {"files": 4, "bytes": 1, "sha256": "0" * 64})
    file = portal.backup()
    monkeypatch.undo()
    assert "Checksums do not fit: attachments" in refused(file, people[0], tmp_path)


def test_half_restored_place_is_told_and_refused_later(portal, people, tmp_path, monkeypatch, settings):
    file = portal.backup()
    put_back = filestore.put_back
    with fresh_place(tmp_path):
        monkeypatch.setattr(filestore, "put_back", _no_space)
        with pytest.raises(BackupError, match=r"No space left.*half-restored"):
            restoring.restore(file, people[0], said=[].append)
        monkeypatch.setattr(filestore, "put_back", put_back)
        for refuse in (
            lambda: restoring.restore(file, people[0], said=[].append),
            unfinished.refuse,
            lambda: making.make(Path(settings.BACKUP_DIR), {"daily": 1}),
        ):
            with pytest.raises(BackupError, match="half-restored"):
                refuse()
        with pytest.raises(CommandError, match="half-restored"):
            call_command("serve")


def _no_space(name: str, data: bytes) -> None:
    raise OSError(28, "No space left on device")


def test_loading_that_breaks_off_leaves_the_mark(portal, people, tmp_path, monkeypatch):
    file = portal.backup()
    with fresh_place(tmp_path):
        monkeypatch.setattr(restoring, "_members", _first_piece_then_nothing(restoring._members))
        with pytest.raises(BackupError, match="Loading stopped"):
            restoring._load(file, people[0], None)
        with pytest.raises(BackupError, match="half-restored"):
            unfinished.refuse()


def _first_piece_then_nothing(members):
    def cut(file, key):
        for part, name, data in members(file, key):
            yield part, name, data[: len(data) // 2]
            if part == "database":
                raise OSError(5, "Input/output error")

    return cut


def test_trail_that_is_not_what_the_checkpoint_says_is_a_fault(portal, people, tmp_path, monkeypatch):
    load = restoring._load
    first = AuditEvent.objects.order_by("chain", "seq").first

    def load_and_cut(*args):
        load(*args)
        with trail.owned(), connection.cursor() as cursor:
            cursor.execute("DELETE FROM safeguards_auditevent WHERE id = %s", [first().pk])

    portal.backup()  # leaves an event
    file = making.make(tmp_path / "again", {"daily": 1}).path
    monkeypatch.setattr(restoring, "_load", load_and_cut)
    with fresh_place(tmp_path):
        found = restoring.restore(file, people[0], said=[].append)
        assert "safeguards_auditevent: 1 rows in the backup, 0 here." in found.faults
        assert [line for line in found.faults if "not as the checkpoint says" in line] != []
        with pytest.raises(BackupError, match="half-restored"):
            unfinished.refuse()


@pytest.mark.parametrize("all_rows", [True, False])
def test_sealed_value_that_does_not_open_is_a_fault(portal, all_rows):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE complaints_complaint SET reminder = narrative")
    keys, values, *_files = checking.everything(all_rows=all_rows, absent=set())
    assert keys.failed == 0
    assert values.failed == 2
    assert "complaints.Complaint|reminder" in values.named[0]


def test_key_that_no_ring_opens_and_file_that_is_gone_are_faults(portal, settings):
    filestore.drop(portal.files[0].shown)
    settings.DATA_KEYS = new_key("1")
    keys, values, there, opened = checking.everything(all_rows=False, absent=set())
    assert keys.failed == DataKey.objects.count()
    assert (there.opened, there.failed) == (3, 1)
    assert opened.failed == 3
    assert "DO NOT" in str(values)


def test_every_sealed_model_leads_to_a_key(db):
    """The checks ask for each of them; a model whose key lies elsewhere would be told by the database."""
    for model in checking.sealed_models():
        assert list(model._base_manager.select_related(checking.key_path(model))) == []


def test_older_schema_is_brought_up_to_date(portal, restored, monkeypatch):
    file = portal.backup()
    load = restoring._load
    name = sorted(name for app, name in manifest._applied("default") if app == "members")[-1]  # adds no table

    def load_and_forget(*args):
        load(*args)
        call_command("migrate", "members", f"{int(name[:4]) - 1:04}", verbosity=0)

    monkeypatch.setattr(restoring, "_load", load_and_forget)
    with restored(file) as found:
        assert [line for line in found.lines if "older portal: 1 migrations" in line] != []
        assert found.faults == []


# The commands ---------------------------------------------------------------------------------


@pytest.fixture
def key_file(people, tmp_path) -> list[str]:
    """A private key with its passphrase, as arguments."""
    path, words = tmp_path / "kunci.age", tmp_path / "kata"
    words.write_text("lima kata yang acak sekali\n")
    recipients.write_private(path, recipients.protected(people[0], "lima kata yang acak sekali", 10))
    return ["--key", str(path), "--passphrase-file", str(words)]


def test_command_restores_and_says_so(portal, key_file, tmp_path, capsys):
    file = portal.backup()
    with fresh_place(tmp_path):
        call_command("restore", str(file), *key_file, "--all")
        assert Complaint.objects.count() == 2
    told = capsys.readouterr().out
    assert told.endswith("Restored: all that was looked at is as it was.\n")
    assert "Erasures: 0 in the ledger" in told


def test_command_warns_where_there_is_no_ledger(portal, key_file, tmp_path, capsys):
    file = portal.backup()
    file.with_name(erasures.NAME).unlink()
    with fresh_place(tmp_path):
        call_command("restore", str(file), *key_file)
    assert "No erasures.txt beside the backup" in capsys.readouterr().out


def test_command_ends_with_an_error_on_a_fault(portal, key_file, tmp_path, monkeypatch):
    file = portal.backup()
    put_back = filestore.put_back
    monkeypatch.setattr(filestore, "put_back", lambda name, data: put_back(name, data[:-1]))
    with fresh_place(tmp_path), pytest.raises(CommandError, match=r"(?s)4 DO NOT.*half-restored"):
        call_command("restore", str(file), *key_file)


@pytest.mark.parametrize(
    ("text", "why"), [("lain sama sekali", "passphrase"), ("lima kata yang acak sekali", "not a private key")]
)
def test_wrong_passphrase_and_wrong_file_are_told(key_file, tmp_path, text, why):
    Path(key_file[3]).write_text(text)
    if "private" in why:
        Path(key_file[1]).write_text("bukan kunci")
    with pytest.raises(CommandError, match=why):
        call_command("restore", "cadangan.age", *key_file)


def test_backup_keys_makes_a_key_that_opens(tmp_path, capsys):
    words, out = tmp_path / "kata", tmp_path / "kunci.age"
    words.write_text("lima kata yang acak sekali")
    call_command("backup_keys", "--out", str(out), "--passphrase-file", str(words))
    public = capsys.readouterr().out.split()[-1]
    assert out.stat().st_mode & 0o777 == 0o600
    assert str(recipients.opened(out, words.read_text()).recipient) == public
    with pytest.raises(CommandError, match="not overwritten"):
        call_command("backup_keys", "--out", str(out), "--passphrase-file", str(words))


def test_backup_keys_prints_where_no_file_is_named(tmp_path, capsys):
    words = tmp_path / "kata"
    words.write_text("lima kata yang acak sekali")
    call_command("backup_keys", "--passphrase-file", str(words))
    printed = capsys.readouterr().out
    assert printed.startswith(age.ARMOR)
    assert "AGE-SECRET-KEY" not in printed


def test_backup_keys_refuses_a_short_passphrase(tmp_path):
    words = tmp_path / "kata"
    words.write_text("pendek")
    with pytest.raises(CommandError, match="12 characters"):
        call_command("backup_keys", "--passphrase-file", str(words))


def test_mark_is_part_of_the_step_in_which_the_place_stops_being_empty(portal, people, tmp_path):
    """Killed while loading: SQLite has a file under another name, PostgreSQL the mark alone."""
    with fresh_place(tmp_path):
        with pytest.raises(ZeroDivisionError), databases.loading(unfinished.mark) as sink:
            sink.write(b"PGDMP")
            raise ZeroDivisionError
        assert unfinished.stands()


def test_ring_names_its_ids():
    assert crypto.KeyRing("DATA_KEYS", f"{new_key('b')},{new_key('a')}").ids == ["b", "a"]
    assert json.dumps(crypto.digest_keys().ids)
