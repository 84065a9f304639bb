from io import StringIO

import pytest
from django.core.management import call_command

from safeguards import rotation
from safeguards.keygen import new_key
from safeguards.models import DataKey

pytestmark = pytest.mark.django_db


@pytest.fixture
def rotated(settings, monkeypatch):
    """Five keys, one of them destroyed, under an old master key; a new one now stands before it."""
    monkeypatch.setattr(rotation, "BATCH", 2)
    old, new = new_key("old"), new_key("new")
    settings.DATA_KEYS = old
    keys = [DataKey.objects.make() for _key in range(5)]
    sealed = [key.seal(b"rahasia", b"place") for key in keys]
    keys[4].destroy()
    settings.DATA_KEYS = f"{new},{old}"
    return keys, sealed, new


def test_every_living_key_comes_under_the_newest_and_opens_without_the_old(rotated, settings):
    keys, sealed, new = rotated
    assert (rotation.rewrap_all(), rotation.rewrap_all()) == (4, 0)
    settings.DATA_KEYS = new
    again = [DataKey.objects.get(pk=key.pk) for key in keys[:4]]
    assert [key.unseal(text, b"place") for key, text in zip(again, sealed, strict=False)] == [b"rahasia"] * 4


def test_a_destroyed_key_stays_destroyed(rotated):
    keys, _sealed, _new = rotated
    rotation.rewrap_all()
    gone = DataKey.objects.get(pk=keys[4].pk)
    assert (bytes(gone.wrapped), gone.master_id) == (b"", "old")


def test_the_command_says_how_many(rotated):
    out = StringIO()
    call_command("rewrap_keys", stdout=out)
    assert out.getvalue() == "4 data keys were brought under 'new'.\n"
