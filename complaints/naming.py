"""The people and places that a case names, read in two small queries.

Joined to the case they would be a dozen tables in one query: PostgreSQL thinks longer about their order
than everything else on the page takes.
"""

from collections.abc import Iterable
from functools import cache

from django.db.models import Model, QuerySet

from members.models import User
from safeguards.spelled import Spelled
from villages.models import Village

from .models import Complaint

PEOPLE = {"recorded_by": -4, "assigned_to": -3, "closed_by": -2, "closing_approved_by": -1}  # stand-ins
PLACES = {"village": "00.00.00.0001", "event_village": "00.00.00.0002"}
SHOWN = {"id", "username", "full_name"}  # all that a page says of a colleague


def read_names(complaint: Complaint) -> None:
    """Fills all of PEOPLE, and both villages with their district."""
    _fill(complaint, PEOPLE, _people())
    _fill(complaint, PLACES, _places())


def names_only(rows: QuerySet, relations: Iterable[str] = ()) -> QuerySet:
    """``rows``, of the users in ``relations`` no more than their names: no password, no number."""
    fields = [field.name for field in User._meta.concrete_fields if field.name not in SHOWN]
    related = {name for name in relations if rows.model._meta.get_field(name).related_model is User}
    return rows.defer(*(f"{name}__{field}" for name in sorted(related) for field in fields))


def _fill(complaint: Complaint, stand_ins: dict, rows: Spelled) -> None:
    keys = {name: getattr(complaint, f"{name}_id") for name in stand_ins}
    found: dict[object, Model] = {
        row.pk: row for row in rows.instances({stand_ins[name]: key for name, key in keys.items()})
    }
    for name, key in keys.items():
        setattr(complaint, name, found.get(key))


@cache
def _people() -> Spelled:
    return Spelled(User.objects.only(*SHOWN).filter(pk__in=PEOPLE.values()).order_by())


@cache
def _places() -> Spelled:
    return Spelled(Village.objects.with_place().filter(pk__in=PLACES.values()).order_by())
