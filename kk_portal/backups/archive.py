"""What lies inside a backup: a tar that can be written and read as a stream, in memory that does not grow.

``head.json`` comes first, ``manifest.json`` last. A part whose length nobody knows beforehand is cut into
pieces: ``database/000000``, ``database/000001`` … (``cat database/*`` puts it together again).
"""

import io
import json
import tarfile
from collections.abc import Iterator
from hashlib import sha256
from typing import BinaryIO

PIECE = 4 * 1024 * 1024
HEAD, MANIFEST = "head.json", "manifest.json"
LARGEST = 64 * 1024 * 1024  # of one member: far above a piece or a sealed photo


class Archive:
    """Writes members into ``sink`` one after the other."""

    def __init__(self, sink: BinaryIO):
        self._tar = tarfile.TarFile.open(fileobj=sink, mode="w|", format=tarfile.PAX_FORMAT)

    def add(self, name: str, data: bytes) -> None:
        member = tarfile.TarInfo(name)
        member.size, member.mode = len(data), 0o600
        self._tar.addfile(member, io.BytesIO(data))
        self._tar.members.clear()  # tarfile remembers each one

    def add_json(self, name: str, told: dict) -> None:
        self.add(name, json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1).encode())

    def part(self, name: str) -> "Part":
        return Part(self, name)

    def close(self) -> None:
        self._tar.close()


class Part(io.RawIOBase):
    """A stream that becomes pieces; ``told`` is what the manifest says of it, once it is closed."""

    def __init__(self, archive: Archive, name: str):
        self._archive, self.name = archive, name
        self._held, self._pieces, self._size, self._hash = bytearray(), 0, 0, sha256()

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:
        self._held += data
        while len(self._held) >= PIECE:
            self._put(bytes(self._held[:PIECE]))
            del self._held[:PIECE]
        return len(data)

    def _put(self, piece: bytes) -> None:
        self._archive.add(f"{self.name}/{self._pieces:06}", piece)
        self._hash.update(piece)
        self._pieces, self._size = self._pieces + 1, self._size + len(piece)

    def end(self) -> dict:
        """What the manifest says of it."""
        if self._held:
            self._put(bytes(self._held))
            self._held.clear()
        return {"bytes": self._size, "sha256": self._hash.hexdigest()}


class Listing:
    """Files by name: their number and bytes, and one digest over the lines that `sha256sum` prints."""

    def __init__(self) -> None:
        self._files, self._size, self._hash = 0, 0, sha256()

    def add(self, name: str, data: bytes) -> None:
        self._files, self._size = self._files + 1, self._size + len(data)
        self._hash.update(f"{sha256(data).hexdigest()}  {name}\n".encode())

    def told(self) -> dict:
        return {"files": self._files, "bytes": self._size, "sha256": self._hash.hexdigest()}


class Pieces:
    """The same figures of a part while its pieces are read."""

    def __init__(self) -> None:
        self._size, self._hash = 0, sha256()

    def add(self, data: bytes) -> None:
        self._size += len(data)
        self._hash.update(data)

    def told(self) -> dict:
        return {"bytes": self._size, "sha256": self._hash.hexdigest()}


def members(source: BinaryIO) -> Iterator[tuple[str, str, bytes]]:
    """(part, name within it, bytes) of each member in order; tarfile.TarError for what is no backup."""
    with tarfile.open(fileobj=source, mode="r|") as tar:
        for member in tar:
            if not member.isreg() or member.size > LARGEST:
                raise tarfile.ReadError(f"{member.name} does not belong into a backup")
            part, _slash, name = member.name.partition("/")
            yield part, name, tar.extractfile(member).read()
            tar.members.clear()
    while source.read(PIECE):  # to the end of what is sealed: only there is known that nothing was cut off
        pass
