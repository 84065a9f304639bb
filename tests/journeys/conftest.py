"""A real browser on a phone's screen; whatever it complains of fails the test."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

PHONE = {"width": 360, "height": 740}


@pytest.fixture
def page(browser, live_server) -> Iterator[Callable[..., Page]]:
    """``page(user)``: a page of 360 px in a browser of its own, logged in as ``user`` (None: nobody).

    ``page(user, script=False)`` without JavaScript; other options as ``Browser.new_context`` takes them.
    Errors on the console, refusals of the CSP among them, and uncaught exceptions fail the test.
    """
    complaints: list[str] = []
    with ExitStack() as contexts:

        def opened(user=None, *, script: bool = True, **options) -> Page:
            options = {"viewport": PHONE, "locale": "id-ID", "base_url": live_server.url, **options}
            context = contexts.enter_context(browser.new_context(java_script_enabled=script, **options))
            if user:
                context.add_cookies([session_of(user, live_server.url)])
            context.on("console", lambda message: _note(complaints, message))
            context.on("weberror", lambda error: complaints.append(str(error.error)))
            return context.new_page()

        yield opened
    assert complaints == []


def _note(complaints: list[str], message) -> None:
    if message.type in {"error", "warning"}:
        complaints.append(message.text)


def session_of(user, url: str) -> dict:
    client = Client()
    client.force_login(user, backend="members.backends.NameOrPhoneBackend")
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    return {"name": settings.SESSION_COOKIE_NAME, "value": value, "url": url}
