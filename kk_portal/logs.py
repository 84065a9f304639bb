"""Logs say what went wrong and where in the code, never with which data.

An exception's message can hold a value ("Key (phone)=(…) already exists"), a request object its whole
body, an address its query or the code of an answer link or an invitation. All of it is taken out before a
handler formats the record.
"""

import logging
import re
import traceback

from django.http import HttpRequest

_QUERY = re.compile(r"\?[^\s\"']*")
_CODE = re.compile(r"(/(?:jawab|undangan)/)[^\s\"'<>]+", re.IGNORECASE)


class WithoutRequestData(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.__dict__.pop("request", None)
        record.stack_info = None
        if record.exc_info and record.exc_info[1] is not None:
            record.exc_text = where(record.exc_info[1])
            record.exc_info = None
        record.args = _bare_args(record.args)
        if isinstance(record.msg, BaseException):
            record.msg = type(record.msg).__name__
        elif isinstance(record.msg, str):
            record.msg = _without_code(record.msg)
        return True


def where(error: BaseException) -> str:
    """Type and place of an exception and of those behind it, outermost first; no messages, no source."""
    lines, seen = [], set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        lines.append(f"{type(error).__module__}.{type(error).__qualname__}")
        frames = traceback.extract_tb(error.__traceback__)
        lines += [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
        error = error.__cause__ or error.__context__
    return "\n".join(lines)


def _bare_args(args):
    if isinstance(args, dict):
        return {name: _bare(value) for name, value in args.items()}
    return tuple(_bare(value) for value in args) if isinstance(args, tuple) else args


def _bare(value):
    if isinstance(value, BaseException):
        return type(value).__name__
    if isinstance(value, HttpRequest):
        return f"<{value.method} {_without_code(value.path)}>"
    return _without_code(_QUERY.sub("?…", value)) if isinstance(value, str) else value


def _without_code(text: str) -> str:
    return _CODE.sub(r"\1…", text)
