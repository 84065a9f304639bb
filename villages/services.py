"""Bring the database into line with a gazetteer: the only road by which a place changes."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import models, transaction
from django.utils import timezone

from safeguards import audit

from . import names
from .gazetteer import LEVELS, Gazetteer, GazetteerError, parent_of
from .models import District, Province, Regency, Village

MODELS: dict[str, type[models.Model]] = dict(zip(LEVELS, (Province, Regency, District, Village), strict=True))
PARENTS = {"regency": "province_id", "district": "regency_id", "village": "district_id"}
WRITTEN = ["name", "search_name", "withdrawn_on"]
BATCH = 5_000
MAX_LOSS = 1_000  # villages; a decree moves a few hundred, a cut-off file tens of thousands


@dataclass(frozen=True)
class Changes:
    """Codes of one level, in order. ``in_use`` are those of ``vanished`` that other tables point to."""

    level: str
    total: int
    added: list[str] = field(default_factory=list)
    renamed: dict[str, tuple[str, str]] = field(default_factory=dict)  # code → (old, new)
    returned: list[str] = field(default_factory=list)
    vanished: list[str] = field(default_factory=list)
    in_use: list[str] = field(default_factory=list)


def import_places(
    *, gazetteer: Gazetteer, accept_losses: bool = False, progress: Callable[[str], None] = lambda level: None
) -> list[Changes]:
    """Add, rename and mark in one transaction, with a record of how many; a second run changes nothing.

    Nothing is deleted. GazetteerError when more than ``MAX_LOSS`` villages would leave the list,
    unless accepted.
    """
    with transaction.atomic():
        changes = keep_places(gazetteer, progress)
        lost = len(changes[-1].vanished)
        if lost > MAX_LOSS and not accept_losses:
            raise GazetteerError(
                f"{lost} villages are missing from this file; it may be incomplete. "
                "Nothing was changed. Repeat with --accept-losses if it is right."
            )
        _record(changes)
    return changes


def keep_places(gazetteer: Gazetteer, progress: Callable[[str], None] = lambda level: None) -> list[Changes]:
    """What an import changes, level by level, inside the caller's transaction; nothing is recorded."""
    changes, today = [], timezone.localdate()
    for level in LEVELS:
        progress(level)
        changes.append(_import_level(level, getattr(gazetteer, level), today))
    return changes


def _record(changes: list[Changes]) -> None:
    names = ("added", "renamed", "returned", "vanished")
    figures = {name: sum(len(getattr(change, name)) for change in changes) for name in names}
    if any(figures.values()):
        audit.record(action="villages.imported", figures=figures)


def _import_level(level: str, listed: dict[str, str], today: datetime.date) -> Changes:
    model = MODELS[level]
    known = {row[0]: row[1:] for row in model.objects.values_list("code", *WRITTEN).iterator(BATCH)}
    differing = [
        listed_place(level, code, name)
        for code, name in listed.items()
        if known.get(code) != _row(level, name)
    ]
    model.objects.bulk_create(
        differing, batch_size=BATCH, update_conflicts=True, unique_fields=["code"], update_fields=WRITTEN
    )
    vanished = sorted(code for code, row in known.items() if code not in listed and row[-1] is None)
    for start in range(0, len(vanished), BATCH):
        model.objects.filter(pk__in=vanished[start : start + BATCH]).update(withdrawn_on=today)
    return Changes(
        level=level,
        total=len(listed),
        added=[place.pk for place in differing if place.pk not in known],
        renamed={
            place.pk: (known[place.pk][0], place.name)
            for place in differing
            if place.pk in known and known[place.pk][0] != place.name
        },
        returned=[place.pk for place in differing if place.pk in known and known[place.pk][-1] is not None],
        vanished=vanished,
        in_use=sorted(_used(model).intersection(vanished)) if vanished else [],
    )


@transaction.atomic
def keep_village(*, village: Village, by) -> Village:
    """Add or correct one village by hand; what follows from code and name is filled in here.

    The next import has the last word: it restores the listed name and marks a code that is not listed.
    """
    village.district_id, village.kind = parent_of(village.pk), Village.KIND_DIGITS[village.pk[9]]
    village.search_name = names.normalise(village.name)
    village.full_clean()
    village.save()
    audit.record(action="village.changed", by=by, subject=village)
    return village


def listed_place(level: str, code: str, name: str) -> models.Model:
    """Its row, not yet saved, as an import writes it."""
    place = MODELS[level](**dict(zip(WRITTEN, _row(level, name), strict=True)), code=code)
    if level in PARENTS:
        setattr(place, PARENTS[level], parent_of(code))
    if level == "village":
        place.kind = Village.KIND_DIGITS[code[9]]
    return place


def _row(level: str, name: str) -> tuple[str, str, None]:
    """The columns ``WRITTEN`` of a listed place."""
    return name, names.normalise(names.without_kind(name) if level == "regency" else name), None


def _used(model: type[models.Model]) -> set[str]:
    """Codes that tables outside the gazetteer point to."""
    used = set()
    for relation in model._meta.related_objects:
        if relation.related_model not in MODELS.values():
            rows = relation.related_model._base_manager
            used.update(rows.values_list(relation.field.name, flat=True).distinct())
    return used
