"""What is kept in a session: sealed for one user under one name, and nothing once its key is gone."""

from types import SimpleNamespace

from safeguards import crypto, in_session
from safeguards.keygen import new_key


def request(user: int = 1, session: dict | None = None):
    return SimpleNamespace(user=SimpleNamespace(pk=user), session={} if session is None else session)


def test_it_comes_back_as_it_was_put_and_stands_nowhere_in_the_clear():
    hers = request()
    in_session.put(hers, "cari", {"term": "Bunga 😀"})
    assert in_session.get(hers, "cari") == {"term": "Bunga 😀"}
    assert "Bunga" not in str(hers.session)
    in_session.drop(hers, "cari")
    assert (in_session.get(hers, "cari"), hers.session) == (None, {})


def test_dropping_nothing_is_no_error():
    hers = request()
    in_session.drop(hers, "cari")
    assert in_session.get(hers, "cari") is None


def test_another_user_or_name_opens_nothing():
    hers = request()
    in_session.put(hers, "cari", {"term": "Bunga"})
    assert in_session.get(request(2, hers.session), "cari") is None
    hers.session["lain"] = hers.session["cari"]
    assert in_session.get(hers, "lain") is None


def test_without_its_key_it_is_gone(settings):
    hers = request()
    in_session.put(hers, "cari", {"term": "Bunga"})
    settings.DATA_KEYS = new_key("lain")
    assert in_session.get(hers, "cari") is None


def test_what_is_no_sealed_word_opens_nothing():
    broken = {"cari": [crypto.data_keys().newest[0], "AAAA"]}
    assert in_session.get(request(session=broken), "cari") is None
