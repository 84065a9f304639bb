"""`…/ubah/<bagian>/`: one group of fields; of two who save at once, the second compares both versions."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from safeguards import audit

from ..facts import label, show
from ..forms.editing import FORMS, SectionForm
from ..models import Complaint
from ..sections import SECTIONS, Section, changed, read
from ..services import editing
from ..submission import guard, posted_version, renewed, typed_data
from .cases import refused, with_persons, worked_case

RELATED = ("village__district__regency", "event_village__district__regency")


@require_http_methods(["GET", "HEAD", "POST"])
def case_edit(request, number: str, section: str):
    with transaction.atomic():
        complaint = worked_case(request, number, *RELATED)
        part = section_of(complaint, section)
        with_persons(complaint)
        held = read(complaint, part)
        if request.method != "POST":
            record_reading(request, complaint, part)
    told = {"complaint": complaint, "section": part, "held": held}
    form = FORMS[section](typed_data(request), **told)
    if (
        request.method == "POST"
        and form.is_valid()
        and not refused(form, lambda: save(request, complaint, form))
    ):
        return redirect(f"{complaint.get_absolute_url()}#{section}")
    is_stale = getattr(form, "is_stale", False)
    if is_stale:  # what was read above may be of a moment before the other one was saved
        complaint = worked_case(request, number, *RELATED)
        with_persons(complaint)
        told |= {"complaint": complaint, "held": read(complaint, part)}
        form = renewed(form, lambda typed: FORMS[section](typed, **told))
    context = {
        "form": form,
        "case": complaint,
        "section": part,
        **guard(request, complaint, form),
        "both": both_versions(request, complaint, form) if is_stale else None,
    }
    return render(request, "complaints/edit.html", context)


def section_of(complaint: Complaint, slug: str) -> Section:
    part = SECTIONS.get(slug)
    if part is None or complaint.kind not in part.kinds:
        raise Http404
    return part


def record_reading(request, complaint: Complaint, part: Section) -> None:
    """The form, or the comparison of two versions, shows what the case's page shows: a reading too."""
    figures = {"section": part.slug}
    audit.record(
        action="complaint.read", by=request.user, chain=complaint.pk, subject=complaint, figures=figures
    )


def save(request, complaint: Complaint, form: SectionForm) -> None:
    names = editing.change(
        complaint=complaint,
        by=request.user,
        section=form.section,
        values=form.values(),
        version=posted_version(request),
    )
    messages.success(request, _("Tersimpan.") if names else _("Tidak ada yang berubah."))


def both_versions(request, complaint: Complaint, form: SectionForm) -> list[dict]:
    """Hers beside the newest, of the fields in which they differ."""
    with transaction.atomic():
        record_reading(request, complaint, form.section)
    hers = form.values()
    return [
        {
            "label": label(complaint, name),
            "hers": show(name, hers[name]),
            "newest": show(name, form.held[name]),
        }
        for name in changed(complaint, form.section, hers)
    ]
