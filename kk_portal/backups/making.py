"""Making a backup: a stream from one moment of the database, and the files it names, to a sealed file."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from complaints import filestore
from complaints.models import Attachment
from safeguards import audit, erasures
from safeguards.models import DataKey

from . import age, databases, heads, manifest, recipients, thinning, unfinished
from .archive import HEAD, MANIFEST, Archive, Listing
from .drafts import Draft, alone_in
from .snapshot import snapshot


@dataclass
class Made:
    """What stands in ``path`` now. ``missing`` files were not there though the database names them."""

    path: Path
    size: int = 0
    files: int = 0
    rows: int = 0
    thinned: int = 0
    tool: str = ""
    missing: list[str] = field(default_factory=list)


def make(folder: Path, rule: thinning.Rule, to: list[age.Recipient] | None = None) -> Made:
    """One more backup in ``folder``, older ones thinned after it. Raises BackupError, OSError.

    First the database, then the files that it names: these are written once, before the row that names
    them, so that each is there unless it was removed meanwhile, which the manifest then tells.
    """
    unfinished.refuse()
    to = to or recipients.configured()
    now = timezone.now()
    with alone_in(folder), Draft(folder / thinning.name_of(now)) as draft:
        made = Made(draft.path)
        with snapshot() as alias:
            erasures.add(_erased(alias), folder / erasures.NAME)
            sealed = age.Writer(draft.file, to)
            _fill(Archive(sealed), alias, now, made)
            sealed.finish()
        with transaction.atomic():
            figures = {"files": made.files, "missing": len(made.missing), "recipients": len(to)}
            audit.record(action="backup.made", figures=figures | {"rows": made.rows, "name": made.path.name})
            made.size = draft.publish()
        made.thinned = thinning.thin(folder, rule)
    return made


def _erased(alias: str) -> erasures.Erasures:
    rows = DataKey.objects.using(alias).filter(destroyed_at__isnull=False)
    return dict(rows.values_list("pk", "destroyed_at").iterator())


def _fill(archive: Archive, alias: str, now: datetime, made: Made) -> None:
    made.tool = databases.tool(alias)
    head = manifest.head(alias, made_at=now.isoformat(), tool=made.tool)
    archive.add_json(HEAD, head)
    database, checkpoint = archive.part("database"), archive.part("checkpoint")
    databases.dump(alias, database)
    parts = {"database": database.end()}
    heads.write(alias, checkpoint)
    parts["checkpoint"] = checkpoint.end()
    parts["attachments"], removed = _attachments(archive, alias, made)
    counts = manifest.counts(alias)
    made.files, made.rows = parts["attachments"]["files"], sum(counts.values())
    told = {**head, "parts": parts, "counts": counts, "removed_meanwhile": removed, "missing": made.missing}
    archive.add_json(MANIFEST, manifest.signed(told))
    archive.close()


def _attachments(archive: Archive, alias: str, made: Made) -> tuple[dict, list[str]]:
    """What the manifest says of the files, and the names of those that were removed since the snapshot."""
    listing, removed = Listing(), []
    kept = Attachment.objects.using(alias).filter(removed_at=None).order_by("pk")
    for pk, *names in kept.values_list("pk", *filestore.FIELDS).iterator():
        for name in names:
            data = filestore.sealed(name)
            if data is None:
                gone = Attachment.objects.filter(pk=pk, removed_at__isnull=False).exists()
                (removed if gone else made.missing).append(name)
                continue
            archive.add(f"attachments/{name}", data)
            listing.add(name, data)
    return listing.told(), removed
