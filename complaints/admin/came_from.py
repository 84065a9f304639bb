"""The filters with which a reviewer came from her list, carried along while she works on its cases."""

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

NAME = "_changelist_filters"  # Django's own, so that its links carry it too


def query(request) -> str:
    """ "?_changelist_filters=…" for the next address, or nothing."""
    filters = request.GET.get(NAME, "")
    return "?" + urlencode({NAME: filters}) if filters else ""


def filters(request) -> str:
    """Those of her list, as the query of its address; a number that she looked for is none."""
    kept = QueryDict(request.GET.get(NAME, ""), mutable=True)
    kept.pop("q", None)
    return kept.urlencode()


def to_list(request) -> str:
    filters = request.GET.get(NAME, "")
    return reverse("admin:complaints_complaint_changelist") + (f"?{filters}" if filters else "")


def to_case(request, pk) -> str:
    return reverse("admin:complaints_complaint_change", args=[pk]) + query(request)


def to_following(request, pk) -> str:
    return reverse("admin:complaints_complaint_next", args=[pk]) + query(request)
