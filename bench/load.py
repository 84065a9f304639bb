"""A bounded load on loopback: four connections, each a thread that asks, reads and asks again.

Written on bare sockets: what the client costs is taken from the same two processors, and from both
sides of a ratio alike, which would flatter the slower page.
"""

import re
import socket
import threading
import time
import urllib.parse
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

CONNECTIONS = 4
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
FORM = "application/x-www-form-urlencoded"


class Refused(Exception):
    """The server answered something else than the page asked for; a figure would be worthless."""


@dataclass(frozen=True)
class Answer:
    status: int
    head: str
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    def header(self, name: str) -> list[str]:
        lines = (line.partition(": ") for line in self.head.split("\r\n")[1:])
        return [value for found, _colon, value in lines if found.lower() == name.lower()]

    def expect(self, status: int) -> "Answer":
        if self.status != status:
            raise Refused(f"The server answered {self.status} instead of {status}.")
        return self


@dataclass
class Client:
    """A logged-in browser, as far as cookies go."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""  # as the hidden field of a form carries it

    def get(self, path: str) -> Answer:
        return self._ask(f"GET {path}", b"")

    def post(self, path: str, fields: dict) -> Answer:
        body = urllib.parse.urlencode({"csrfmiddlewaretoken": self.token, **fields}, doseq=True).encode()
        origin = f"http://127.0.0.1:{self.port}"
        head = f"Content-Type: {FORM}\r\nContent-Length: {len(body)}\r\nOrigin: {origin}\r\n"
        return self._ask(f"POST {path}", body, head)

    def upload(self, path: str, name: str, photo: bytes, key: str = "") -> Answer:
        """A form with one JPEG, as a browser sends it (multipart/form-data); ``key``: a submission's, else
        a new one.
        """
        edge = f"batas{len(photo)}"
        fields = {"csrfmiddlewaretoken": self.token, "kiriman": key or str(uuid.uuid4())}
        parts = [
            f'--{edge}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
            for key, value in fields.items()
        ]
        parts.append(
            f'--{edge}\r\nContent-Disposition: form-data; name="{name}"; filename="foto.jpg"\r\n'
            "Content-Type: image/jpeg\r\n\r\n"
        )
        body = "".join(parts).encode() + photo + f"\r\n--{edge}--\r\n".encode()
        head = f"Content-Type: multipart/form-data; boundary={edge}\r\nContent-Length: {len(body)}\r\n"
        return self._ask(f"POST {path}", body, f"{head}Origin: http://127.0.0.1:{self.port}\r\n")

    def login(self, username: str, password: str) -> "Client":
        self.token = token(self._keeping_cookies(self.get("/masuk/")))
        answer = self.post("/masuk/", {"username": username, "password": password})
        self._keeping_cookies(answer.expect(302))
        self.token = token(self.get("/akun/"))
        return self

    def _keeping_cookies(self, answer: Answer) -> Answer:
        for line in answer.header("Set-Cookie"):
            name, _equals, value = line.split(";")[0].partition("=")
            self.cookies[name] = value
        return answer

    def _ask(self, line: str, body: bytes, head: str = "") -> Answer:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        head = f"{line} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nCookie: {cookies}\r\n{head}"
        with socket.create_connection(("127.0.0.1", self.port), timeout=60) as connection:
            connection.sendall(f"{head}Connection: close\r\n\r\n".encode() + body)
            parts = []
            while part := connection.recv(65_536):
                parts.append(part)
        head, _blank, body = b"".join(parts).partition(b"\r\n\r\n")
        return Answer(int(head[9:12] or 0), head.decode("latin-1"), body)


def token(page: Answer) -> str:
    return TOKEN.search(page.expect(200).text).group(1)


def throughput(ask: Callable[[int], object], seconds: float) -> float:
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
