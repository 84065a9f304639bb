"""`/pengaduan/serahkan-semua/`: who goes away hands over all her open cases of a group at once."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from members.models import Group
from members.permissions import permission_required

from ..forms.handover import AllCasesForm
from ..models import Complaint
from ..services import leaving
from ..submission import typed_data
from .cases import refused


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("case.work")
def all_cases(request):
    """Where some may not go to the one she chose, it asks for a second person before anything is done."""
    groups = list(Group.objects.filter(pk__in=request.user.scope.volunteer_groups).order_by("name", "pk"))
    group = chosen(groups, request.GET.get("kelompok"))
    form = AllCasesForm(typed_data(request), people=leaving.heirs_in(group, request.user))
    barred = []
    if request.method == "POST" and form.is_valid():
        barred = barred_from(request, group, form)
        if (not barred or "other" in request.POST) and not refused(
            form, lambda: hand_over(request, group, form)
        ):
            return redirect("complaints:list")
    context = {
        "form": form,
        "group": group,
        "groups": groups,
        "barred": barred,
        "cases": mine(request, group),
    }
    return render(request, "complaints/all_cases.html", context)


def chosen(groups: list[Group], wanted: str | None) -> Group:
    found = [row for row in groups if wanted is None or str(row.pk) == wanted]
    if not found:
        raise Http404
    return found[0]


def mine(request, group: Group) -> list[Complaint]:
    """Those that she may still read: one that became a secretary is told of no violence."""
    return list(
        leaving.open_cases(request.user, group)
        .worked_by(request.user)
        .select_related("data_key")
        .newest_first()
    )


def barred_from(request, group: Group, form: AllCasesForm) -> list[Complaint]:
    rows = leaving.cannot_go(request.user, group, form.cleaned_data["to"])
    return list(rows.worked_by(request.user).select_related("data_key").newest_first())


def hand_over(request, group: Group, form: AllCasesForm) -> None:
    result = leaving.hand_over_all(by=request.user, user=request.user, group=group, **form.cleaned_data)
    number = len(result.moved)
    words = ngettext("%(number)d kasus diserahkan.", "%(number)d kasus diserahkan.", number)
    messages.success(request, words % {"number": number})
    if result.left:
        words = _(
            "%(number)d kasus belum ada penerimanya: tetap pada Ibu/Bapak, dan petugas sudah diberi tahu."
        )
        messages.warning(request, words % {"number": len(result.left)})
