"""`/pengaduan/cari/`: a number leads to its case; a name or tanda pengingat to those that fit.

What was typed is posted and then kept sealed in the session, so that neither an address nor the session's
row holds a name, and Back from a case shows the hits again.
"""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from members.permissions import permission_required
from safeguards import in_session
from safeguards.identifiers import parse_case_number

from ..forms.listing import SearchForm
from ..models import Complaint
from ..search import MOST, find

KEPT = "cari"


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("case.list")
def case_search(request):
    typed = request.POST.dict() if request.method == "POST" else in_session.get(request, KEPT)
    if not typed:
        return redirect("complaints:list")
    form = SearchForm(typed)
    if request.method == "POST" and form.is_valid():
        complaint = of_number(request.user, form.cleaned_data["cari"])
        if complaint:
            return redirect(complaint)
        remember(request, typed)
        return redirect("complaints:search")
    return render(
        request, "complaints/search.html", {"form": form, "found": hits(request, form), "most": MOST}
    )


def hits(request, form: SearchForm):
    if not form.is_valid():
        return None
    return find(request.user, form.cleaned_data["cari"], closed_too=form.cleaned_data["selesai"])


def of_number(user, text: str) -> Complaint | None:
    number = parse_case_number(text)
    return Complaint.objects.worked_by(user).filter(number=number).first() if number else None


def remember(request, typed: dict[str, str]) -> None:
    in_session.put(request, KEPT, {name: typed[name] for name in SearchForm.base_fields if name in typed})
