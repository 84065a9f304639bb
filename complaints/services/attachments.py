"""Photos and PDFs of a case: kept as they came and as they are shown, both sealed; read with a record."""

import uuid
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from safeguards import audit
from safeguards.crypto import CannotOpen

from .. import errors, filestore, policies
from ..files import Checked
from ..models import Attachment, Complaint
from .deed import deed, save, sent_before


def add(
    *, complaint: Complaint, by, file: Checked, name: str = "", about: str = "", submission_key: uuid.UUID
) -> Attachment:
    """The attachment, its files on the disk before its row commits; the same key again gives the first one.

    Raises CaseClosed, CasePurged, TooManyFiles.
    """
    if first := sent_before(Attachment, submission_key, complaint=complaint, by=by):
        return first
    if complaint.is_purged:  # its key seals nothing any more
        raise errors.CasePurged
    sealed = filestore.written(
        key=complaint.data_key, row=submission_key, original=file.original, shown=file.shown
    )
    with sealed as names, deed(complaint=complaint, by=by, action="attachment.added") as row:
        # The other of two taps.
        if first := sent_before(Attachment, submission_key, complaint=row, by=by):
            filestore.drop(*names.values())
            return first
        _check_room(row)
        made = Attachment(
            id=submission_key,
            complaint=row,
            kind=file.kind,
            name=name,
            about=about,
            size=len(file.original),
            pages=file.pages,
            by=by,
            **names,
        )
        made.save(force_insert=True)
        save(row)
        figures = {"kind": file.kind, "bytes": made.size}
        audit.record(action="attachment.added", by=by, chain=row.pk, subject=made, figures=figures)
        return made


def _check_room(row: Complaint) -> None:
    if row.is_closed:
        raise errors.CaseClosed
    if row.attachments.filter(removed_at__isnull=True).count() >= settings.ATTACHMENTS_PER_CASE:
        raise errors.TooManyFiles


def read(*, complaint: Complaint, attachment: Attachment, by, field: str = "shown") -> bytes:
    """The bytes of the shown copy or of the ``original``; recorded when they opened, or when ``by`` may not.

    ``complaint`` comes from ``with_access(by)``. Raises NotPermitted, FileRemoved, FileGone.
    """
    action = "attachment.read" if field == "shown" else "attachment.downloaded"
    if not policies.may_read_person(complaint):
        refused = {"chain": complaint.pk, "subject": attachment, "reason": errors.NotPermitted.code}
        audit.record_refusal(action=action, by=by, **refused)
        raise errors.NotPermitted
    if attachment.removed_at:
        raise errors.FileRemoved
    name, key = getattr(attachment, field), complaint.data_key
    with transaction.atomic():
        try:
            data = filestore.read(key=key, row=attachment.pk, field=field, name=name)
        except CannotOpen as error:
            raise errors.FileGone from error
        audit.record(action=action, by=by, chain=complaint.pk, subject=attachment)
    return data


def remove(*, attachment: Attachment, by) -> Attachment:
    """Destroys both files and the words beside them; that something was there remains. Twice is once."""
    permit = partial(policies.may_remove_file, added_by=attachment.by_id, user=by)
    with deed(complaint=attachment.complaint, by=by, action="attachment.removed", permit=permit) as row:
        found = Attachment.objects.select_for_update().get(pk=attachment.pk)
        found.complaint = row
        if found.removed_at:
            return found
        found.name, found.about, found.removed_at, found.removed_by = "", "", timezone.now(), by
        found.save(update_fields=["name", "about", "removed_at", "removed_by"])
        save(row)
        audit.record(action="attachment.removed", by=by, chain=row.pk, subject=found)
        transaction.on_commit(partial(filestore.drop, found.original, found.shown))
        return found


def sweep(before) -> tuple[int, int]:
    """(files removed, files missing): what no row names and is older than ``before`` goes; what a row names
    and is not there is counted, for the operator to look for in a backup.
    """
    removed = 0
    for folder, names in filestore.stored(before):
        kept = _named_in(folder)
        stray = [name for name in names if name not in kept]
        filestore.drop(*stray)
        removed += len(stray)
    if removed:
        with transaction.atomic():
            audit.record(action="attachment.swept", figures={"files": removed})
    return removed, _missing()


def _named_in(folder: str) -> set[str]:
    rows = Attachment.objects.filter(removed_at__isnull=True)
    return {
        name
        for field in filestore.FIELDS
        for name in rows.filter(**{f"{field}__startswith": f"{folder}/"}).values_list(field, flat=True)
    }


def _missing() -> int:
    rows = Attachment.objects.filter(removed_at__isnull=True).values_list(*filestore.FIELDS)
    disk = filestore.storage()
    return sum(not disk.exists(name) for names in rows.iterator() for name in names)
