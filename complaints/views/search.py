"""`/pengaduan/cari/`: a number leads to its case; a name or tanda pengingat to those that fit."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from members.permissions import permission_required
from safeguards.identifiers import parse_case_number

from ..forms.listing import SearchForm
from ..models import Complaint
from ..search import MOST, find


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("case.list")
def case_search(request):
    if request.method != "POST":
        return redirect("complaints:list")
    form = SearchForm(request.POST)
    found = None
    if form.is_valid():
        complaint = of_number(request.user, form.cleaned_data["cari"])
        if complaint:
            return redirect(complaint)
        found = find(request.user, form.cleaned_data["cari"], closed_too=form.cleaned_data["selesai"])
    context = {"form": form, "found": found, "most": MOST}
    return render(request, "complaints/search.html", context)


def of_number(user, text: str) -> Complaint | None:
    number = parse_case_number(text)
    return Complaint.objects.worked_by(user).filter(number=number).first() if number else None
