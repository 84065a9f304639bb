"""Somebody who records case after case, and remembers what she was told of each."""

import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

from bench.load import Answer, Client
from bench.pages import SOCIAL

ADDRESS = "/pengaduan/catat/"
TOLD = "Belum tersimpan"


def post(client: Client, key: str) -> Answer:
    return client.post(ADDRESS, {**SOCIAL, "reminder": key, "kiriman": key})


@dataclass
class Diary:
    """Keys by what was told of them; ``strange`` are answers that nobody should get. ``post`` sends what is
    recorded under a key: a case, if nothing else.
    """

    post: Callable[[Client, str], Answer] = post
    acknowledged: list[str] = field(default_factory=list)
    unsaid: list[str] = field(default_factory=list)  # no answer at all, or a page that says it is not saved
    told: int = 0  # of these, how many got the page
    slowest: float = 0.0  # seconds until that page
    strange: list[str] = field(default_factory=list)

    @property
    def keys(self) -> list[str]:
        return [*self.acknowledged, *self.unsaid]

    def send(self, client: Client, key: str) -> None:
        began = time.monotonic()
        answer = self._answer(client, key)
        if answer is not None and answer.status == 302:
            self.acknowledged.append(key)
            return
        self.unsaid.append(key)
        if answer is None or answer.status == 0:
            return
        if answer.status == 503 and TOLD in answer.text and answer.header("Retry-After"):
            self.told, self.slowest = self.told + 1, max(self.slowest, time.monotonic() - began)
        else:
            self.strange.append(f"{answer.status}: {answer.text[:200]}")

    def _answer(self, client: Client, key: str) -> Answer | None:
        """None: the connection broke."""
        try:
            return self.post(client, key)
        except OSError:
            return None

    def send_again(self, client: Client) -> None:
        """What was not acknowledged, with the same key, as the page's button or her browser does."""
        waiting, self.unsaid = self.unsaid, []
        for key in waiting:
            self.send(client, key)


class Load:
    """People recording at once, each as one of ``clients``, until the block ends; the diary is whole then."""

    def __init__(self, clients: list[Client], pause: float = 0.0, post: Callable = post):
        self.diary, self._end, self._pause = Diary(post), threading.Event(), pause
        self._threads = [threading.Thread(target=self._record, args=(client,)) for client in clients]

    def _record(self, client: Client) -> None:
        while not self._end.is_set():
            self.diary.send(client, str(uuid.uuid4()))
            self._end.wait(self._pause)

    def __enter__(self) -> Diary:
        for thread in self._threads:
            thread.start()
        return self.diary

    def __exit__(self, *error) -> None:
        self._end.set()
        for thread in self._threads:
            thread.join()
