"""A key of its own for each case and each person: destroying it erases what it sealed."""

import uuid
from datetime import datetime
from functools import partial

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .. import crypto, erasures
from ..identifiers import time_ordered_uuid


class DataKeyManager(models.Manager):
    def make(self) -> "DataKey":
        """A new key, saved."""
        key = DataKey.new()
        key.save(using=self._db, force_insert=True)
        return key


class DataKey(models.Model):
    """32 random bytes, wrapped by a master key of DATA_KEYS. Kept out of every history table:
    an old copy of ``wrapped`` would undo an erasure.
    """

    id = models.UUIDField(primary_key=True, default=time_ordered_uuid, editable=False)
    wrapped = models.BinaryField(_("kunci terbungkus"))
    master_id = models.CharField(_("kunci induk"), max_length=32)
    created_at = models.DateTimeField(_("dibuat"), default=timezone.now)
    destroyed_at = models.DateTimeField(_("dimusnahkan"), null=True, blank=True)

    objects = DataKeyManager()

    class Meta:
        verbose_name = _("kunci data")
        verbose_name_plural = _("kunci data")
        indexes = [
            # By it a missing master key is named at every start, and the rows that need one are counted.
            models.Index(fields=["master_id"], name="data_key_living", condition=Q(destroyed_at__isnull=True))
        ]
        constraints = [
            models.CheckConstraint(
                name="data_key_destroyed_means_empty",
                condition=Q(destroyed_at__isnull=True) & ~Q(wrapped=b"")
                | Q(destroyed_at__isnull=False) & Q(wrapped=b""),
            ),
        ]

    def __getstate__(self) -> dict:
        """The bare key stays in this process: not in a pickle, not in a copy."""
        return {name: value for name, value in super().__getstate__().items() if name != "_opened"}

    @classmethod
    def new(cls) -> "DataKey":
        """A key ready to seal with, not saved: fit for bulk_create."""
        key = cls()
        key._opened = crypto.new_data_key()
        key._wrap()
        return key

    @classmethod
    def to_open(cls, pk: uuid.UUID, wrapped: bytes, master_id: str, destroyed_at) -> "DataKey":
        """From columns alone, fit to open with and for nothing else: lists need fifty at once."""
        key = cls.__new__(cls)
        key.__dict__.update(id=pk, wrapped=wrapped, master_id=master_id, destroyed_at=destroyed_at)
        return key

    def seal(self, plaintext: bytes, aad: bytes) -> bytes:
        return crypto.seal(self._key(), plaintext, aad)

    def unseal(self, sealed: bytes, aad: bytes) -> bytes:
        """The plaintext; Erased after destroy(), CannotOpen for everything else that is wrong."""
        try:
            key = self._key()
        except crypto.CannotOpen as error:
            raise type(error)(f"{error}; it seals {aad.decode(errors='replace')}") from None
        return crypto.unseal(key, sealed, aad)

    def require_opens(self) -> None:
        """CannotOpen or Erased unless the key itself opens."""
        self._key()

    def require_open(self) -> None:
        """Erased, or CannotOpen where no master key of the ring opens it."""
        self._key()

    def destroy(self, at: datetime | None = None) -> None:
        """For good: nothing that this key sealed opens again, in no table, no history and no restored backup
        (safeguards.erasures).
        """
        self.wrapped, self.destroyed_at = b"", at or timezone.now()
        self.__dict__.pop("_opened", None)
        self.save(update_fields=["wrapped", "destroyed_at"])
        transaction.on_commit(partial(erasures.note, self.pk, self.destroyed_at), robust=True)

    def rewrap(self) -> None:
        """Under the newest master key; what the data key sealed stays as it is. Saves nothing."""
        self._key()
        self._wrap()

    def _aad(self) -> bytes:
        return f"safeguards.DataKey|wrapped|{self.pk}".encode()

    def _wrap(self) -> None:
        self.master_id, master = crypto.data_keys().newest
        self.wrapped = crypto.seal(master, self._opened, self._aad())

    def _key(self) -> bytes:
        if self.destroyed_at is not None:
            raise crypto.Erased(f"key destroyed: {self._aad().decode()}")
        if "_opened" not in self.__dict__:
            self._opened = crypto.unseal(crypto.data_keys().get(self.master_id), self.wrapped, self._aad())
        return self._opened
