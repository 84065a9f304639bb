"""Restoring a backup into an empty place: read through once, then loaded, then opened and compared."""

import json
import tarfile
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from io import BufferedReader
from pathlib import Path

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from complaints import filestore
from safeguards import audit, erasures

from . import age, checking, databases, erasing, heads, manifest, unfinished
from .archive import HEAD, MANIFEST, Listing, Pieces, members
from .errors import BackupError

AS_ONE = ("database", "checkpoint")


@dataclass
class Restored:
    """``lines`` say in plain words what was found; ``faults`` what is not as it was."""

    lines: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def say(self, line: str, *, holds: bool = True) -> None:
        (self.lines if holds else self.faults).append(line)


def restore(
    file: Path,
    key: age.Identity,
    *,
    said: Callable[[str], object],
    all_rows: bool = False,
    ledgers: Iterable[Path] = (),
) -> Restored:
    """Raises BackupError before anything is written, or with the place marked as half-restored.

    ``said`` hears each step as it begins. What is restored but not as it was stands in ``faults``, and the
    mark with it.
    """
    erased = _erased(ledgers)
    _require_empty()
    said("Reading the whole backup, to know that it is whole …")
    told = examine(file, key)
    said(f"Whole. Made {told['made_at']} by KK Portal {told['program']} with {told['tool']}. Loading …")
    with tempfile.TemporaryFile() as checkpoint:
        _load(file, key, checkpoint)
        found = Restored()
        _compare_counts(told, found)
        _migrate(found)
        said("Opening what was sealed …")
        _check(told, checkpoint, found, all_rows)
    _finish(erased, found, told)
    return found


def examine(file: Path, key: age.Identity) -> dict:
    """The manifest of a backup that is whole, signed by this portal and fit for this place."""
    try:
        return _examined(file, key)
    except (KeyError, ValueError, AttributeError):  # sealed to us, but written by another hand
        raise BackupError(f"{file} is no backup of this portal.") from None


def _examined(file: Path, key: age.Identity) -> dict:
    told, found, listing = {}, {name: Pieces() for name in AS_ONE}, Listing()
    for part, name, data in _members(file, key):
        if part == HEAD:
            manifest.require_openable(json.loads(data), connection.vendor)
        elif part == MANIFEST:
            told = json.loads(data)
        elif part in found:
            found[part].add(data)
        else:
            listing.add(name, data)
    if not told:
        raise BackupError("This backup has no manifest: it was never finished.")
    manifest.require_openable(told, connection.vendor)
    manifest.require_signature(told)
    parts = {name: pieces.told() for name, pieces in found.items()} | {"attachments": listing.told()}
    if wrong := [name for name, figures in parts.items() if figures != told["parts"][name]]:
        raise BackupError(
            f"Checksums do not fit: {', '.join(wrong)}. Nothing was written. Take another backup."
        )
    return told


def _members(file: Path, key: age.Identity) -> Iterator[tuple[str, str, bytes]]:
    try:
        with file.open("rb") as sealed:
            yield from members(BufferedReader(age.Reader(sealed, key), buffer_size=age.CHUNK))
    except age.NotForUs:
        raise BackupError("This backup is sealed to others: it needs a private key of theirs.") from None
    except (age.BadFile, tarfile.TarError) as error:
        raise BackupError(f"{file.name} is damaged: {error} Take another backup.") from None
    except OSError as error:
        raise BackupError(f"{error.filename or file}: {error.strerror or error}.") from None


def _erased(ledgers: Iterable[Path]) -> erasures.Erasures:
    try:
        return erasures.read(ledgers)
    except (OSError, erasures.BadLedger) as error:
        raise BackupError(f"The ledger of erasures cannot be used: {error}") from None


def _require_empty() -> None:
    unfinished.refuse()
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
    if tables:
        raise BackupError(
            f"The database that DATABASE_URL names is not empty: it holds {len(tables)} tables. A backup is"
            " restored into an empty one only (createdb; of SQLite: a file that is not there yet)."
        )
    if not filestore.is_empty():
        raise BackupError("ATTACHMENTS_DIR is not empty: name a folder that holds nothing.")


def _load(file: Path, key: age.Identity, checkpoint) -> None:
    """Everything into its place, in the order in which it comes: the database first."""
    rows = _members(file, key)
    part, name, data = next(row for row in rows if row[0] != HEAD)
    try:
        with databases.loading(unfinished.mark) as sink:
            while part == "database":
                sink.write(data)
                part, name, data = next(rows)
        while part != MANIFEST:
            if part == "checkpoint":
                checkpoint.write(data)
            else:
                filestore.put_back(name, data)
            part, name, data = next(rows)
    except (OSError, ValueError, BackupError) as error:
        raise BackupError(f"Loading stopped: {error} {unfinished.TOLD}") from error
    checkpoint.seek(0)


def _compare_counts(told: dict, found: Restored) -> None:
    counts = manifest.counts(DEFAULT_DB_ALIAS)
    for table in sorted({*counts, *told["counts"]}):
        if (now := counts.get(table)) != (then := told["counts"].get(table)):
            found.say(f"{table}: {then} rows in the backup, {now} here.", holds=False)
    found.say(f"Rows: {sum(counts.values()):,} in {len(counts)} tables, each table as many as in the backup.")


def _migrate(found: Restored) -> None:
    executor = MigrationExecutor(connection)
    if plan := executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0)
        found.say(f"The backup was of an older portal: {len(plan)} migrations were applied.")


def _check(told: dict, checkpoint, found: Restored, all_rows: bool) -> None:
    report = heads.check(checkpoint)
    if report.bad:
        place = f"chain {report.bad.chain}, row {report.bad.seq}: {report.bad.code}"
        found.say(f"The audit trail is not as the checkpoint says: {place}.", holds=False)
    else:
        found.say(f"Audit trail: {report.rows:,} rows in {report.chains:,} chains, as the checkpoint says.")
    absent = {*told["missing"], *told["removed_meanwhile"]}
    for tally in checking.everything(all_rows=all_rows, absent=absent):
        found.say(str(tally), holds=not tally.failed)
    if told["missing"]:
        found.say(f"{len(told['missing'])} files were missing already when the backup was made.")
    if told["removed_meanwhile"]:
        found.say(f"{len(told['removed_meanwhile'])} files were removed while the backup was made.")


def _finish(erased: erasures.Erasures, found: Restored, told: dict) -> None:
    """Erasures first: a place in which someone who was forgotten can be read is not ready."""
    again = erasing.reapply(erased)
    found.say(f"Erasures: {len(erased):,} in the ledger, {again:,} of them done anew here.")
    if found.faults:
        return
    with transaction.atomic():
        audit.record(action="backup.restored", figures={"made_at": told["made_at"], "erased_anew": again})
        unfinished.clear()
