"""Fixtures for every room."""

import pytest

from tests import factories


@pytest.fixture
def village(db):
    """A function: code → Village, from the real list: ``village("52.03.17.2003")``."""
    return factories.make_village
