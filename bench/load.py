"""A bounded load on loopback: four connections, each a thread that asks, reads and asks again."""

import http.client
import re
import threading
import time
import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass, field

CONNECTIONS = 4
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Refused(Exception):
    """The server answered something else than the page asked for; a figure would be worthless."""


@dataclass
class Client:
    """A logged-in browser, as far as cookies go."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> tuple[int, str, str]:
        return self._ask("GET", path)

    def post(self, path: str, fields: list[tuple[str, str]]) -> tuple[int, str, str]:
        return self._ask("POST", path, urllib.parse.urlencode(fields))

    def login(self, username: str, password: str) -> "Client":
        _status, page, _location = self.get("/masuk/")
        fields = [("username", username), ("password", password), ("csrfmiddlewaretoken", token(page))]
        status, _page, _location = self.post("/masuk/", fields)
        if status != 302:
            raise Refused(f"login of {username} answered {status}")
        return self

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[int, str, str]:
        """Status, body and Location. The head's Set-Cookie lines are kept as a browser would."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        origin = f"http://127.0.0.1:{self.port}"
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": origin}
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode()
        finally:
            connection.close()
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _equals, value = line.split(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, text, answer.headers.get("Location", "")


def token(page: str) -> str:
    return TOKEN.search(page).group(1)


def throughput(ask: Callable[[int], None], seconds: float) -> float:
    """Requests per second over CONNECTIONS threads; ``ask(number)`` makes one request or raises."""
    until = time.perf_counter() + seconds
    counts, errors = [0] * CONNECTIONS, []

    def work(slot: int) -> None:
        try:
            while time.perf_counter() < until:
                ask(counts[slot] * CONNECTIONS + slot)
                counts[slot] += 1
        except Exception as error:
            errors.append(error)

    began = time.perf_counter()
    threads = [threading.Thread(target=work, args=(slot,)) for slot in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return sum(counts) / (time.perf_counter() - began)
