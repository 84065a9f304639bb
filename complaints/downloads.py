"""The answer that carries a photo or PDF of a case: typed by us, alone in its sandbox, kept by nobody."""

from django.http import HttpResponse

from .files import content_type
from .models import Attachment, Complaint

ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "application/pdf": "pdf"}
# Whatever the bytes are, nothing in them runs, loads or is part of the portal.
SANDBOX = {"sandbox": [""]}


def download(complaint: Complaint, attachment: Attachment, data: bytes, *, inline: bool) -> HttpResponse:
    """Named by the case's number and the place among its attachments: what the phone called it may tell."""
    type_ = content_type(data)
    response = HttpResponse(data, content_type=type_)
    name = f"{complaint}-{_place(complaint, attachment)}.{ENDINGS[type_]}"
    way = "inline" if inline else "attachment"
    response["Content-Disposition"] = f'{way}; filename="{name}"'
    response._csp_update = SANDBOX
    return response


def _place(complaint: Complaint, attachment: Attachment) -> int:
    keys = list(complaint.attachments.order_by("at", "id").values_list("pk", flat=True))
    return keys.index(attachment.pk) + 1
