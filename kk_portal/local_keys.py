"""Keys for a developer's machine: made once under var/, readable by their owner only."""

import os
from pathlib import Path

from safeguards.keygen import fresh_environment


def ensure(path: Path) -> None:
    """Write ``path`` with fresh keys unless it exists; two starts at once keep the first."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path.exists():
        return
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.writelines(f"{name}={value}\n" for name, value in fresh_environment().items())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
