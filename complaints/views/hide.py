"""`…/sembunyikan/`: from whom the case is hidden, and showing it again."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members.models import User

from .. import policies
from ..errors import CaseError
from ..forms.followup import HideForm
from ..models import Complaint
from ..services import hiding
from ..services.review import volunteers_for
from ..submission import typed_data
from .cases import refused, worked_case


@require_http_methods(["GET", "HEAD", "POST"])
def case_hide(request, number: str):
    complaint = worked_case(request, number)
    if not policies.may_hide(complaint, request.user):
        raise PermissionDenied
    hidden = list(complaint.hidings.select_related("user", "by"))
    if request.method == "POST" and request.POST.get("tampilkan"):
        return show_again(request, complaint, hidden)
    form = form_for(request, complaint, hidden)
    if (
        request.method == "POST"
        and form.is_valid()
        and not refused(form, lambda: hide(request, complaint, form))
    ):
        messages.success(request, _("Kasus ini sekarang tersembunyi darinya."))
        return redirect("complaints:hide", complaint.number)
    context = {"form": form, "case": complaint, "hidden": hidden}
    return render(request, "complaints/hide.html", context)


def form_for(request, complaint: Complaint, hidden: list) -> HideForm:
    already = {row.user_id for row in hidden} | {request.user.pk}
    people = hiding.people_for(complaint).exclude(pk__in=already)
    heirs = volunteers_for(complaint).exclude(pk=complaint.assigned_to_id)
    return HideForm(typed_data(request), people=people, heirs=heirs, assignee=complaint.assigned_to_id)


def hide(request, complaint: Complaint, form: HideForm) -> None:
    people = User.objects.in_bulk(filter(None, form.cleaned_data.values()))
    told = {name: people.get(pk) for name, pk in form.cleaned_data.items()}
    hiding.hide(complaint=complaint, by=request.user, **told)


def show_again(request, complaint: Complaint, hidden: list):
    """What is not hidden (any more) needs no word: the second tap of two."""
    for row in hidden:
        if str(row.user_id) == request.POST["tampilkan"]:
            try:
                hiding.unhide(complaint=complaint, by=request.user, user=row.user)
            except CaseError as error:
                messages.error(request, str(error))
            else:
                messages.success(request, _("Kasus ini bisa dibacanya lagi sesuai tugasnya."))
    return redirect("complaints:hide", complaint.number)
