"""Activities: recorded, changed and taken away, each with its photo."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone

from complaints.errors import NotPermitted
from complaints.services.deed import sent_before
from members.models import Group
from safeguards import audit
from safeguards.models import DataKey

from ..errors import ActivityAhead, ActivityChanged, ActivityGone, ActivityOld
from ..models import Activity, ActivityPhoto
from ..models.activity import WRITTEN
from ..policies import activities as policies
from .deed import deed


def held(activity: Activity) -> dict:
    """What stands, by WRITTEN."""
    return {name: getattr(activity, name) for name in WRITTEN}


def record(
    *, by, group: Group, values: dict, photo: bytes = b"", submission_key: uuid.UUID
) -> tuple[Activity, bool]:
    """The activity and whether it is new; the same key again gives the first one, unchanged.

    ``values`` by WRITTEN; ``photo`` is a JPEG that was drawn anew. Raises NotPermitted, ActivityAhead.
    """
    with deed(action="activity.recorded", by=by):
        Group.objects.select_for_update(no_key=True).get(pk=group.pk)  # of two taps, one comes first
        if first := sent_before(Activity, submission_key, recorded_by=by):
            return first, False
        if not policies.may_record(by, group):
            raise NotPermitted
        row = Activity(group=group, submission_key=submission_key, recorded_by=by)
        row.data_key = DataKey.objects.make()
        _fill(row, values)
        row.save(force_insert=True)
        _keep_photo(row, by, photo)
        figures = {"kind": row.kind, "photo": bool(photo)}
        audit.record(action="activity.recorded", by=by, subject=row, figures=figures)
        return row, True


def change(
    *, by, activity: Activity, version: int, values: dict, photo: bytes = b"", drop_photo: bool = False
) -> list[str]:
    """Names of what changed.

    Raises NotPermitted, ActivityOld, ActivityChanged, ActivityAhead, ActivityGone.
    """
    with _changing(action="activity.changed", by=by, activity=activity) as row:
        if version != row.version:
            raise ActivityChanged
        changed = [name for name in WRITTEN if getattr(row, name) != values[name]]
        had_photo = ActivityPhoto.objects.filter(activity=row).exists()
        if photo or (drop_photo and had_photo):
            _drop_photo(row)
            _keep_photo(row, by, photo)
            changed.append("photo")
        if changed:
            _fill(row, values)
            row.version += 1
            row.save(update_fields=[*WRITTEN, "version"])
            audit.record(action="activity.changed", by=by, subject=row, figures={"fields": sorted(changed)})
        return changed


def remove(*, by, activity: Activity) -> None:
    """For good: its words and its photo open in no backup any more. Raises as ``change`` does."""
    with _changing(action="activity.removed", by=by, activity=activity) as row:
        _drop_photo(row)
        figures = {"kind": row.kind, "held_on": row.held_on.isoformat()}
        audit.record(action="activity.removed", by=by, subject=row, figures=figures)
        row.delete()
        row.data_key.destroy()


def read_photo(*, by, activity: Activity) -> bytes:
    """The JPEG; recorded. Raises NotPermitted for whoever is not of the group, ActivityGone without one."""
    with deed(action="activity.photo_read", by=by, subject=activity):
        if not policies.is_own(by, activity):
            raise NotPermitted
        photo = ActivityPhoto.objects.select_related("data_key").filter(activity=activity).first()
        if photo is None:
            raise ActivityGone
        audit.record(action="activity.photo_read", by=by, subject=activity)
        return photo.content


@contextmanager
def _changing(*, action: str, by, activity: Activity) -> Iterator[Activity]:
    """The activity locked and fresh, to be changed by whoever may."""
    with deed(action=action, by=by, subject=activity):
        rows = Activity.objects.select_related("data_key", "group").select_for_update(of=("self",))
        row = rows.filter(pk=activity.pk).first()
        if row is None:
            raise ActivityGone
        if not policies.may_change(by, row):
            raise ActivityOld if policies.is_own(by, row) else NotPermitted
        yield row


def _fill(row: Activity, values: dict) -> None:
    if values["held_on"] > timezone.localdate(timezone=row.group.village.zone):
        raise ActivityAhead
    for name in WRITTEN:
        setattr(row, name, values[name])


def _keep_photo(row: Activity, by, photo: bytes) -> None:
    if photo:
        kept = ActivityPhoto(activity=row, data_key=DataKey.objects.make(), by=by)
        kept.content = photo
        kept.save(force_insert=True)


def _drop_photo(row: Activity) -> None:
    for photo in ActivityPhoto.objects.select_related("data_key").defer("content").filter(activity=row):
        photo.delete()
        photo.data_key.destroy()
