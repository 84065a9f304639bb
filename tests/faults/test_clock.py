"""The server's clock is wrong by two days, first behind, then ahead, then right again."""

import shutil
import uuid

import pytest

from .conftest import needs
from .recording import Diary
from .servers import serving


@pytest.fixture
def faketime() -> str:
    path = shutil.which("faketime")
    needs(path, "faketime")
    return path


def test_cases_of_a_wrong_clock_stand_and_the_trail_holds(place, stands, faketime):
    diary = Diary()
    for shift in ("-2d", "+2d", "+0d", "-2d"):
        with serving(place, faketime, "-m", "-f", shift) as server:
            client = server.login()
            assert client.get("/pengaduan/").status == 200
            for key in (str(uuid.uuid4()), str(uuid.uuid4())):
                diary.send(client, key)
    assert len(diary.acknowledged) == 8
    stands(diary)


def test_clock_that_jumps_under_a_session_keeps_what_is_typed(place, stands, faketime):
    """Two days on, her session has ended: what she posts is kept, and back in the form after the login."""
    with serving(place) as server:
        client = server.login()
        page = client.get("/pengaduan/catat/?jenis=perlindungan-sosial")
    diary, key = Diary(), str(uuid.uuid4())
    with serving(place, faketime, "-m", "-f", "+2d") as server:
        client.port = server.port
        answer = client.post("/pengaduan/catat/", {"kiriman": key, "jenis": "perlindungan-sosial"})
        assert (page.status, answer.status) == (200, 302)
        assert answer.header("Location")[0].startswith("/masuk/")
        diary.send(server.login(), key)
    stands(diary)
