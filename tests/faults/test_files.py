"""Photos come in while the web process is killed or the disk is full: what was acknowledged is kept whole."""

import contextlib
import random
import time

import pytest

from bench.load import Answer, Client
from tests.complaints.pictures import photo

from .disks import full, small_disk
from .places import Place
from .recording import Diary, Load
from .servers import serving


@pytest.fixture
def send(place):
    """One photo under a key, into the case that is there."""
    picture, path = photo(size=(640, 480)), f"/pengaduan/{place.told['case']}/lampiran/"

    def post(client: Client, key: str) -> Answer:
        return client.upload(path, "photo", picture, key)

    return post


def stand(place: Place, diary: Diary) -> None:
    """Whatever was acknowledged is there once, with both its files, and opens."""
    assert (diary.strange, diary.unsaid) == ([], [])
    told = place.judged()
    assert told["files"] == sorted(set(diary.acknowledged))
    assert (told["trail"], told["unopened"]) == ("whole", [])
    _strays, missing = told["swept"]
    assert missing == 0


def test_killed_while_photos_come_in(place, server, send, rounds):
    client, dice, whole = server.login(), random.Random(11), Diary(send)
    for _round in range(rounds):
        with Load([client], pause=0.1, post=send) as diary:
            time.sleep(dice.uniform(0.2, 0.5))
            server.kill()
        server.start()
        diary.send_again(client)
        whole.acknowledged += diary.acknowledged
        whole.unsaid += diary.unsaid
        whole.strange += diary.strange
    assert len(whole.acknowledged) >= rounds
    stand(place, whole)


def test_no_room_for_photos_is_told_and_they_can_be_sent_again(place, send):
    """The folder of the files alone is full: the database would take their rows."""
    with contextlib.ExitStack() as stack:
        disk = stack.enter_context(small_disk("3m"))
        apart = Place(place.url, disk, place.told)
        server = stack.enter_context(serving(apart))
        client = server.login()
        with full(disk), Load([client], pause=0.1, post=send) as diary:
            time.sleep(1)
            assert server.health() == (503, "disk-full")
        assert (diary.acknowledged, diary.told > 0) == ([], True)
        diary.send_again(client)
        assert len(diary.acknowledged) >= 1
        stand(apart, diary)
