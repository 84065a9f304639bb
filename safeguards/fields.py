"""Model fields whose column holds ciphertext and whose Python value is text, JSON or bytes.

The owner gives its DataKey through ``sealing_key`` (method or property), else ``data_key``. Bound
as AAD is ``<app.Model>|<field>|<row>``, so a value that was moved to another column or row does
not open. Values open on first access and are written back byte for byte when they were not changed.
What does not open is never written over: assigning to it raises as reading it does.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any

from django import forms
from django.core import checks
from django.core.exceptions import FieldError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from . import texts
from .crypto import CannotOpen, CannotSeal

_raw = ContextVar("raw", default=False)


@contextmanager
def ciphertext() -> Iterator[None]:
    """Inside, attribute access gives and takes what is stored. For bulk_update, which reads
    attributes and never asks the field: ``with ciphertext(): qs.bulk_update(rows, ["story"])``.
    """
    token = _raw.set(True)
    try:
        yield
    finally:
        _raw.reset(token)


class Ciphertext(bytes):
    """What the database holds. Prints as a placeholder: ciphertext never reaches a screen."""

    def __repr__(self) -> str:
        return "<sealed>"

    __str__ = __repr__


class Opened:
    """A value beside the bytes it came from, so that only a change is sealed anew."""

    __slots__ = ("plain", "stored", "value")

    def __init__(self, stored: Ciphertext, plain: bytes, value: Any):
        self.stored, self.plain, self.value = stored, plain, value

    def __reduce__(self):
        """A pickle or copy of an instance carries the ciphertext, not the value."""
        return Ciphertext, (bytes(self.stored),)


class SealedAttribute:
    """The attribute of an instance: a Ciphertext (untouched), an Opened, or a value just set."""

    def __init__(self, field: "SealedField"):
        self.field = field

    def __get__(self, instance, cls=None):
        if instance is None:
            return self
        state = self._state(instance)
        if _raw.get():
            return self.field.stored(instance)
        if isinstance(state, Ciphertext):
            state = instance.__dict__[self.field.attname] = self.field.open(instance, state)
        return state.value if isinstance(state, Opened) else state

    def __set__(self, instance, value) -> None:
        if hasattr(value, "resolve_expression"):
            raise FieldError(f"{self.field.sealed_as}.{self.field.name} is sealed here, not in the database.")
        if not isinstance(value, Ciphertext):
            value = self.field.tidy(value)
            state = self._stored_before(instance)
            if isinstance(state, Opened):
                state.value = value
                return
        instance.__dict__[self.field.attname] = value

    def _stored_before(self, instance):
        """What the value takes the place of, opened: what cannot be opened is not written over."""
        name = self.field.attname
        as_it_is = instance._state.adding or _raw.get()
        state = instance.__dict__.get(name) if as_it_is else self._state(instance)
        if isinstance(state, Ciphertext) and state and not as_it_is:
            state = instance.__dict__[name] = self.field.open(instance, state)
        return state

    def _state(self, instance):
        """The state; a deferred column is fetched alone and as it is stored."""
        name = self.field.attname
        if name not in instance.__dict__:
            rows = instance.__class__._base_manager.db_manager(
                instance._state.db, hints={"instance": instance}
            )
            instance.__dict__[name] = rows.values_list(name, flat=True).get(pk=instance.pk)
        return instance.__dict__[name]


def _refresh_as_stored(refresh: Callable) -> Callable:
    """refresh_from_db copies attributes: let it copy ciphertext, without opening (or failing to)."""

    @wraps(refresh)
    def refresh_from_db(self, *args, **kwargs):
        with ciphertext():
            return refresh(self, *args, **kwargs)

    refresh_from_db.copies_ciphertext = True
    return refresh_from_db


class SealedField(models.Field):
    """What both kinds share. Nothing written is ``b""``, not NULL: one spelling of empty, which
    needs no key; that a column is empty shows in its length anyway.

    Each kind gives ``tidy`` (what assigning makes of a value), ``encode`` and ``decode`` (bytes).
    """

    descriptor_class = SealedAttribute
    empty_strings_allowed = True
    sealed_as: str | None = None

    def contribute_to_class(self, cls, name, **kwargs) -> None:
        super().contribute_to_class(cls, name, **kwargs)
        if self.sealed_as is None and not cls._meta.abstract:
            self.sealed_as = cls._meta.label
        if not getattr(cls.refresh_from_db, "copies_ciphertext", False):
            cls.refresh_from_db = _refresh_as_stored(cls.refresh_from_db)

    def get_internal_type(self) -> str:
        return "BinaryField"

    # Sealing and opening -------------------------------------------------------------------

    def open(self, instance, stored: Ciphertext) -> Opened:
        """Opens one value of one row; CannotOpen names model, field and row."""
        plain = self._key(instance, CannotOpen).unseal(stored, self._aad(instance)) if stored else b""
        return Opened(stored, plain, self.decode(plain))

    def read(self, *, stored: Ciphertext, key, row) -> Any:
        """The value of a column read without its model, as lists do; ``row`` is the row's primary key."""
        if isinstance(self.model._meta.pk, models.AutoField):
            row = key.pk
        return self.decode(key.unseal(stored, self._place(row)) if stored else b"")

    def stored(self, instance) -> Ciphertext | None:
        """What belongs into the column: the old bytes when unchanged, else freshly sealed ones."""
        state = instance.__dict__[self.attname]
        if state is None or isinstance(state, Ciphertext):
            return state
        value = state.value if isinstance(state, Opened) else state
        plain = self.encode(value)
        if not isinstance(state, Opened) or plain != state.plain:
            sealed = self._key(instance).seal(plain, self._aad(instance)) if plain else b""
            state = instance.__dict__[self.attname] = Opened(Ciphertext(sealed), plain, value)
        return state.stored

    def _key(self, instance, failure: type[Exception] = CannotSeal):
        key = getattr(instance, "sealing_key", None) or getattr(instance, "data_key", None)
        key = key() if callable(key) else key
        if key is None:
            raise failure(f"{self.sealed_as}.{self.name}: row {instance.pk} has no data key")
        return key

    def _aad(self, instance) -> bytes:
        """Where the value belongs. A row numbered by the database has no number before it is
        inserted; there the row is known by its key, which is its alone (see check()).
        """
        pk = self.model._meta.apps.get_model(self.sealed_as)._meta.pk
        numbered = isinstance(pk, models.AutoField)
        return self._place(self._key(instance).pk if numbered else getattr(instance, pk.attname))

    def _place(self, row) -> bytes:
        return f"{self.sealed_as}|{self.name}|{row}".encode()

    # Database ------------------------------------------------------------------------------

    def pre_save(self, instance, add: bool):
        SealedAttribute._state(getattr(type(instance), self.attname), instance)
        return self.stored(instance)

    def from_db_value(self, value, expression, connection) -> Ciphertext | None:
        return None if value is None else Ciphertext(value)

    def get_db_prep_value(self, value, connection, prepared=False):
        if value is None:
            return None
        if (
            not isinstance(value, Ciphertext) and value != b""
        ):  # nothing written: what a new column begins with
            raise FieldError(
                f"{self.sealed_as}.{self.name} is sealed row by row: assign and save, or wrap bulk_update in "
                "safeguards.fields.ciphertext(). update() cannot seal."
            )
        return connection.Database.Binary(bytes(value))

    def get_lookup(self, lookup_name):
        raise FieldError(f"{self.sealed_as}.{self.name} is sealed: nothing can be looked up by it.")

    get_transform = get_lookup

    def value_to_string(self, obj) -> str:
        raise FieldError(f"{self.sealed_as}.{self.name} is sealed: it leaves through no serializer.")

    def check(self, **kwargs) -> list:
        return [*super().check(**kwargs), *self._check_key()]

    def _check_key(self) -> list:
        """A row numbered by the database must hold a key of its own."""
        meta = self.model._meta
        if meta.label != self.sealed_as or not isinstance(meta.pk, models.AutoField):
            return []
        keys = [field for field in meta.concrete_fields if field.name == "data_key"]
        if keys and keys[0].unique:
            return []
        message = "Rows numbered by the database need a OneToOneField data_key, or a UUID as primary key."
        return [checks.Error(message, obj=self, id="safeguards.E003")]


