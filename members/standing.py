"""Where a user stands today, as plain rows: what every request asks before anything else.

Django spells the SQL of a query anew each time, which costs more here than running it. Both queries
are always the same but for the user and the day, so they are spelled once per process.
"""

import datetime
from functools import cached_property
from typing import NamedTuple

from django.apps import apps
from django.db import connection, models

SOMEBODY, SOME_DAY = -987_654_321, datetime.date(1907, 2, 3)  # stand in for the two until they are known


class Post(NamedTuple):
    """One assignment that holds today; ``village_code`` is that of its village or of its group."""

    role: str
    group_id: int | None
    village_id: str | None
    organisation_id: int | None
    organisation_is_lead: bool | None
    group_village_id: str | None

    @property
    def village_code(self) -> str:
        return self.village_id or self.group_village_id or ""


class Seat(NamedTuple):
    """One seat in a group."""

    group_id: int
    position: str
    division: str
    is_in_post: bool
    group_has_coordinator: bool


class Spelled:
    """A query over rows of one user on one day, spelled when it is first asked."""

    def __init__(self, row: type[tuple], model: str, select):
        self.row, self.model, self.select = row, model, select

    def __call__(self, user_id: int, today: datetime.date) -> list:
        sql, parameters = self._sql
        known = {SOMEBODY: user_id, _stored(SOME_DAY): _stored(today)}
        with connection.cursor() as cursor:
            cursor.execute(sql, [known.get(value, value) for value in parameters])
            return [self.row(*values) for values in cursor.fetchall()]

    @cached_property
    def _sql(self) -> tuple[str, tuple]:
        rows: models.QuerySet = self.select(apps.get_model(self.model).objects, SOME_DAY)
        return rows.filter(user=SOMEBODY).values_list(*self.columns).query.sql_with_params()

    @property
    def columns(self) -> list[str]:
        return [COLUMNS.get(name, name) for name in self.row._fields]


def _stored(day: datetime.date):
    """As the database's driver takes it."""
    return connection.ops.adapt_datefield_value(day)


COLUMNS = {"organisation_is_lead": "organisation__is_lead", "group_village_id": "group__village_id"}
posts = Spelled(
    Post, "members.Assignment", lambda rows, today: rows.current(today).order_by("-starts_on", "id")
)
seats = Spelled(
    Seat, "members.Member", lambda rows, today: rows.current(today).with_standing(today).order_by()
)
