"""Brings the whole database under the newest key of each family, beside the running portal."""

import time

from django.core.management.base import BaseCommand, CommandError

from safeguards import rotation
from safeguards.rotation import Turned
from safeguards.rotation_report import needed, planned, told_of

TELL_EVERY = 2  # seconds


class Command(BaseCommand):
    help = (
        "After a new key was put in front of DATA_KEYS or DIGEST_KEYS and every process has started with it: "
        "wraps every data key with the newest key, makes every digest anew, and says which older key no row "
        "needs any more. May be interrupted, and started again."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="count, and change nothing")
        parser.add_argument("--batch", type=int, default=rotation.BATCH, help="rows per transaction")

    def handle(self, *, dry_run: bool, batch: int, verbosity: int, **options) -> None:
        if batch < 1:
            raise CommandError("--batch is 1 or more.")
        self._every, self._told = (0 if verbosity > 1 else TELL_EVERY), 0.0
        if dry_run:
            self._say(*planned(rotation.turning()), *needed())
            return
        try:
            turned = rotation.rotate(batch=batch, tell=self._progress)
        except KeyboardInterrupt:
            self._say("Interrupted. What was done stands; start it again to go on.")
            raise SystemExit(130) from None
        self._say(*told_of(turned), *needed())
        if any(one.left or one.unopened for one in turned):
            raise CommandError("Some rows are still under an older key, see above.")

    def _progress(self, turned: Turned) -> None:
        if time.monotonic() - self._told >= self._every:
            self._told = time.monotonic()
            self._say(f"  {turned.holder.family}: {turned.done} of {turned.total}")

    def _say(self, *lines: str) -> None:
        for line in lines:
            self.stdout.write(line)
        self.stdout.flush()
