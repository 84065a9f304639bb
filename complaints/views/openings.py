"""`/kelompok/pembukaan/`: who opened the seal of a case of the group, for those who answer for its cases."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.views.decorators.http import require_safe

from members.permissions import permission_required

from ..openings import openings_of_groups, tell_roles
from ..paging import page_of


@require_safe
@permission_required("group.own")
def openings(request):
    if not request.user.scope.overseen_groups:
        raise PermissionDenied
    page = page_of(openings_of_groups(request.user), request.GET.get("page"))
    tell_roles(page)
    several = len(request.user.scope.overseen_groups) > 1
    return render(request, "complaints/openings.html", {"page_obj": page, "several": several})
