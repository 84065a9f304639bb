"""The world of the address table, made once for a module and rolled back after it."""

import pytest
from django.db import transaction

from . import world
from .asking import Visitor


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker):
    """``people``, ``things``, and a ``visitors`` entry for each role."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = world.build()
        made.visitors = {role: Visitor(made.people.get(role)) for role in world.ROLES}
        yield made
        transaction.set_rollback(True)
