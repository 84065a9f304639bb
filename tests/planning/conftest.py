"""What several tests of planning need."""

import pytest

from planning.services.rules import add_standard_rules


@pytest.fixture
def rules(db) -> None:
    """The standard rules: a migration brought them, a test that commits may have emptied their table."""
    add_standard_rules()
