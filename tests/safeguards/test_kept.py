from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from safeguards import kept
from safeguards.keygen import new_key
from safeguards.models import KeptInput

pytestmark = pytest.mark.django_db
FIELDS = {"narrative": ["Ia pulang 😀"], "forms": ["physical", "mental"]}


def keep(user_id=1, **fields) -> str:
    return kept.keep(user_id=user_id, path="/pengaduan/catat/", fields=fields or FIELDS)


def age(**passed) -> None:
    KeptInput.objects.update(created_at=timezone.now() - timedelta(**passed))


def test_what_was_typed_comes_back_once():
    token = keep()
    assert kept.take(token=token, user_id=1) == kept.Kept("/pengaduan/catat/", FIELDS)
    assert kept.take(token=token, user_id=1) is None


def test_only_the_same_user_takes_it():
    token = keep()
    assert kept.take(token=token, user_id=2) is None
    assert kept.take(token="x" + token, user_id=1) is None
    assert kept.take(token="\ud800", user_id=1) is None
    assert kept.take(token=token, user_id=1).path == "/pengaduan/catat/"


def test_nothing_typed_stands_in_the_clear():
    token = keep()
    row = KeptInput.objects.get()
    assert b"pulang" not in bytes(row.sealed)
    assert token.encode() not in bytes(row.token_digest)
    assert repr(kept.Kept("/x/", FIELDS)) == "<Kept /x/>"


def test_after_an_hour_it_is_gone():
    token = keep()
    age(minutes=59)
    assert kept.purge() == 0
    age(minutes=61)
    assert kept.take(token=token, user_id=1) is None
    keep(user_id=2)
    assert KeptInput.objects.get().user_id == 2


def test_of_one_person_ten_are_kept_the_newest():
    tokens = [keep() for _time in range(12)]
    theirs = keep(user_id=2)
    assert KeptInput.objects.filter(user_id=1).count() == 10
    assert [kept.take(token=token, user_id=1) is not None for token in tokens] == [False] * 2 + [True] * 10
    assert kept.take(token=theirs, user_id=2) is not None


def test_a_story_of_100_000_emoji_fits_and_half_a_megabyte_does_not():
    story = "😀" * 100_000
    assert kept.take(token=keep(narrative=[story]), user_id=1).fields == {"narrative": [story]}
    with pytest.raises(kept.TooLarge):
        keep(narrative=["x" * kept.LARGEST])
    with pytest.raises(kept.TooLarge):
        kept.keep(user_id=1, path="/" + "x" * 300, fields=FIELDS)
    assert KeptInput.objects.count() == 0


def test_a_token_is_stored_once():
    keep()
    row = KeptInput.objects.get()
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.parametrize("break_it", ["user", "bytes", "key"])
def test_what_does_not_open_is_gone_and_nobody_gets_ciphertext(break_it, settings, caplog):
    token, row = keep(), KeptInput.objects.get()
    if break_it == "user":
        KeptInput.objects.update(user_id=2)
    elif break_it == "bytes":
        KeptInput.objects.update(sealed=bytes(row.sealed)[:-1] + b"x")
    else:
        settings.DATA_KEYS = new_key("other")
    assert kept.take(token=token, user_id=2 if break_it == "user" else 1) is None
    assert KeptInput.objects.count() == 0
    assert [record.getMessage() for record in caplog.records] == [
        "Kept input could not be opened; it is gone."
    ]


def test_an_owner_mark_is_signed_and_lasts_a_day(monkeypatch):
    mark = kept.sign_owner(42)
    assert kept.owner_of(mark) == 42
    assert [kept.owner_of(wrong) for wrong in ("", "42", mark + "x", mark[1:])] == [None] * 4
    tomorrow = timezone.now().timestamp() + 86_500
    monkeypatch.setattr("django.core.signing.time.time", lambda: tomorrow)
    assert kept.owner_of(mark) is None
