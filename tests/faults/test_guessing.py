"""Passwords tried at several processes at once count together, and a restart forgets nothing."""

from concurrent.futures import ThreadPoolExecutor

from bench.load import Client, token
from tests.factories import PASSWORD

LIMIT, HANDS = 6, 4


def trying(port: int, username: str, password: str) -> int:
    """The status that a fresh visitor gets."""
    client = Client(port)
    client.token = token(client._keeping_cookies(client.get("/masuk/")))
    return client.post("/masuk/", {"username": username, "password": password}).status


def test_tries_at_all_processes_count_together_and_outlive_a_restart(server):
    def guess(number: int) -> int:
        return trying(server.port, "relawan", f"tebakan nomor {number} sekali")

    with ThreadPoolExecutor(HANDS) as hands:
        statuses = list(hands.map(guess, range(5 * LIMIT)))
    assert set(statuses) == {200, 429}
    assert statuses.count(200) < LIMIT + HANDS  # what was under way at once was looked at
    server.kill()
    server.start()
    assert guess(100) == 429
    assert trying(server.port, "relawan", PASSWORD) == 429
    assert trying(server.port, "humas", PASSWORD) == 302  # the same address, another name
