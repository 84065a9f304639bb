"""gunicorn on a developer's machine: two workers with threads, and a line that says when it is ready."""

import sys
from pathlib import Path

from django.conf import settings
from gunicorn.app.base import BaseApplication

MEMORY = Path("/dev/shm")  # noqa: S108 - gunicorn's own advice for its heartbeat file


class LocalServer(BaseApplication):
    """Serves the loaded application from this very process: nothing is imported a second time."""

    def load_config(self) -> None:
        options = {
            "bind": f"127.0.0.1:{settings.PORT}",
            "workers": 2,
            "threads": 2,
            "preload_app": True,
            "timeout": 60,
            "loglevel": "warning",
            "when_ready": say_ready,
        }
        options |= {"worker_tmp_dir": str(MEMORY)} if MEMORY.is_dir() else {}
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self):
        from .wsgi import application  # loads all addresses and middleware: only when about to serve

        return application


def say_ready(arbiter) -> None:
    sys.stdout.write(f"KK Portal is ready: http://127.0.0.1:{settings.PORT}/  (Ctrl-C stops it)\n")
    sys.stdout.flush()
