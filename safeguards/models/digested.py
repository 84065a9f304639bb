"""Rows that are found by keyed digests of what they hold sealed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .. import crypto

UNNAMED = "?"  # no key can have this id: the digests are from before their key was told beside them


class Digested(models.Model):
    """``DIGESTS``: purpose → column. The id of the key that made them stands in the row: a digest itself
    does not tell, and without it nobody could say when an older key of DIGEST_KEYS may go.

    All digests of a row are made together, under one key: ``digest_anew`` is the only way to set them.
    """

    DIGESTS: dict[str, str] = {}

    digest_key_id = models.CharField(_("kunci sidik"), max_length=32, blank=True, editable=False)

    class Meta:
        abstract = True

    def told(self, purpose: str) -> str:
        """What is sealed in this row and found by the digest of that purpose; empty if nothing."""
        raise NotImplementedError

    def digest_anew(self) -> None:
        """Under the newest key, from what is sealed; CannotOpen leaves the row as it was. Saves nothing."""
        values = {purpose: self.told(purpose) for purpose in self.DIGESTS}
        for purpose, value in values.items():
            setattr(self, self.DIGESTS[purpose], crypto.digest(purpose, value) if value else None)
        self.digest_key_id = crypto.digest_keys().newest[0] if any(values.values()) else ""

    def forget_digests(self) -> None:
        """When what they were made of is erased, nobody may be found by them. Saves nothing."""
        for column in self.DIGESTS.values():
            setattr(self, column, None)
        self.digest_key_id = ""

    def holds_digests_of(self, key: bytes) -> bool:
        """Whether the stored digests are those that ``key`` makes; CannotOpen as in digest_anew()."""
        stored = {purpose: getattr(self, column) for purpose, column in self.DIGESTS.items()}
        return all(
            bytes(digest) == crypto.digest_with(key, purpose, self.told(purpose))
            for purpose, digest in stored.items()
            if digest is not None
        )
