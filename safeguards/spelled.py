"""A query whose SQL is spelled once, for what every request asks in the same words.

Django makes the SQL of a queryset anew each time; for a query over indexes that costs several times
what running it does. Values that differ from call to call are given as stand-ins when it is spelled:
any value that appears nowhere else in the query.
"""

import uuid
from functools import cached_property

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.models.query import get_related_populators

from . import prepared


class Spelled:
    """``rows`` is a queryset: of values_list() for ``fetch``, of models for ``instances``."""

    def __init__(self, rows: models.QuerySet):
        self._compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
        self._converters = {}
        try:
            self._sql, parameters = self._compiler.as_sql()
            self._parameters = tuple(map(_bare, parameters))
            columns = [column for column, _sql, _alias in self._compiler.select]
            self._converters = self._compiler.get_converters(columns)
        except EmptyResultSet:  # nothing can fit: no SQL, no rows
            self._sql, self._parameters = "", ()

    def fetch(self, known: dict) -> list[tuple]:
        """The rows of today, with ``known`` (stand-in → value) in their places."""
        if not self._sql:
            return []
        values = {_stored(stand_in): _stored(value) for stand_in, value in known.items()}
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                prepared.execute(cursor, [self._statement(values)])
            else:
                cursor.execute(self._sql, [values.get(value, value) for value in self._parameters])
            found = cursor.fetchall()
        return list(map(tuple, self._compiler.apply_converters(found, self._converters)))

    def _statement(self, values: dict) -> prepared.Statement:
        places = {stand_in: prepared.mark(place) for place, stand_in in enumerate(values, start=1)}
        parameters = [places.get(value, value) for value in self._parameters]
        return prepared.Statement(self, "spelled", self._sql, parameters, [list(values.values())])

    def instances(self, known: dict) -> list[models.Model]:
        """The same as instances, with what select_related() and annotate() add, as a queryset builds them."""
        return [self._instance(values) for values in self.fetch(known)]

    def _instance(self, values: tuple) -> models.Model:
        first, names = self._own
        own = values[first : first + len(names)]
        instance = self._compiler.klass_info["model"].from_db(DEFAULT_DB_ALIAS, names, own)
        for related in self._related:
            related.populate(values, instance)
        for name, place in self._compiler.annotation_col_map.items():
            setattr(instance, name, values[place])
        return instance

    @cached_property
    def _own(self) -> tuple[int, list[str]]:
        """Where the columns of the rows themselves begin, and what they are called."""
        chosen = self._compiler.klass_info["select_fields"]
        first, end = chosen[0], chosen[-1] + 1
        return first, [column[0].target.attname for column in self._compiler.select[first:end]]

    @cached_property
    def _related(self) -> list:
        return get_related_populators(self._compiler.klass_info, self._compiler.select, DEFAULT_DB_ALIAS)


def keep(instance: models.Model, relation: str, rows: list[models.Model]) -> None:
    """Makes ``instance.relation.all()`` give ``rows``, as prefetch_related would."""
    found = getattr(instance, relation).get_queryset()
    found._result_cache, found._prefetch_done = rows, True
    instance.__dict__.setdefault("_prefetched_objects_cache", {})[relation] = found


def _bare(value):
    """Bytes in the driver's wrapping are equal to no others, and none could stand in for them."""
    if isinstance(value, connection.Database.Binary):
        return bytes(getattr(value, "adapted", value))
    return value


def _stored(value):
    """As the database's driver takes it."""
    if isinstance(value, uuid.UUID) and not connection.features.has_native_uuid_field:
        return value.hex
    return connection.ops.adapt_unknown_value(value)
