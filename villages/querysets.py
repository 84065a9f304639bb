"""Searching the gazetteer: every answer comes from an index, on SQLite and on PostgreSQL."""

from collections.abc import Iterable

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.lookups import Lookup

from .names import FULL_CODE, MAX_TEXT, Reading, code_prefix, normalise, readings


class StartsWith(Lookup):
    """``StartsWith(F("search_name"), "ban")`` as the half-open range ["ban", "bao").

    SQLite's LIKE cannot use a plain index, a range can. PostgreSQL compares byte by byte here, which
    is what Django's own ``…_like`` index (varchar_pattern_ops) holds, whatever the database's collation.
    The prefix is ASCII and not empty; no sign in it is a wildcard.
    """

    lookup_name = "starts_with"
    prepare_rhs = False
    at_least, below = ">=", "<"

    def as_sql(self, compiler, connection):
        column, params = self.process_lhs(compiler, connection)
        prefix = self.rhs
        beyond = prefix[:-1] + chr(ord(prefix[-1]) + 1)
        sql = f"({column} {self.at_least} %s AND {column} {self.below} %s)"
        return sql, (*params, prefix, *params, beyond)

    def as_postgresql(self, compiler, connection):
        ours = self.copy()
        ours.at_least, ours.below = "~>=~", "~<~"
        return ours.as_sql(compiler, connection)


def _begins(field: str, prefix: str) -> Q:
    return Q(StartsWith(F(field), prefix))


def _around(place: str) -> Q:
    """Villages whose kecamatan, kabupaten or province begins like ``place``, with or without "Kota"."""
    spellings = {place, place.removeprefix("kota")} - {""}
    above = ("district", "district__regency", "district__regency__province")
    return Q.create(
        [_begins(f"{level}__search_name", text) for level in above for text in sorted(spellings)], Q.OR
    )


def _means(reading: Reading) -> Q:
    name = Q(search_name=reading.name) if reading.whole else _begins("search_name", reading.name)
    return Q.create([name, *map(_around, reading.around)], Q.AND)


class PlaceQuerySet(models.QuerySet):
    def current(self):
        """Without the places that have left the official list."""
        return self.filter(withdrawn_on__isnull=True)

    def matching(self, text: str):
        """Places whose code or normalised name begins with ``text``; none for a text of mere punctuation."""
        text = text.strip()[:MAX_TEXT]
        code, name = code_prefix(text), normalise(text)
        if code:
            return self.filter(_begins("code", code)).order_by("code")
        return (
            self.filter(_begins("search_name", name)).order_by("search_name", "code") if name else self.none()
        )


class VillageQuerySet(PlaceQuerySet):
    def with_place(self):
        """With all that ``full_name`` shows."""
        return self.select_related("district__regency")

    def merged(self):
        return self.filter(withdrawn_on__isnull=False, merged_into__isnull=False)

    def merged_into(self, codes):
        """Those that went over into one of ``codes`` (or a query of them), also by way of another."""
        merged = self.model.objects.merged().order_by()
        once = merged.filter(merged_into__in=codes).values("pk")
        twice = merged.filter(merged_into__in=once).values("pk")
        return self.filter(pk__in=once.union(twice))  # a union, since an OR would read every village

    def with_successors(self):
        """With the villages that ``successors`` names."""
        return self.select_related("merged_into__merged_into")

    def with_code(self, code: str):
        """The village of a complete official code, whatever dots were typed; else None."""
        prefix = code_prefix(code[:MAX_TEXT])
        if prefix is None or not FULL_CODE.fullmatch(prefix):
            return None
        return self.with_place().filter(pk=prefix).first()

    def read_as(self, text: str):
        """Villages of "teros lombok timur", "teros, kec. labuhan haji" or "desa teros"."""
        ways = [_means(reading) for reading in readings(text.strip()[:MAX_TEXT])]
        return self.filter(Q.create(ways, Q.OR)).order_by("search_name", "code") if ways else self.none()

    def search(
        self,
        text: str,
        *,
        regencies: Iterable[str] | None = None,
        nearby: Iterable[str] = (),
        limit: int = 20,
    ) -> list:
        """Villages a person may mean by ``text``, exact names first, each with kecamatan and kabupaten.

        ``regencies`` (codes) leaves out all others; those of ``nearby`` only come first. Two queries at most.
        """
        places = self.current().with_place()
        if regencies is not None:
            places = places.filter(district__regency__in=list(regencies))
        found = list(places.matching(text)._first_in(nearby)[:limit])
        return found or list(places.read_as(text)._first_in(nearby)[:limit])

    def _first_in(self, regencies: Iterable[str]):
        codes = list(regencies)
        if not codes:
            return self
        far = Case(When(district__regency__in=codes, then=Value(0)), default=Value(1))
        return self.order_by(far, *self.query.order_by)
