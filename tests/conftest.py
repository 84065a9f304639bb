"""Fixtures for every test: one small named cast, as in the demo."""

from types import SimpleNamespace

import pytest
from django.test import Client

from . import factories
from .threads import Threads


@pytest.fixture(autouse=True)
def static_files_on_demand(settings):
    """Each new client would otherwise list every static file first: a tenth of a second."""
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture
def cast(db) -> SimpleNamespace:
    """The demo accounts, see ``factories.cast``."""
    return factories.cast()


@pytest.fixture
def login():
    """``login(user)`` gives a client in which that user is logged in."""

    def client_for(user) -> Client:
        client = Client()
        client.force_login(user, backend="members.backends.NameOrPhoneBackend")
        return client

    return client_for


@pytest.fixture
def village(db):
    """A function: code → Village, from the real list: ``village("52.03.17.2003")``."""
    return factories.make_village


@pytest.fixture
def threads(transactional_db, tmp_path) -> Threads:
    """``threads.run(one, other)``: both at once. What they work on is made by fixtures named before it."""
    return Threads(tmp_path)
