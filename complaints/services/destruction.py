"""Destroying one case: all that was written of it and all that names anybody goes, what is counted stays.

Keys are destroyed first in meaning: without them old copies of the sealed columns open nowhere, in backups
too. Columns are emptied as well, so that a look into the database finds nothing to try a key on.
"""

import datetime
from functools import cache, partial

from django.apps import apps
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from safeguards import audit
from safeguards.fields import SealedField

from .. import filestore
from ..models import AnswerLink, Assessment, Attachment, Complaint, DuplicateHint, Inquiry, Person
from ..personal_rights import PurgeReason
from .deed import save

# What stands in the clear and enters no count: of the case, and of each of its persons.
UNCOUNTED = {
    "further": [],
    "sexual_kinds": [],
    "safety": "",
    "scene": "",
    "event_village": None,
    "domestic": None,
    "next_appointment": None,
}
OF_A_PERSON = ("education", "occupation", "marital_status", "relation")
COUNTED_OF_A_PERSON = ("sex", "age_band")
NOT_OF_A_CASE = (Inquiry,)
STATE = ("purged_at", "purged_because", "is_flagged", "reviewed_at", "closing_approved_at")


def destroy(row: Complaint, *, because: PurgeReason, by=None) -> dict[str, int]:
    """Of a locked and closed case; saved and recorded. How much of it was destroyed, in figures.

    Where the person may not be counted, what tells of her in the clear goes too.
    """
    now = timezone.now()
    figures = {"persons": _keys(row), "files": _files(row, now), "links": _links(row, now)}
    _empty_sealed(row)
    _empty_clear(row)
    DuplicateHint.objects.filter(Q(newer=row) | Q(older=row), judged_at__isnull=True).delete()
    _rest(row, because, now, by)
    audit.record(action="complaint.purged", by=by, chain=row.pk, subject=row, reason=because, figures=figures)
    return figures


def _keys(row: Complaint) -> int:
    persons = list(Person.objects.filter(complaint=row).select_related("data_key"))
    for key in (row.data_key, *(person.data_key for person in persons)):
        if key.destroyed_at is None:
            key.destroy()
    return len(persons)


def _files(row: Complaint, now: datetime.datetime) -> int:
    """They leave the disk once the row is saved; what a crash leaves behind, the daily sweep removes."""
    rows = Attachment.objects.filter(complaint=row, removed_at__isnull=True)
    names = [name for pair in rows.values_list(*filestore.FIELDS) for name in pair]
    number = rows.update(removed_at=now)
    transaction.on_commit(partial(filestore.drop, *names), robust=True)
    return number


def _links(row: Complaint, now: datetime.datetime) -> int:
    links = AnswerLink.objects.filter(referral__complaint=row, revoked_at__isnull=True)
    return links.update(revoked_at=now)


def _empty_sealed(row: Complaint) -> None:
    for model, road, names in sealed_columns():
        model._base_manager.filter(**{road: row.pk}).update(**dict.fromkeys(names, b""))
    Person.objects.filter(complaint=row).update(phone_digest=None, nik_digest=None, digest_key_id="")


@cache
def sealed_columns() -> list[tuple[type[models.Model], str, list[str]]]:
    """(model, the road from it to its case, its sealed fields) of all that hangs on a case."""
    found = []
    for model in apps.get_app_config("complaints").get_models():
        names = [field.name for field in model._meta.concrete_fields if isinstance(field, SealedField)]
        if names and model not in NOT_OF_A_CASE:
            found.append((model, _road(model), names))
    return found


def _road(model: type[models.Model]) -> str:
    if model is Complaint:
        return "pk"
    own = {field.name for field in model._meta.concrete_fields}
    return "complaint" if "complaint" in own else "referral__complaint"


def _empty_clear(row: Complaint) -> None:
    persons = Person.objects.filter(complaint=row)
    names = OF_A_PERSON if row.may_be_counted else (*OF_A_PERSON, *COUNTED_OF_A_PERSON)
    persons.update(**dict.fromkeys(names, ""))
    if not row.may_be_counted:
        persons.update(disabilities=[])
    Assessment.objects.filter(complaint=row).update(reasons=[])


def _rest(row: Complaint, because: PurgeReason, now: datetime.datetime, by) -> None:
    """Nothing of it waits for anybody any more: where an officer had still to look, nobody does."""
    row.refresh_from_db()  # its emptied columns, which this object may have opened
    row.purged_at, row.purged_because, row.is_flagged = now, because, False
    if row.is_violence and row.reviewed_at is None:
        row.reviewed_at = now
    if row.closing_waits:
        row.closing_approved_at = now
    for name, empty in UNCOUNTED.items():
        setattr(row, name, empty)
    save(row, *STATE, *UNCOUNTED)
