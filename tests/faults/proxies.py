"""A network that loses answers: what is sent arrives, what comes back does not."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class LosingProxy:
    """Hands each request on, waits for the whole answer, and drops it."""

    def __init__(self, port: int):
        self._to, self.dropped = port, []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]

    def serve(self) -> None:
        while True:
            try:
                asking, _address = self._listening.accept()
            except OSError:  # closed: the test is over
                return
            threading.Thread(target=self._lose, args=(asking,), daemon=True).start()

    def _lose(self, asking: socket.socket) -> None:
        with asking, socket.create_connection(("127.0.0.1", self._to)) as server:
            asking.settimeout(30)
            server.sendall(_request(asking))
            answer = b"".join(iter(lambda: server.recv(65_536), b""))
            self.dropped.append(int(answer[9:12]))

    def close(self) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()


def _request(asking: socket.socket) -> bytes:
    data = b""
    while b"\r\n\r\n" not in data:
        data += asking.recv(65_536)
    head, _blank, body = data.partition(b"\r\n\r\n")
    lengths = [
        line.split(b":")[1] for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")
    ]
    while len(body) < int(lengths[0] if lengths else 0):
        more = asking.recv(65_536)
        body, data = body + more, data + more
    return data


@contextmanager
def losing(port: int) -> Iterator[LosingProxy]:
    proxy = LosingProxy(port)
    thread = threading.Thread(target=proxy.serve)
    thread.start()
    try:
        yield proxy
    finally:
        proxy.close()
        thread.join()