class SealedTextField(SealedField):
    """Text. ``max_length`` counts characters and is held by forms and full_clean()."""

    description = _("Teks tersegel")
    empty_values = [None, ""]
    default_validators = [texts.refuse_control_characters]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.max_length is not None:
            self.validators.append(MaxLengthValidator(self.max_length))

    def encode(self, value: str) -> bytes:
        return value.encode()

    def decode(self, plain: bytes) -> str:
        return plain.decode()

    def tidy(self, value):
        if value is None:
            return None if self.null else ""
        return texts.tidy(str(value))

    def to_python(self, value):
        return self.tidy(value)

    def formfield(self, **kwargs):
        return super().formfield(
            **{"form_class": texts.PlainTextField, "max_length": self.max_length} | kwargs
        )


class SealedJSONField(SealedField):
    """A list or dict; an empty one is stored as nothing and comes back as ``default()``."""

    description = _("Data tersegel")
    empty_values = [None, "", [], {}]

    def encode(self, value) -> bytes:
        if value in self.empty_values:
            return b""
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()

    def decode(self, plain: bytes):
        return json.loads(plain) if plain else self.get_default()

    def tidy(self, value):
        return self.get_default() if value is None and not self.null else value

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": forms.JSONField} | kwargs)


class SealedBytesField(SealedField):
    """Bytes as they are: a small picture kept in its row, so that no backup has one without the other."""

    description = _("Berkas tersegel")
    empty_values = [None, b""]

    def encode(self, value: bytes) -> bytes:
        return value

    def decode(self, plain: bytes) -> bytes:
        return plain

    def tidy(self, value) -> bytes | None:
        return b"" if value is None and not self.null else value
