"""The officer's list of cases under the filters of an address, for what else is done with the same cases."""

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import BadRequest
from django.http import QueryDict

from safeguards.texts import FORBIDDEN

from ..models import Complaint
from .listing import CaseList


def as_filtered(request, filters: str) -> CaseList:
    """``filters``: the query of the list's address. BadRequest where it is none."""
    model_admin = admin.site.get_model_admin(Complaint)
    asked = request.GET
    request.GET = _known(model_admin, filters)
    try:
        return model_admin.get_changelist_instance(request)
    except IncorrectLookupParameters as error:
        raise BadRequest from error
    finally:
        request.GET = asked


def _known(model_admin, filters: str) -> QueryDict:
    """Of an address what the list filters by; the page, and what the portal itself adds, are no filters.

    Posted, it has not been read as an address before: PostgreSQL takes no NUL in a text.
    """
    given, known = QueryDict(filters[:2_000]), QueryDict(mutable=True)
    for name in given:
        if FORBIDDEN.search(given[name]):
            raise BadRequest
        if name == "q" or model_admin.lookup_allowed(name, given[name]):
            known[name] = given[name]
    return known
