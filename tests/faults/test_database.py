"""The database goes away under load: restarted, killed, hanging. SQLite is a file, see test_disk."""

import contextlib
import os
import signal
import time

import pytest
from django.db import connection

from .recording import Load

pytestmark = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no process to restart")


@pytest.mark.parametrize("mode", ["fast", "immediate"])
def test_restarted_while_people_record(cluster, server, stands, rounds, mode):
    """``immediate`` is a crash: PostgreSQL recovers from its log."""
    clients = [server.login() for _person in range(3)]
    with Load(clients, pause=0.05) as diary:
        for _round in range(1 if rounds < 20 else 5):
            time.sleep(0.5)
            cluster.stop(mode)
            assert server.health() == (503, "unreachable")
            page = clients[0].get("/pengaduan/")
            assert (page.status, page.header("Retry-After")) == (503, ["30"])
            assert "Portal belum bisa dibuka" in page.text
            time.sleep(0.3)
            cluster.start()
            time.sleep(0.5)
    assert server.health() == (200, "ok")
    assert diary.told > 0
    assert diary.slowest < 5
    assert len(diary.acknowledged) > 3
    diary.send_again(clients[0])
    stands(diary)


def test_one_that_hangs_is_told_within_two_seconds(cluster, server, stands):
    client = server.login()
    cluster.hang(signal.SIGSTOP)
    try:
        assert server.health() == (503, "unreachable")
    finally:
        cluster.hang(signal.SIGCONT)
    assert server.health() == (200, "ok")
    with Load([client]) as diary:
        time.sleep(0.3)
    stands(diary)


def test_sessions_that_the_server_ended_are_made_anew(cluster, server, stands):
    """As a pooler or an operator does: connections end, the server goes on."""
    clients = [server.login() for _person in range(3)]
    with Load(clients) as diary:
        for _round in range(3):
            time.sleep(0.3)
            _end_all_sessions(cluster)
    diary.send_again(clients[0])
    stands(diary)


def _end_all_sessions(cluster) -> None:
    for pid in cluster.backends():
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
