"""When the database or the disk does not answer: what happened in plain words, and nothing typed is lost.

The page needs neither. What was posted stands in it, ready to be sent again to the same address: the same
submission key makes of both the same case, also where the first one was saved and only its answer was lost.
"""

import errno
import sqlite3

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from . import typed_input
from .appearance import is_neutral

RETRY_AFTER = 30  # seconds
DISK = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS}
# SQLite calls a misspelled query an OperationalError too: only these are of the disk and the lock.
SQLITE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
}


def is_reason(error: BaseException | None) -> bool:
    """Whether ``error``, or one behind it, is a database or a disk that does not do its work now."""
    seen = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if _is_it(error):
            return True
        error = error.__cause__ or error.__context__
    return False


def _is_it(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno in DISK
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    told = error.__cause__
    return not isinstance(told, sqlite3.Error) or getattr(told, "sqlite_errorcode", 0) & 0xFF in SQLITE


def page(request: HttpRequest) -> HttpResponse:
    """503, with what was posted. A form with a password is not repeated: she types it again."""
    posted = request.method == "POST"
    context = {"posted": posted, "path": request.get_full_path(), "is_neutral": is_neutral(request)}
    if posted and (fields := _fields(request)):
        context |= {"fields": fields, "files": bool(request.FILES)}
    response = HttpResponse(render_to_string("503.html", context), status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    return response


def _fields(request: HttpRequest) -> list[tuple[str, str]]:
    kept = typed_input.worth_keeping(request.POST)
    if set(request.POST) - set(kept) - set(typed_input.NEVER_KEPT):
        return []
    return [(name, value) for name, values in request.POST.lists() for value in values]
