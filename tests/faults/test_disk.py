"""The disk is full, or fails, while people record; then it is mended."""

import contextlib
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection

from .clusters import Cluster
from .conftest import needs
from .disks import failing, full, small_disk
from .places import Place, filled, migrated_postgresql, sqlite_copy
from .recording import Load
from .servers import serving

SQLITE = connection.vendor == "sqlite"


@contextmanager
def place_on(disk: Path, template: Place) -> Iterator[tuple[Place, Callable[[], object]]]:
    """The database lies on the small disk; of PostgreSQL the whole cluster. And what brings it back to work
    when there is room again: PostgreSQL ends itself where its log found none.
    """
    if SQLITE:
        yield sqlite_copy(template, disk), lambda: None
        return
    made = Cluster(disk)
    made.start()
    try:
        yield filled(migrated_postgresql(made.url, "kk_portal"), disk), made.revive
    finally:
        made.stop("immediate")


def test_full_disk_is_told_and_all_stands_when_there_is_room_again(
    template, request, django_db_blocker, stands_in
):
    if not SQLITE:
        request.getfixturevalue("cluster")  # skips where there is no initdb
    size = "12m" if SQLITE else "200m"
    with contextlib.ExitStack() as stack:
        disk = stack.enter_context(small_disk(size))
        with django_db_blocker.unblock():
            place, revive = stack.enter_context(place_on(disk, template))
        server = stack.enter_context(serving(place))
        clients = [server.login() for _person in range(3)]
        with full(disk), Load(clients, pause=0.05) as diary:
            time.sleep(4 if SQLITE else 6)
            assert server.health()[0] == 503
        revive()
        assert server.health() == (200, "ok")
        assert diary.told > 0
        diary.send_again(clients[0])
        stands_in(place, diary)


@pytest.mark.parametrize("error", ["EIO", "ENOSPC"])
def test_disk_that_fails_in_the_middle_is_told(place, template, stands_in, cluster_or_none, error):
    """The system call itself fails, of the web process's (SQLite) or the server's own processes."""
    strace = shutil.which("strace")
    needs(strace, "strace")
    with serving(place) as server:
        clients = [server.login() for _person in range(3)]
        pids = server.workers() if cluster_or_none is None else cluster_or_none.processes()
        with Load(clients, pause=0.05) as diary:
            time.sleep(0.3)
            with failing(strace, pids, error):
                time.sleep(1.5)
            time.sleep(0.5)
        if cluster_or_none is not None:
            cluster_or_none.revive()
        assert diary.told > 0
        diary.send_again(clients[0])
        stands_in(place, diary)
