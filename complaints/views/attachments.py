"""`…/lampiran/`: photos and PDFs of a case. Each look at one is recorded; none has a public address."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from safeguards import audit

from .. import policies
from ..downloads import download
from ..enums import FileKind
from ..errors import CaseError, NotPermitted
from ..forms.attachment import AttachmentForm
from ..models import Attachment, Complaint
from ..services import attachments as services
from ..submission import submission_key, typed_data
from .cases import refused, worked_case


@require_http_methods(["GET", "HEAD", "POST"])
def case_attachments(request, number: str):
    complaint = worked_case(request, number)
    form = AttachmentForm(typed_data(request), request.FILES or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and not refused(form, lambda: add(request, complaint, form))
    ):
        messages.success(request, _("Lampiran tersimpan."))
        return redirect("complaints:attachments", complaint.number)
    with transaction.atomic():
        return shown(request, complaint, form)


def shown(request, complaint: Complaint, form: AttachmentForm):
    """What each file is called and about is sealed like any text of the case: a reading."""
    rows = list(complaint.attachments.select_related("by", "removed_by").order_by("-at", "-id"))
    for row in rows:
        row.complaint = complaint
    audit.record(action="complaint.read", by=request.user, chain=complaint.pk, subject=complaint)
    return render(request, "complaints/attachments.html", {"form": form, "case": complaint, "rows": rows})


def add(request, complaint: Complaint, form: AttachmentForm) -> None:
    services.add(
        complaint=complaint, by=request.user, submission_key=submission_key(request), **form.values()
    )


@require_safe
def attachment_look(request, number: str, pk):
    """A file under the portal's own head: alone on the screen it would leave her without Keluar cepat. A
    photo is shown; a PDF, which browsers show on a page of their own, is there to be taken away.

    What is recorded is the reading of the file itself.
    """
    complaint, row = _found(request, number, pk)
    if row.removed_at:
        return redirect("complaints:attachment", complaint.number, row.pk)
    context = {"case": complaint, "row": row, "is_photo": row.kind == FileKind.PHOTO}
    return render(request, "complaints/attachment_look.html", context)


@require_safe
def attachment(request, number: str, pk):
    return _sent(request, number, pk, "shown")


@require_safe
def attachment_original(request, number: str, pk):
    return _sent(request, number, pk, "original")


def _sent(request, number: str, pk, field: str):
    """A file that is gone or broken is said so on the page of all; nothing of it is shown."""
    complaint, row = _found(request, number, pk)
    try:
        data = services.read(complaint=complaint, attachment=row, by=request.user, field=field)
    except NotPermitted as error:
        raise PermissionDenied from error
    except CaseError as error:
        messages.error(request, str(error))
        return redirect("complaints:attachments", complaint.number)
    return download(complaint, row, data, inline=field == "shown" and row.kind == FileKind.PHOTO)


def _found(request, number: str, pk) -> tuple[Complaint, Attachment]:
    complaint = worked_case(request, number)
    row = get_object_or_404(complaint.attachments.select_related("by"), pk=pk)
    row.complaint = complaint
    return complaint, row


@require_http_methods(["GET", "HEAD", "POST"])
def attachment_remove(request, number: str, pk):
    complaint, row = _found(request, number, pk)
    if not policies.may_remove_file(complaint, row.by_id, request.user):
        raise PermissionDenied
    if request.method != "POST":
        return render(request, "complaints/attachment_remove.html", {"case": complaint, "row": row})
    try:
        services.remove(attachment=row, by=request.user)
    except CaseError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Lampiran dihapus."))
    return redirect("complaints:attachments", complaint.number)
