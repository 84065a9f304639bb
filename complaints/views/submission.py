"""What form_guard.html sends along: the key that makes a resend the same submission, and the version."""

import uuid

from django.core.exceptions import BadRequest


def submission_key(request) -> uuid.UUID:
    """The form's idempotency key; a form without one was not made by us (400)."""
    try:
        return uuid.UUID(request.POST.get("kiriman", ""))
    except ValueError as error:
        raise BadRequest from error


def posted_version(request) -> int:
    """The version of the case that the form was made from; 0, which is never the newest, without one."""
    typed = request.POST.get("versi", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0


def typed_data(request):
    """What a form is bound to: what was posted, what was kept over a lost session, or nothing (None)."""
    return request.POST if request.method == "POST" else request.kept_fields
