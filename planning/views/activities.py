"""`/kegiatan/`: what the group did. Its members write it down; the village's secretary reads the counts."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from complaints.downloads import SANDBOX
from complaints.errors import CaseError, NotPermitted
from complaints.paging import page_of
from complaints.submission import guard, posted_version, renewed, submission_key, typed_data
from complaints.views.cases import refused
from members.models import Group
from members.permissions import permission_required

from ..activities_told import told, total
from ..errors import ActivityGone
from ..forms.activities import ActivityForm, both_versions
from ..models import Activity
from ..policies import activities as policies
from ..services import activities as services
from .choosing import year_of


@require_safe
@permission_required("activity.list")
def activities(request):
    rows = Activity.objects.visible_to(request.user)
    years = [day.year for day in rows.dates("held_on", "year", order="DESC")]
    year = _year(request, years)
    held = rows.held_in(year)
    lines = told(held, exact=policies.are_own(request.user, held))
    shown = held.with_photo_mark().select_related("group", "data_key")
    page = page_of(shown, request.GET.get("page"))
    for row in page:
        row.reads_words = policies.may_read_words(request.user, row)
    context = {
        "page_obj": page,
        "years": years,
        "year": year,
        "lines": lines,
        "all": total(lines),
        "may_record": request.user.has_perm("activity.record"),
        "several": len({row.group_id for row in page}) > 1,
    }
    return render(request, "planning/activities.html", context)


def _year(request, years: list[int]) -> int:
    """The year asked for, else the newest with an activity, else this one."""
    newest = years[0] if years else timezone.localdate().year
    return year_of(request, [newest, *years], newest)


@require_safe
@permission_required("activity.list")
def activity(request, pk):
    row = _visible(request, pk)
    is_own = policies.is_own(request.user, row)
    context = {
        "activity": row,
        "reads_words": policies.may_read_words(request.user, row),
        "is_own": is_own,
        "may_change": policies.may_change(request.user, row),
    }
    return render(request, "planning/activity.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("activity.record")
def activity_record(request):
    groups = list(Group.objects.filter(pk__in=request.user.scope.volunteer_groups).active())
    if not groups:
        raise PermissionDenied
    initial = {"held_on": timezone.localdate()}
    form = ActivityForm(typed_data(request), request.FILES or None, groups=groups, initial=initial)
    if (
        request.method == "POST"
        and form.is_valid()
        and not refused(form, lambda: _record(request, form, groups))
    ):
        return redirect("planning:activities")
    return render(request, "planning/activity_form.html", {"form": form})


def _record(request, form: ActivityForm, groups: list[Group]) -> None:
    chosen = form.cleaned_data.get("group")
    group = next((row for row in groups if row.pk == chosen), groups[0])
    _row, is_new = services.record(
        by=request.user,
        group=group,
        values=form.values(),
        photo=form.checked,
        submission_key=submission_key(request),
    )
    if is_new:
        messages.success(request, _("Kegiatan tersimpan."))
    else:
        messages.info(request, _("Kegiatan ini sudah tersimpan tadi. Bila perlu, ubah dari daftar."))


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("activity.record")
def activity_edit(request, pk):
    row = _changeable(request, pk)
    form = _form_of(row, typed_data(request), request.FILES or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and not refused(form, lambda: _change(request, row, form))
    ):
        return redirect(row)
    if form.is_stale:
        row = _changeable(request, pk)
        form = renewed(form, lambda typed: _form_of(row, typed))
    context = {
        "form": form,
        "activity": row,
        **guard(request, row, form),
        "both": both_versions(row, form.values()) if form.is_stale else None,
    }
    return render(request, "planning/activity_form.html", context)


def _form_of(row: Activity, typed, uploaded=None) -> ActivityForm:
    return ActivityForm(typed, uploaded, has_photo=row.has_photo, initial=services.held(row))


def _change(request, row: Activity, form: ActivityForm) -> None:
    changed = services.change(
        by=request.user,
        activity=row,
        version=posted_version(request),
        values=form.values(),
        photo=form.checked,
        drop_photo=bool(form.cleaned_data.get("drop_photo")),
    )
    messages.success(request, _("Tersimpan.") if changed else _("Tidak ada yang berubah."))


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("activity.record")
def activity_remove(request, pk):
    row = _changeable(request, pk)
    if request.method != "POST":
        return render(request, "planning/activity_remove.html", {"activity": row})
    try:
        services.remove(by=request.user, activity=row)
    except CaseError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Kegiatan dihapus."))
    return redirect("planning:activities")


@require_safe
@permission_required("activity.list")
def activity_photo(request, pk):
    row = _visible(request, pk)
    try:
        content = services.read_photo(by=request.user, activity=row)
    except NotPermitted as error:
        raise PermissionDenied from error
    except ActivityGone as error:
        raise Http404 from error
    response = HttpResponse(content, content_type="image/jpeg")
    response["Content-Disposition"] = 'inline; filename="kegiatan.jpg"'
    response._csp_update = SANDBOX
    return response


def _visible(request, pk) -> Activity:
    rows = Activity.objects.visible_to(request.user).with_photo_mark()
    return get_object_or_404(rows.select_related("group__village", "data_key", "recorded_by"), pk=pk)


def _changeable(request, pk) -> Activity:
    """403 for whoever may only read it, or not any more change it."""
    row = _visible(request, pk)
    if not policies.may_change(request.user, row):
        raise PermissionDenied
    return row
