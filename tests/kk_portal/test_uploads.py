"""Uploads are bounded and never touch the disk."""

import pytest
from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile
from django.test import RequestFactory

MB = 1024 * 1024


def received(**files: int) -> dict:
    data = {name: SimpleUploadedFile(f"{name}.jpg", b"x" * size) for name, size in files.items()}
    return RequestFactory().post("/", data).FILES


def test_a_file_stays_in_memory():
    file = received(photo=10 * MB)["photo"]
    assert (type(file), len(file.read())) == (InMemoryUploadedFile, 10 * MB)


def test_one_that_is_too_large_comes_empty_with_its_size():
    file = received(photo=10 * MB + 1)["photo"]
    assert (file.size, file.read()) == (10 * MB + 1, b"")


def test_the_limit_is_for_all_files_together():
    files = received(one=6 * MB, two=6 * MB, three=3 * MB)
    assert [len(files[name].read()) for name in ("one", "two", "three")] == [6 * MB, 0, 3 * MB]


@pytest.mark.parametrize(("size", "names"), [(1_000, ["photo"]), (5_000_000, [])])
def test_far_too_large_is_cut_off(settings, size, names):
    settings.UPLOAD_CUT_BYTES = 1_000_000
    assert list(received(photo=size)) == names
