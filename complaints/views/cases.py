"""The one way in which a view gets a case, and how it tells of a deed that was refused."""

from collections.abc import Callable
from functools import lru_cache

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.http import Http404
from django.utils import timezone

from safeguards.spelled import Spelled

from .. import policies
from ..addresses import SOME_NUMBER
from ..case_rows import SOME_TIME, Reader
from ..errors import CaseError, Stale
from ..models import Complaint, Person

Adds = Callable[[QuerySet], QuerySet]


def visible_case(request, number: str, *related: str, adds: Adds | None = None) -> Complaint:
    """The case, with what ``policies`` asks and what ``adds`` annotates; 404 outside her scope."""
    reader = Reader.of(request.user)
    found = _spelled(reader, related, adds).instances({SOME_NUMBER: number, SOME_TIME: timezone.now()})
    if not found:
        raise Http404
    return found[0]


@lru_cache(maxsize=500)
def _spelled(reader: Reader, related: tuple[str, ...], adds: Adds | None) -> Spelled:
    rows = Complaint.objects.visible_to(reader).with_access(reader, SOME_TIME).filter(number=SOME_NUMBER)
    rows = rows.select_related("data_key", "group__village", *related).order_by()
    return Spelled(adds(rows) if adds else rows)


def worked_case(request, number: str, *related: str, adds: Adds | None = None) -> Complaint:
    """The same, of a case that she works: 403 for who only reviews it."""
    complaint = visible_case(request, number, *related, adds=adds)
    if not policies.may_work(complaint):
        raise PermissionDenied
    return complaint


def with_persons(complaint: Complaint) -> None:
    """Reads the case's persons and their keys at once, for all sections."""
    persons = Person.objects.select_related("data_key").order_by("id")
    prefetch_related_objects([complaint], Prefetch("persons", queryset=persons))


def refused(form, do: Callable) -> bool:
    """Runs ``do``; a refusal becomes an error of the form, which keeps what was typed.

    ``form.is_stale`` says that it was made from a version that is no longer the newest.
    """
    form.is_stale = False
    try:
        do()
    except CaseError as error:
        form.is_stale = isinstance(error, Stale)
        form.add_error(None, str(error))
        return True
    return False
