import copy
import pickle

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from safeguards.crypto import CannotOpen, Erased
from safeguards.keygen import new_key
from safeguards.models import DataKey

pytestmark = pytest.mark.django_db


def again(key: DataKey) -> DataKey:
    return DataKey.objects.get(pk=key.pk)


def test_a_new_key_works_unsaved_and_after_bulk_create():
    keys = [DataKey.new() for _key in range(3)]
    sealed = [key.seal(b"rahasia", b"place") for key in keys]
    assert DataKey.objects.count() == 0
    DataKey.objects.bulk_create(keys)
    assert [again(key).unseal(text, b"place") for key, text in zip(keys, sealed, strict=True)] == [
        b"rahasia"
    ] * 3


def test_keys_do_not_open_for_each_other():
    one, two = DataKey.objects.make(), DataKey.objects.make()
    with pytest.raises(CannotOpen):
        two.unseal(one.seal(b"rahasia", b"place"), b"place")


def test_a_wrapped_key_is_bound_to_its_row():
    one, two = DataKey.objects.make(), DataKey.objects.make()
    DataKey.objects.filter(pk=two.pk).update(wrapped=one.wrapped)
    with pytest.raises(CannotOpen, match=f"safeguards.DataKey\\|wrapped\\|{two.pk}"):
        again(two).unseal(one.seal(b"rahasia", b"place"), b"place")


def test_a_destroyed_key_opens_nothing_in_no_instance_read_after():
    key = DataKey.objects.make()
    sealed = key.seal(b"rahasia", b"place")
    key.destroy()
    assert bytes(again(key).wrapped) == b""
    assert "_opened" not in key.__dict__
    for erased in (key, again(key)):
        with pytest.raises(Erased):
            erased.unseal(sealed, b"place")
        with pytest.raises(Erased):
            erased.seal(b"baru", b"place")


def test_the_bare_key_is_in_no_copy_pickle_or_repr():
    key = DataKey.objects.make()
    bare = key._opened
    assert bare not in pickle.dumps(key)
    assert "_opened" not in copy.copy(key).__dict__
    assert repr(key) == f"<DataKey: DataKey object ({key.pk})>"
    assert copy.deepcopy(key).unseal(key.seal(b"rahasia", b""), b"") == b"rahasia"


def test_rotation_rewraps_without_touching_what_was_sealed(settings):
    old, new = new_key("old"), new_key("new")
    settings.DATA_KEYS = old
    key = DataKey.objects.make()
    sealed = key.seal(b"rahasia", b"place")
    settings.DATA_KEYS = f"{new},{old}"
    key.rewrap()
    key.save()
    settings.DATA_KEYS = new
    assert (again(key).master_id, again(key).unseal(sealed, b"place")) == ("new", b"rahasia")
    settings.DATA_KEYS = old
    with pytest.raises(CannotOpen, match=r"^DATA_KEYS holds no key 'new'; it seals place$"):
        again(key).unseal(sealed, b"place")


@pytest.mark.parametrize(
    "half",
    [{"wrapped": b""}, {"destroyed_at": timezone.now()}],
    ids=["empty but alive", "destroyed but there"],
)
def test_the_database_refuses_a_half_destroyed_key(half):
    key = DataKey.objects.make()
    with pytest.raises(IntegrityError), transaction.atomic():
        DataKey.objects.filter(pk=key.pk).update(**half)
