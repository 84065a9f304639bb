"""Fixtures for every test: one small named cast, as in the demo."""

import gc
import os
import shutil
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from coverage import Coverage
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.contrib.auth.signals import user_logged_in
from django.core.files.storage import storages
from django.db import connection, connections
from django.test import Client
from playwright.sync_api import Browser, sync_playwright

from members import trail as logins

from . import factories, trail
from .threads import Threads


def enter(client: Client, user) -> None:
    """Logged in without the form, and so without its record: a test looks at what comes after."""
    user_logged_in.disconnect(dispatch_uid="trail_logged_in")
    try:
        client.force_login(user, backend="members.backends.NameOrPhoneBackend")
    finally:
        logins.connect()


CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """The live server's threads end a moment after the browser; none may then still hold a connection."""
    told = connections["default"].settings_dict
    told["CONN_MAX_AGE"] = 0
    if connection.vendor == "postgresql":  # no test cuts the power of this server
        told["OPTIONS"]["options"] += " -c synchronous_commit=off"


@pytest.fixture(scope="session", autouse=True)
def no_session_outlives_the_run(django_db_setup, django_db_blocker):
    """PostgreSQL drops no database that someone still holds: a late thread of the live server, for one."""
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(scope="session", autouse=True)
def emptied_by_its_owner(django_db_setup):
    """The triggers that keep the trail would refuse the emptying between tests that commit."""
    trail.flush_as_owner()


@pytest.fixture(scope="session", autouse=True)
def quick_passwords():
    """A digest of a password is made to be slow, by its rounds alone: here one does."""
    rounds = PBKDF2PasswordHasher.iterations
    PBKDF2PasswordHasher.iterations = 1
    yield
    PBKDF2PasswordHasher.iterations = rounds


@pytest.fixture(scope="session", autouse=True)
def attachments_apart(tmp_path_factory):
    """Sealed files of tests lie in a folder of the run."""
    folder = tmp_path_factory.mktemp("attachments")
    storages.backends["attachments"]["OPTIONS"]["location"] = str(folder)


@pytest.fixture(autouse=True)
def backups_apart(settings, tmp_path_factory):
    """Backups and the ledger of erasures of tests lie in a folder of the run."""
    settings.BACKUP_DIR = str(tmp_path_factory.getbasetemp() / "backups")


@pytest.fixture(autouse=True)
def static_files_on_demand(settings):
    """Each new client would otherwise list every static file first: a tenth of a second."""
    settings.WHITENOISE_AUTOREFRESH = True


LONG = ("tests/faults/", "tests/architecture/", "tests/journeys/")


def pytest_collection_modifyitems(items):
    """A browser does not see which database there is. Long files go first: workers end together."""
    for item in items:
        if item.get_closest_marker("journey"):
            item.add_marker(pytest.mark.once)
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))


def pytest_collection_finish():
    """What is imported by now stays to the end: looking for rubbish in it, again and again, finds none."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 10, 10)


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef):
    """Lines of migrations are not counted (pyproject.toml), and counting doubles their time."""
    counting = Coverage.current() if fixturedef.argname == "django_db_setup" else None
    if counting is None:
        return (yield)
    counting.stop()
    try:
        return (yield)
    finally:
        counting.start()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run: a second Playwright in the same thread refuses to start."""
    if not CHROMIUM:
        pytest.skip("Chromium is missing")
    with sync_playwright() as playwright:
        # Playwright runs a loop in this thread, which Django takes for an asynchronous view.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def cast(db) -> SimpleNamespace:
    """The demo accounts, see ``factories.cast``."""
    return factories.cast()


@pytest.fixture
def login():
    """``login(user)`` gives a client in which that user is logged in."""

    def client_for(user) -> Client:
        client = Client()
        enter(client, user)
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
