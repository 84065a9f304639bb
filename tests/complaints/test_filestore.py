"""Sealed bytes on the disk: what they are bound to, and what is said when they do not open."""

import os
import stat
import uuid
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command
from django.utils import timezone

from complaints import filestore
from complaints.files import check
from complaints.models import Attachment
from complaints.services import attachments
from safeguards.crypto import CannotOpen, Erased
from safeguards.models import DataKey
from tests import factories

from .pictures import photo


@pytest.fixture
def key(db) -> DataKey:
    return DataKey.objects.make()


def kept(key, row, data=b"isi") -> str:
    with filestore.written(key=key, row=row, shown=data) as names:
        return names["shown"]


def path(name: str) -> Path:
    return Path(filestore.storage().path(name))


def test_what_was_written_is_read_again(key):
    row = uuid.uuid4()
    name = kept(key, row)
    assert filestore.read(key=key, row=row, field="shown", name=name) == b"isi"
    assert b"isi" not in path(name).read_bytes()


def test_the_file_is_its_owners_alone_and_its_name_says_nothing(key):
    name = kept(key, uuid.uuid4())
    mode = stat.S_IMODE(path(name).stat().st_mode), stat.S_IMODE(path(name).parent.stat().st_mode)
    assert mode == (0o600, 0o700)
    folder, _, file = name.partition("/")
    assert (uuid.UUID(file).hex, folder) == (file, file[:2])


def test_it_has_no_address(cast, login, key):
    name = kept(key, uuid.uuid4())
    for address in (filestore.storage().url(name), f"/attachments/{name}", f"/static/{name}"):
        assert login(cast.bakti).get(address).status_code == 404


def test_it_is_bound_to_its_row_and_field(key):
    row = uuid.uuid4()
    name = kept(key, row)
    for place in ({"row": uuid.uuid4(), "field": "shown"}, {"row": row, "field": "original"}):
        with pytest.raises(CannotOpen):
            filestore.read(key=key, name=name, **place)


@pytest.mark.parametrize("damage", ["flipped", "cut", "gone", "other key", "erased"])
def test_a_damaged_file_is_an_error_and_never_bytes(key, damage):
    row, expected = uuid.uuid4(), CannotOpen
    name = kept(key, row)
    sealed = path(name).read_bytes()
    match damage:
        case "flipped":
            path(name).write_bytes(sealed[:-1] + bytes([sealed[-1] ^ 1]))
        case "cut":
            path(name).write_bytes(sealed[:20])
        case "gone":
            path(name).unlink()
        case "other key":
            key = DataKey.objects.make()
        case "erased":
            key.destroy()
            expected = Erased
    with pytest.raises(expected):
        filestore.read(key=key, row=row, field="shown", name=name)


def test_a_deed_that_fails_leaves_no_file(key):
    with pytest.raises(RuntimeError), filestore.written(key=key, row=uuid.uuid4(), shown=b"isi") as names:
        raise RuntimeError
    assert path(names["shown"]).exists() is False


def attached(cast) -> Attachment:
    case = factories.complaint(cast.relawan)
    return attachments.add(complaint=case, by=cast.relawan, file=check(photo()), submission_key=uuid.uuid4())


def aged(name: str) -> str:
    yesterday = (timezone.now() - timedelta(days=2)).timestamp()
    os.utime(path(name), (yesterday, yesterday))
    return name


def swept() -> str:
    out = StringIO()
    call_command("sweep_attachments", stdout=out)
    return out.getvalue()


def test_the_sweep_takes_what_no_row_names(cast, key):
    row = attached(cast)
    stray, young = aged(kept(key, uuid.uuid4())), kept(key, uuid.uuid4())
    aged(row.original)
    swept()
    left = [path(name).exists() for name in (stray, young, row.original, row.shown)]
    assert left == [False, True, True, True]


def test_the_sweep_takes_what_a_removed_row_left(cast):
    row = attached(cast)
    Attachment.objects.filter(pk=row.pk).update(removed_at=timezone.now(), removed_by=cast.relawan)
    aged(row.original)
    swept()
    assert path(row.original).exists() is False


def test_the_sweep_counts_what_is_missing(cast):
    path(attached(cast).shown).unlink()
    assert swept().endswith("Missing: 1.\n")


def test_the_sweep_of_a_folder_that_was_never_made(db, tmp_path, monkeypatch):
    monkeypatch.setattr(filestore, "storage", lambda: FileSystemStorage(tmp_path / "lampiran"))
    assert swept() == "Removed: 0. Missing: 0.\n"
