"""`/pengaduan/`: the cases she works, newest first, 25 a page."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from members.permissions import permission_required

from ..forms.listing import OPEN, FilterForm, SearchForm
from ..models import Complaint
from ..paging import page_of
from ..search import with_concerned


@require_safe
@permission_required("case.list")
def case_list(request):
    form = FilterForm(request.GET)
    rows = filtered(request.user, form.chosen())
    context = {
        "page_obj": page_of(with_concerned(rows.newest_first()), request.GET.get("page")),
        "form": form,
        "is_filtered": bool(form.chosen()),
        "search_form": SearchForm(),
        "may_record": request.user.has_perm("case.record"),
    }
    return render(request, "complaints/list.html", context)


def filtered(user, chosen: dict):
    rows = Complaint.objects.worked_by(user).with_lateness()
    if "jenis" in chosen:
        rows = rows.filter(kind=chosen["jenis"])
    if chosen.get("tahap") == OPEN:
        rows = rows.open()
    elif "tahap" in chosen:
        rows = rows.filter(stage=chosen["tahap"])
    if "lewat" in chosen:
        rows = rows.overdue()
    if "tanya" in chosen:
        rows = rows.filter(question_waits=True)
    if "milik" in chosen:
        rows = rows.filter(assigned_to=user)
    return rows
