"""What is said after a rotation: which key is still needed, by how many rows, and until when."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.db.models import Max
from django.utils import timezone

from . import kept, throttle
from .key_use import Holder, holders
from .models import KeptInput, WrongCode
from .models.digested import UNNAMED
from .rotation import Turned


def told_of(turned: list[Turned]) -> Iterator[str]:
    """One line for what came of each table, and the reasons of what did not open."""
    for one in turned:
        table, newest = one.holder.model._meta.label, one.holder.ring.newest[0]
        yield f"{one.holder.family}: {one.done} rows of {table} came under {newest!r}."
        if one.erased:
            yield f"  {one.erased} rows of erased persons lost their digests."
        if one.unopened:
            yield f"  {one.unopened} rows did not open and stay as they were, among them:"
            yield from (f"    {name}" for name in one.names)
        if one.left:
            yield f"  {one.left} rows were held by others or are new under an older key: run it once more."


def planned(turned: list[Turned]) -> Iterator[str]:
    """The same before it is done."""
    for one in turned:
        table, newest = one.holder.model._meta.label, one.holder.ring.newest[0]
        yield f"{one.holder.family}: {one.total} rows of {table} would come under {newest!r}."


def needed() -> Iterator[str]:
    """For each key but the newest of its family: whether it may go."""
    for family in ("DATA_KEYS", "DIGEST_KEYS", "AUDIT_KEYS"):
        yield from _of_family(family, [holder for holder in holders() if holder.family == family])


def _of_family(family: str, tables: list[Holder]) -> Iterator[str]:
    ring = tables[0].ring
    ids = list(dict.fromkeys([*ring.ids, *(key_id for table in tables for key_id in table.key_ids())]))
    for key_id in ids:
        rows = sum(table.needing(key_id).count() for table in tables)
        if family == "AUDIT_KEYS":
            yield f"AUDIT_KEYS {key_id!r}: {rows} events are verified by it; {_for_the_trail(rows)}."
        elif key_id != ring.newest[0]:
            yield f"{family} {_named(key_id)}: {_verdict(family, key_id, rows)}."


def _named(key_id: str) -> str:
    return "(which of them is not told)" if key_id == UNNAMED else repr(key_id)


def _for_the_trail(rows: int) -> str:
    """Checkpoints that were signed with it count as well: they lie elsewhere."""
    return "keep it" if rows else "keep it while a checkpoint of its time is kept"


def _verdict(family: str, key_id: str, rows: int) -> str:
    if rows:
        return f"{rows} rows still need it; keep it"
    soon = " ".join(_for_a_while(family, key_id))
    return f"no row needs it any more, backups from before still do{'; ' + soon if soon else ''}"


def _for_a_while(family: str, key_id: str) -> Iterator[str]:
    if family == "DATA_KEYS":
        rows = KeptInput.objects.filter(key_id=key_id)
        yield from _until("forms kept for an hour need it until", rows, "created_at", kept.KEPT_FOR)
        hours = settings.SESSION_COOKIE_AGE // 3600
        yield f"terms of search, for {hours} hours after the last process that began with it ended"
    if family == "DIGEST_KEYS":
        rows = WrongCode.objects.all()
        yield from _until("wrong codes count under it until", rows, "at", throttle.WITHIN)


def _until(what: str, rows, column: str, lasts) -> Iterator[str]:
    newest = rows.aggregate(newest=Max(column))["newest"]
    if newest and newest + lasts > timezone.now():
        yield f"{what} {_moment(newest + lasts)},"


def _moment(at: datetime) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M %Z}"
