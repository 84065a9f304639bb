"""Keys and sealing."""


def digest(purpose: str, value: str) -> bytes:
    raise RuntimeError
