"""What a backup is made of, and what happens when it cannot be made."""

import json
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from complaints import filestore
from complaints.services import attachments
from kk_portal.backups import age, archive, databases, drafts, making, manifest, tools
from kk_portal.backups.errors import BackupError
from safeguards import erasures
from safeguards.models import AuditEvent, KeptInput
from tests import factories
from tests.complaints.whole import NAME, NIK, PHONE, WORDS, files_of, secrets_of, whole_case

from .conftest import RULE


def inside(file: Path, key: age.Identity) -> dict[str, bytes]:
    """All of it, by the names of the parts."""
    found: dict[str, bytes] = {}
    with file.open("rb") as sealed:
        for part, name, data in archive.members(age.Reader(sealed, key)):
            whole = f"{part}/{name}" if part == "attachments" else part
            found[whole] = found.get(whole, b"") + data
    return found


def test_backup_holds_database_files_checkpoint_and_what_they_are(portal, people):
    file = portal.backup()
    found = inside(file, people[1])
    told = json.loads(found.pop("manifest.json"))
    names = {getattr(row, name) for row in portal.files for name in filestore.FIELDS}
    assert set(found) == {"head.json", "database", "checkpoint", *(f"attachments/{name}" for name in names)}
    assert told["counts"]["complaints_complaint"] == 2
    assert told["counts"]["complaints_attachment"] == 2
    assert told["parts"]["attachments"]["files"] == 4
    assert told["engine"] == connection.vendor
    assert told["program"] == "1.0.0"
    assert told["keys"] == {"DATA_KEYS": ["1"], "AUDIT_KEYS": ["1"], "DIGEST_KEYS": ["1"]}
    manifest.require_signature(told)


def test_tool_is_named_with_its_version(portal, people):
    told = json.loads(inside(portal.backup(), people[0])["head.json"])
    assert told["tool"].startswith(
        "pg_dump (PostgreSQL) " if connection.vendor == "postgresql" else "SQLite 3."
    )


def test_nothing_of_the_key_rings_nor_of_sessions_is_in_it(portal, people, login):
    login(portal.cast.relawan)
    KeptInput.objects.create(token_digest=b"x" * 32, user_id=1, path="/", key_id="1", sealed=b"yang diketik")
    session = connection.cursor()
    session.execute("SELECT session_key FROM members_session")
    secrets = [session.fetchone()[0], "yang diketik"]
    for family in ("DATA_KEYS", "DIGEST_KEYS", "AUDIT_KEYS", "OUTBOX_KEYS"):
        secrets += [key.partition(":")[2] for key in getattr(settings, family).split(",")]
    whole = b"".join(inside(portal.backup(), people[0]).values())
    assert [text for text in [*secrets, settings.SECRET_KEY] if text.encode() in whole] == []


def searchable(found: dict[str, bytes]) -> bytes:
    """All that is in it; a dump of PostgreSQL as the SQL that it stands for."""
    database = found["database"]
    if database.startswith(b"PGDMP"):
        command = [shutil.which("pg_restore"), "--file=-"]
        done = subprocess.run(command, input=database, capture_output=True, check=True)  # noqa: S603 - its own tool
        database = done.stdout
    rest = [data for name, data in found.items() if name != "database"]
    return b"\n".join([*map(str.encode, found), database, *rest])


def test_of_a_purged_case_nothing_is_in_a_later_one(portal, people, tmp_path):
    case = whole_case(portal.cast.relawan)
    secrets = secrets_of(case)
    if connection.vendor == "postgresql":
        secrets = {name: secret.hex().encode() for name, secret in secrets.items()}
    files = {f"attachments/{name}" for name in files_of(case)}
    before = searchable(inside(portal.backup(), people[0]))
    assert [name for name, secret in secrets.items() if secret not in before] == []
    call_command("purge_expired", verbosity=0)
    parts = inside(making.make(tmp_path / "later", RULE).path, people[0])
    later = searchable(parts)
    assert [name for name, secret in secrets.items() if secret in later] == []
    assert [text for text in (NAME, PHONE, NIK, WORDS) if text.encode() in later] == []
    assert files & set(parts) == set()


def test_file_is_its_owners_alone_and_nothing_lies_beside_it(portal):
    file = portal.backup()
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert {path.name for path in file.parent.iterdir()} == {file.name, erasures.NAME}


def test_backup_is_recorded(portal):
    file = portal.backup()
    event = AuditEvent.objects.get(action="backup.made")
    assert event.figures["name"] == file.name
    assert (event.figures["files"], event.figures["missing"], event.figures["recipients"]) == (4, 0, 2)


@pytest.mark.parametrize("keys", [0, 1])
def test_fewer_than_two_recipients_are_refused_with_a_hint(portal, people, settings, keys):
    settings.BACKUP_RECIPIENTS = [str(people[0].recipient)] * 2 * keys  # the same one twice is one
    with pytest.raises(CommandError, match=rf"names {keys} key\(s\).*backup_keys --out"):
        call_command("backup")
    assert not Path(settings.BACKUP_DIR).exists()


