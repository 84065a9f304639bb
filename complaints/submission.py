"""What components/form_guard.html sends along: a key, by which a resend is known, and the version."""

import uuid

from django.core.exceptions import BadRequest


def submission_key(request) -> uuid.UUID:
    """The form's idempotency key; a form without one was not made by us (400)."""
    try:
        return uuid.UUID(request.POST.get("kiriman", ""))
    except ValueError as error:
        raise BadRequest from error


def posted_version(request) -> int:
    """The version of the row that the form was made from; 0, which is never the newest, without one."""
    return _version(request.POST)


def version_to_send(request, row, form) -> int:
    """Which version the form shown now belongs to: the newest when she has seen it, or saw that hers is
    not; the one she began with when the form only comes back for another error.
    """
    typed = typed_data(request)
    if typed is None or getattr(form, "is_stale", False):
        return row.version
    return _version(typed)


def _version(typed) -> int:
    version = typed.get("versi", "")
    return int(version) if version.isascii() and version.isdigit() and len(version) < 10 else 0


def typed_data(request):
    """What a form is bound to: what was posted, what was kept over a lost session, or nothing (None)."""
    return request.POST if request.method == "POST" else request.kept_fields
