"""Where a user stands today, as plain rows: what every request asks before anything else.

Both queries are always the same but for the user and the day, so they are spelled once per process.
"""

import datetime
from functools import cache
from typing import NamedTuple

from django.apps import apps

from safeguards.spelled import Spelled

SOMEBODY, SOME_DAY = -987_654_321, datetime.date(1907, 2, 3)  # stand in for the two until they are known
COLUMNS = {"organisation_is_lead": "organisation__is_lead", "group_village_id": "group__village_id"}


class Post(NamedTuple):
    """One assignment that holds today; ``village_code`` is that of its village or of its group."""

    role: str
    group_id: int | None
    village_id: str | None
    organisation_id: int | None
    organisation_is_lead: bool | None
    group_village_id: str | None
    exports_identity: bool

    @property
    def village_code(self) -> str:
        return self.village_id or self.group_village_id or ""


class Seat(NamedTuple):
    """One seat in a group."""

    group_id: int
    position: str
    division: str
    public_post: str
    is_in_post: bool
    group_has_coordinator: bool


def posts(user_id: int, today: datetime.date) -> list[Post]:
    return _asked(Post, "Assignment", user_id, today)


def seats(user_id: int, today: datetime.date) -> list[Seat]:
    return _asked(Seat, "Member", user_id, today)


def _asked(row: type[tuple], model: str, user_id: int, today: datetime.date) -> list:
    return [row(*values) for values in _spelled(row, model).fetch({SOMEBODY: user_id, SOME_DAY: today})]


@cache
def _spelled(row: type[tuple], model: str) -> Spelled:
    rows = apps.get_model("members", model).objects.current(SOME_DAY).filter(user=SOMEBODY)
    if row is Seat:
        rows = rows.with_standing(SOME_DAY)
    return Spelled(rows.order_by("pk").values_list(*(COLUMNS.get(name, name) for name in row._fields)))
