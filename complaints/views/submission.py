"""What components/form_guard.html sends along: the key that makes a resend the same submission."""

import uuid

from django.core.exceptions import BadRequest


def submission_key(request) -> uuid.UUID:
    """The form's idempotency key; a form without one was not made by us (400)."""
    try:
        return uuid.UUID(request.POST.get("kiriman", ""))
    except ValueError as error:
        raise BadRequest from error
