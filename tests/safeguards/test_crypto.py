from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ImproperlyConfigured

from safeguards import checks, crypto
from safeguards.crypto import CannotOpen, KeyRing
from safeguards.keygen import FAMILIES, fresh_environment, new_key

KEY = bytes(range(32))
OTHER = bytes(32)


def test_a_ring_is_newest_first_and_finds_by_id():
    ring = KeyRing("DATA_KEYS", f"{new_key('2027')}, {new_key('2026')},")
    assert ring.newest[0] == "2027"
    assert ring.all() == [ring.get("2027"), ring.get("2026")]
    assert repr(ring) == "<KeyRing DATA_KEYS: 2027, 2026>"
    with pytest.raises(CannotOpen, match=r"^DATA_KEYS holds no key '2025'$"):
        ring.get("2025")


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("", "DATA_KEYS holds no key. `manage.py make_keys` prints fresh ones."),
        ("secretwithoutid", "DATA_KEYS: each entry must read <id>:<base64 of 32 bytes>."),
        ("a b:AAAA", "DATA_KEYS: each entry must read <id>:<base64 of 32 bytes>."),
        ("1:AAAA", "DATA_KEYS: key '1' is not the base64 of 32 bytes."),
        ("1:änderung", "DATA_KEYS: key '1' is not the base64 of 32 bytes."),
        ("1:" + "A" * 43, "DATA_KEYS: key '1' is not the base64 of 32 bytes."),
    ],
)
def test_a_ring_that_does_not_parse_names_its_variable_and_never_the_key(value, message):
    with pytest.raises(ImproperlyConfigured) as error:
        KeyRing("DATA_KEYS", value)
    assert str(error.value) == message


def test_an_id_that_stands_twice_is_refused():
    with pytest.raises(ImproperlyConfigured, match="holds the key id '1' twice"):
        KeyRing("DATA_KEYS", f"{new_key()},{new_key()}")


def test_sealing_twice_gives_different_bytes_that_open_alike():
    first, second = (crypto.seal(KEY, b"rahasia", b"place") for _time in range(2))
    assert first != second
    assert crypto.unseal(KEY, first, b"place") == crypto.unseal(KEY, second, b"place") == b"rahasia"
    assert crypto.unseal(KEY, memoryview(first), b"place") == b"rahasia"


def test_every_flipped_byte_and_every_cut_is_refused():
    sealed = crypto.seal(KEY, b"rahasia", b"place")
    broken = [sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :] for at in range(len(sealed))]
    broken += [sealed[:length] for length in range(len(sealed))] + [sealed + b"\0"]
    for bad in broken:
        with pytest.raises(CannotOpen) as error:
            crypto.unseal(KEY, bad, b"place")
        assert "rahasia" not in str(error.value)


@pytest.mark.parametrize(("key", "aad"), [(OTHER, b"place"), (KEY, b"plac"), (KEY, b"")])
def test_another_key_or_place_is_refused(key, aad):
    with pytest.raises(CannotOpen):
        crypto.unseal(key, crypto.seal(KEY, b"rahasia", b"place"), aad)


def test_threads_open_what_they_should():
    """A library tried before gave ciphertext to every fourth of such reads."""
    sealed = [crypto.seal(KEY, str(number).encode(), b"place") for number in range(400)]
    with ThreadPoolExecutor(8) as pool:
        opened = list(pool.map(lambda text: crypto.unseal(KEY, text, b"place"), sealed))
    assert opened == [str(number).encode() for number in range(400)]


def test_digests_separate_purposes_and_are_found_under_every_key(settings):
    old, new = new_key("1"), new_key("2")
    settings.DIGEST_KEYS = old
    before = crypto.digest("phone", "+62811")
    assert crypto.digest("phone", "+62811") == before
    assert len({before, crypto.digest("nik", "+62811"), crypto.digest("phone", "+62812")}) == 3
    settings.DIGEST_KEYS = f"{new},{old}"
    assert crypto.digest("phone", "+62811") != before
    assert crypto.digests("phone", "+62811") == [crypto.digest("phone", "+62811"), before]


def test_every_family_has_its_ring(settings):
    rings = [crypto.data_keys(), crypto.digest_keys(), crypto.audit_keys(), crypto.outbox_keys()]
    assert [ring.name for ring in rings] == list(FAMILIES)
    assert crypto.data_keys() is rings[0]
    settings.DATA_KEYS = new_key("9")
    assert crypto.data_keys().newest[0] == "9"


def test_fresh_keys_satisfy_the_check(settings):
    for name, value in fresh_environment().items():
        setattr(settings, name, value)
    assert checks.check_keys(None) == []


def test_the_check_finds_a_broken_family_and_a_shared_key(settings):
    settings.DATA_KEYS = "1:broken"
    assert [error.id for error in checks.check_keys(None)] == ["safeguards.E001"]
    settings.DATA_KEYS = settings.AUDIT_KEYS
    assert [error.id for error in checks.check_keys(None)] == ["safeguards.E002"]
