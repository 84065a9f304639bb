"""Whose keys open a backup: two people's at least, so that one lost key loses nothing."""

import os
from pathlib import Path

from django.conf import settings

from . import age
from .errors import BackupError

FEWEST = 2
HINT = (
    "Set BACKUP_RECIPIENTS to the public keys (age1…) of two people at least, separated by commas; each makes"
    " hers with `manage.py backup_keys --out FILE` on a machine of her own and keeps FILE there."
)


def configured() -> list[age.Recipient]:
    """Those of BACKUP_RECIPIENTS; BackupError for fewer than two, or a key with a wrong letter."""
    keys = {}
    for number, text in enumerate(settings.BACKUP_RECIPIENTS, start=1):
        try:
            recipient = age.Recipient(text)
        except ValueError as error:
            raise BackupError(f"BACKUP_RECIPIENTS, key {number}: {error}. {HINT}") from None
        keys[recipient.raw] = recipient
    if len(keys) < FEWEST:
        raise BackupError(f"BACKUP_RECIPIENTS names {len(keys)} key(s). {HINT}")
    return list(keys.values())


def protected(identity: age.Identity, passphrase: str, work: int = age.SCRYPT_WORK) -> str:
    """The private key as text that opens with the passphrase alone; `age` reads it too."""
    lines = f"# public key: {identity.recipient}\n{identity.reveal()}\n"
    return age.armored(age.seal(lines.encode(), age.Passphrase(passphrase, work)))


def write_private(path: Path, text: str) -> None:
    """0600, never over a file that is there."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise BackupError(f"{path} is there already and is not overwritten.") from None
    with os.fdopen(handle, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def opened(path: Path, passphrase: str) -> age.Identity:
    """The private key of a file that ``protected`` wrote."""
    try:
        lines = age.unseal(age.dearmored(path.read_text()), age.Passphrase(passphrase)).decode().split()
        return age.Identity(next(line for line in lines if line.lower().startswith(age.PRIVATE)))
    except age.NotForUs:
        raise BackupError(f"{path} does not open with this passphrase.") from None
    except (age.BadFile, ValueError, StopIteration):
        raise BackupError(f"{path} is not a private key made by `manage.py backup_keys`.") from None
    except OSError as error:
        raise BackupError(f"{path} cannot be read: {error.strerror}.") from None
