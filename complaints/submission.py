"""What components/form_guard.html sends along: a key, by which a resend is known, and of a form that changes
a row its version, with marks of the values that the page showed first.

Of two people who change a row at once, the second compares both versions. By the marks it is known what she
had changed herself: all the rest follows the newest version, so that she takes nothing back unawares.
"""

import uuid
from collections.abc import Callable, Sequence

from django.core.exceptions import BadRequest
from django.forms import BoundField, Form
from django.http import QueryDict
from django.utils.crypto import salted_hmac
from django.utils.text import normalize_newlines


def submission_key(request) -> uuid.UUID:
    """The form's idempotency key; a form without one was not made by us (400)."""
    try:
        return uuid.UUID(request.POST.get("kiriman", ""))
    except ValueError as error:
        raise BadRequest from error


def posted_version(request) -> int:
    """The version of the row that the form was made from; 0, which is never the newest, without one."""
    return _version(request.POST)


def guard(request, row, form) -> dict[str, str | int]:
    """What an editing form sends along, for its template."""
    typed = typed_data(request)
    marks = getattr(form, "marks", None) or (_marks(form) if typed is None else typed.get("semula", ""))
    return {"versi": version_to_send(request, row, form), "semula": marks}


def renewed(form: Form, build: Callable[[QueryDict | None], Form]) -> Form:
    """What was typed into ``form``, which was stale, as changes of the newest version.

    ``build`` gives the form of that version: bound to what it is given, or (None) as the page shows it first.
    """
    newest, typed = build(None), form.data.copy()
    first = dict(part.split("=", 1) for part in typed.get("semula", "").split() if "=" in part)
    for field in newest:
        if first.get(field.html_name) == _mark(_sent(field, typed)):
            typed.setlist(field.html_name, _shown(field))
    told = build(typed)
    for error in form.non_field_errors():
        told.add_error(None, error)
    told.is_stale, told.marks = True, _marks(newest)
    return told


def _marks(form: Form) -> str:
    return " ".join(f"{field.html_name}={_mark(_shown(field))}" for field in form)


def _mark(values: Sequence[str]) -> str:
    return salted_hmac("complaints.submission", "\0".join(sorted(values))).hexdigest()[:12]


def _shown(field: BoundField) -> list[str]:
    """What a browser sends of a field of an unbound form that nobody touched."""
    value = field.value()
    return _texts(value if isinstance(value, bool) else field.field.widget.format_value(value))


def _sent(field: BoundField, typed: QueryDict) -> list[str]:
    return _texts(field.field.widget.value_from_datadict(typed, {}, field.html_name))


def _texts(value) -> list[str]:
    values = value if isinstance(value, list | tuple) else [value]
    return [normalize_newlines(str(one)) for one in values if one not in (None, "", False)]


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
