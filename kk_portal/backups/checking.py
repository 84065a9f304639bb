"""What was restored, opened: every data key, a sample or all of the sealed values, and the sealed files."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.apps import apps
from django.db import models

from complaints import filestore
from complaints.models import Attachment
from safeguards.crypto import CannotOpen, Erased
from safeguards.fields import SealedField
from safeguards.models import DataKey

SAMPLE = 200  # rows of each table, files
MOST_NAMED = 5


@dataclass
class Tally:
    """How many opened, how many were erased on purpose, and which did not open (the first few by name)."""

    what: str
    opened: int = 0
    erased: int = 0
    failed: int = 0
    named: list[str] = field(default_factory=list)

    def ask(self, open_it: Callable[[], object]) -> None:
        try:
            open_it()
            self.opened += 1
        except Erased:
            self.erased += 1
        except (CannotOpen, ValueError) as error:  # a ValueError: opened, and not what belongs there
            self.fail(str(error))

    def fail(self, name: str) -> None:
        self.failed += 1
        if len(self.named) < MOST_NAMED:
            self.named.append(name)

    def __str__(self) -> str:
        erased = f", {self.erased:,} erased on purpose" if self.erased else ""
        failed = f", {self.failed:,} DO NOT: {'; '.join(self.named)}" if self.failed else ""
        return f"{self.what}: {self.opened:,} open{erased}{failed}."


def everything(*, all_rows: bool, absent: set[str]) -> list[Tally]:
    """``absent``: names of files that the backup says it could not have."""
    return [_keys(), _values(all_rows), *_files(all_rows, absent)]


def _keys() -> Tally:
    tally = Tally("Data keys")
    for key in DataKey.objects.order_by().iterator():
        tally.ask(key.require_open)
    return tally


def sealed_models() -> list[type[models.Model]]:
    """Every model with a sealed column."""
    return [model for model in apps.get_models() if _sealed(model)]


def _sealed(model: type[models.Model]) -> list[str]:
    return [one.name for one in model._meta.concrete_fields if isinstance(one, SealedField)]


def _values(all_rows: bool) -> Tally:
    tally = Tally("Sealed values" if all_rows else f"Sealed values (of {SAMPLE} rows of each table)")
    for model in sealed_models():
        names = _sealed(model)
        for row in _rows(model, all_rows):
            for name in names:
                if row.__dict__[name]:
                    tally.ask(lambda row=row, name=name: getattr(row, name))
    return tally


def _rows(model: type[models.Model], all_rows: bool) -> Iterator[models.Model]:
    rows = model._base_manager.select_related(key_path(model)).order_by()
    if not all_rows:
        chosen = model._base_manager.order_by("?").values_list("pk", flat=True)[:SAMPLE]
        rows = rows.filter(pk__in=list(chosen))
    return rows.iterator()


def key_path(model: type[models.Model]) -> str:
    """From a row to its data key: its own, its case's, or that of its referral's case."""
    names = {one.name for one in model._meta.concrete_fields}
    if "data_key" in names:
        return "data_key"
    return "complaint__data_key" if "complaint" in names else "referral__complaint__data_key"


def _files(all_rows: bool, absent: set[str]) -> list[Tally]:
    """All must be there; a sample, or all, must open."""
    there, opened = Tally("Files of attachments in their place"), Tally("Files opened")
    rows = Attachment.objects.filter(removed_at=None).select_related("complaint__data_key").order_by("pk")
    for number, row in enumerate(rows.iterator()):
        for field_ in filestore.FIELDS:
            name = getattr(row, field_)
            if name in absent:
                continue
            if not filestore.storage().exists(name):
                there.fail(name)
                continue
            there.opened += 1
            if all_rows or number < SAMPLE:
                opened.ask(
                    lambda row=row, field_=field_, name=name: filestore.read(
                        key=row.complaint.data_key, row=row.pk, field=field_, name=name
                    )
                )
    return [there, opened]
