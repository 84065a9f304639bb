"""Photos and PDFs of a case for who reviews it: once its seal is open, and each look is recorded."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ..downloads import download
from ..errors import CaseError, NotPermitted
from ..services import attachments
from . import came_from
from .case_page import find, out_of_reach


@require_safe
def shown(request, pk, file):
    return _sent(request, pk, file, "shown")


@require_safe
def original(request, pk, file):
    return _sent(request, pk, file, "original")


def _sent(request, pk, file, field: str):
    """What cannot be shown leads back to the case with a word why."""
    row = find(request.user, pk)
    if row is None:
        return out_of_reach(request, pk)
    attachment = get_object_or_404(row.attachments, pk=file)
    try:
        data = attachments.read(complaint=row, attachment=attachment, by=request.user, field=field)
    except NotPermitted:
        messages.warning(request, _("Buka dulu segel kasusnya, dengan alasan."))
    except CaseError as error:
        messages.error(request, str(error))
    else:
        return download(row, attachment, data, inline=field == "shown")
    return redirect(came_from.to_case(request, row.pk))
