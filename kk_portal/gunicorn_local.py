"""gunicorn on a developer's machine: two workers with threads, and a line that says when it is ready."""

import os
import sys

workers = 2
threads = 2
preload_app = True
timeout = 60
errorlog = "-"
loglevel = "warning"
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108, PTH112 - gunicorn's own advice


def when_ready(server) -> None:
    port = server.address[0][1]
    sys.stdout.write(f"KK Portal is ready: http://127.0.0.1:{port}/  (Ctrl-C stops it)\n")
    sys.stdout.flush()
