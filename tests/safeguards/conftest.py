"""Tables for the sealed fields."""

import pytest
from django.db import connection

from tests.safeguards.stories import TABLES


@pytest.fixture(scope="session", autouse=True)
def story_tables(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        there = connection.introspection.table_names()
        with connection.schema_editor() as editor:
            for model in TABLES:
                if model._meta.db_table not in there:
                    editor.create_model(model)