def test_mistyped_recipient_is_named_by_its_place(portal, people, settings):
    settings.BACKUP_RECIPIENTS = [str(people[0].recipient), str(people[1].recipient)[:-1] + "b"]
    with pytest.raises(CommandError, match="key 2"):
        call_command("backup")


def test_command_says_what_was_made_and_thins(portal, settings, capsys):
    old = Path(settings.BACKUP_DIR) / "kk-portal-20250101T000000Z.age"
    old.parent.mkdir()
    old.touch()
    call_command("backup", "--keep", "daily=1")
    assert "4 files. Older backups removed: 1." in capsys.readouterr().out
    assert not old.exists()


def test_command_refuses_a_rule_that_keeps_nothing(portal):
    with pytest.raises(CommandError, match="keeps nothing"):
        call_command("backup", "--keep", "daily=0")


def test_missing_file_is_told_but_the_backup_is_made(portal, people, settings):
    filestore.drop(portal.files[0].shown)
    with pytest.raises(CommandError, match="1 files that the database names are not"):
        call_command("backup")
    (file,) = Path(settings.BACKUP_DIR).glob("*.age")
    told = json.loads(inside(file, people[0])["manifest.json"])
    assert told["missing"] == [portal.files[0].shown]


def test_file_that_is_removed_while_the_backup_runs_is_not_missed(portal, people, monkeypatch):
    write = making.heads.write

    def write_and_remove(alias, sink):
        done = write(alias, sink)
        attachments.remove(attachment=portal.files[0], by=portal.cast.relawan)
        return done

    if connection.vendor == "sqlite":
        pytest.skip("in memory one connection's reading shuts out another's writing; in a file it does not")
    monkeypatch.setattr(making.heads, "write", write_and_remove)
    made = making.make(Path(settings.BACKUP_DIR), RULE)
    told = json.loads(inside(made.path, people[0])["manifest.json"])
    assert (made.missing, made.files) == ([], 2)
    assert set(told["removed_meanwhile"]) == {portal.files[0].original, portal.files[0].shown}


def test_what_fails_on_the_way_leaves_nothing(portal, monkeypatch):
    def break_off(alias, sink):
        sink.write(b"setengah")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(databases, "dump", break_off)
    with pytest.raises(CommandError, match="No space left on device"):
        call_command("backup")
    assert [path.name for path in Path(settings.BACKUP_DIR).iterdir()] == [erasures.NAME]
    assert not AuditEvent.objects.filter(action="backup.made").exists()


def test_two_at_once_are_refused_and_what_a_killed_one_left_goes(portal):
    folder = Path(settings.BACKUP_DIR)
    with drafts.alone_in(folder), pytest.raises(CommandError, match="Another backup"):
        call_command("backup")
    left = folder / ".kk-portal-20260101T000000Z.age.partial"
    left.touch()
    portal.backup()
    assert not left.exists()


def test_pg_dump_older_than_the_server_is_refused():
    tools.require_as_new("pg_dump (PostgreSQL) 15.20 (Debian)", 150020)
    tools.require_as_new("pg_dump (PostgreSQL) 16.1", 150020)
    with pytest.raises(BackupError, match="postgresql-client-16"):
        tools.require_as_new("pg_dump (PostgreSQL) 15.20", 160001)


def test_missing_program_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(tools, "DEBIAN", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BackupError, match="install"):
        tools.find("pg_dump")


def test_erased_keys_are_in_the_ledger_beside_the_backup(portal):
    key = portal.forgotten.data_key
    key.destroy()
    before = erasures.read([erasures.path()])
    assert list(before) == [key.pk]
    ledger = erasures.path()
    ledger.unlink()  # as if another machine had destroyed it
    portal.backup()
    assert erasures.read([ledger]) == before


def test_a_second_of_the_same_moment_does_not_take_the_place_of_the_first(portal, monkeypatch):
    first = portal.backup()
    bytes_before = first.read_bytes()
    monkeypatch.setattr(making.timezone, "now", lambda: making.thinning.made_at(first.name))
    with pytest.raises(BackupError, match="is there already"):
        portal.backup()
    assert first.read_bytes() == bytes_before
    monkeypatch.setattr(
        making.timezone, "now", lambda: making.thinning.made_at(first.name) + timedelta(seconds=1)
    )
    assert portal.backup().exists()


def test_members_of_two_moments_do_not_mix(portal, people):
    """What is written after the snapshot began is in none of its parts."""
    from kk_portal.backups.snapshot import snapshot  # here alone

    if connection.vendor == "sqlite":
        pytest.skip("in memory one connection's reading shuts out another's writing; in a file it does not")
    with snapshot() as alias:
        before = manifest.counts(alias)
        factories.complaint(portal.cast.relawan)
        assert manifest.counts(alias) == before
    assert manifest.counts("default")["complaints_complaint"] == 3
