"""What every sealed field of every model promises when the database was tampered with or a key is wrong."""

import itertools

import pytest

from safeguards.crypto import CannotOpen
from safeguards.fields import ciphertext
from safeguards.keygen import new_key
from safeguards.models import DataKey
from tests import factories
from tests.sealed_rows import MAKE, SEALED, SECRET, again, make, put, stored

pytestmark = pytest.mark.django_db
FIELDS = [(model, field.name) for model, fields in SEALED.items() for field in fields]
PAIRS = [
    (model, one.name, other.name)
    for model, fields in SEALED.items()
    for one, other in itertools.combinations(fields, 2)
]
NAMES = [f"{model._meta.label}.{name}" for model, name in FIELDS]


@pytest.fixture
def case():
    return factories.complaint(kind="violence", stage="assisted")


def place(row, name: str) -> str:
    """Model, field and row; a row numbered by the database is known by its key."""
    return f"{row._meta.label}|{name}|{row.data_key_id if isinstance(row.pk, int) else row.pk}"


def refused(row, name: str) -> bool:
    """It raises, saying where and not what."""
    with pytest.raises(CannotOpen) as error:
        getattr(again(row), name)
    told = str(error.value)
    return place(row, name) in told and SECRET not in told and "\\x" not in told


def test_every_model_with_something_sealed_is_here():
    assert sorted(MAKE) == sorted(model._meta.label for model in SEALED)
    assert len(FIELDS) > 30


@pytest.mark.parametrize(("model", "name"), FIELDS, ids=NAMES)
def test_no_byte_can_be_turned_and_no_end_cut_off(case, model, name):
    row = make(model, case)
    whole = stored(row, name)
    turned = [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in range(len(whole))]
    shortened = [whole[:length] for length in range(1, len(whole))]
    for broken in [*turned, *shortened, whole + b"\0", whole * 2]:
        put(row, name, broken)
        assert refused(row, name)
    put(row, name, whole)
    assert getattr(again(row), name)


@pytest.mark.parametrize(
    ("model", "one", "other"), PAIRS, ids=lambda value: getattr(value, "__name__", value)
)
def test_two_columns_cannot_change_places(case, model, one, other):
    row = make(model, case)
    first, second = stored(row, one), stored(row, other)
    put(row, one, second)
    put(row, other, first)
    assert refused(row, one)
    assert refused(row, other)


@pytest.mark.parametrize(("model", "name"), FIELDS, ids=NAMES)
def test_two_rows_cannot_change_places(case, model, name):
    """Of one case where several hang on one, so that the key is the same."""
    row = make(model, case)
    sibling = make(model, factories.complaint(kind="violence") if row == case else second(case, model))
    first, second_value = stored(row, name), stored(sibling, name)
    put(row, name, second_value)
    put(sibling, name, first)
    assert refused(row, name)
    assert refused(sibling, name)


def second(case, model):
    """The case again, unless it takes but one such row."""
    return case if model._meta.label != "complaints.Person" else factories.complaint()


@pytest.mark.parametrize(("model", "name"), FIELDS, ids=NAMES)
def test_no_other_key_opens_it(case, model, name, settings):
    row = make(model, case)
    holder = row if hasattr(row, "data_key_id") else case
    own, other = holder.data_key_id, DataKey.objects.make().pk
    type(holder)._base_manager.filter(pk=holder.pk).update(data_key=other)
    with pytest.raises(CannotOpen):  # a row that is numbered by the database is then taken for another
        getattr(again(row), name)
    type(holder)._base_manager.filter(pk=holder.pk).update(data_key=own)
    settings.DATA_KEYS = f"{DataKey.objects.get(pk=own).master_id}:{new_key().partition(':')[2]}"
    assert refused(row, name)
    settings.DATA_KEYS = new_key("another")
    assert refused(row, name)


@pytest.mark.parametrize(("model", "name"), FIELDS, ids=NAMES)
def test_what_did_not_open_is_not_written_over(case, model, name):
    row = make(model, case)
    whole = stored(row, name)
    broken = whole[:-1] + bytes([whole[-1] ^ 1])
    put(row, name, broken)
    untouched, read, assigned = again(row), again(row), again(row)
    untouched.save()
    with pytest.raises(CannotOpen):
        getattr(read, name)
    read.save()
    read.save(update_fields=[name])
    with ciphertext():
        model._base_manager.bulk_update([read], [name])
    with pytest.raises(CannotOpen):
        setattr(assigned, name, getattr(row, name))
    assigned.save()
    deferred = model._base_manager.defer(name).get(pk=row.pk)
    with pytest.raises(CannotOpen):
        setattr(deferred, name, getattr(row, name))
    deferred.save()
    assert stored(row, name) == broken
