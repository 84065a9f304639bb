"""`/pengaduan/`: the cases she works, newest first, 25 a page."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from members.permissions import permission_required

from ..case_rows import CaseRows
from ..forms.listing import OPEN, FilterForm, SearchForm
from ..models import Complaint
from ..paging import page_of


@require_safe
@permission_required("case.list")
def case_list(request):
    form = FilterForm(request.GET)
    chosen = form.chosen()
    context = {
        "page_obj": page_of(CaseRows(request.user, filtered, chosen), request.GET.get("page")),
        "form": form,
        "is_filtered": bool(chosen),
        "search_form": SearchForm(),
        "may_record": request.user.has_perm("case.record"),
    }
    return render(request, "complaints/list.html", context)


def filtered(user, now, chosen: dict):
    rows = Complaint.objects.worked_by(user)
    if "jenis" in chosen:
        rows = rows.filter(kind=chosen["jenis"])
    if chosen.get("tahap") == OPEN:
        rows = rows.open()
    elif "tahap" in chosen:
        rows = rows.filter(stage=chosen["tahap"])
    if "lewat" in chosen:
        rows = rows.overdue(now)
    if "tanya" in chosen:
        rows = rows.with_lateness(now).filter(question_waits=True)
    if "milik" in chosen:
        rows = rows.filter(assigned_to=user.pk)
    return rows
