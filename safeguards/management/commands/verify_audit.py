"""Says whether the audit trail is what was written; names the first bad row and exits 1 otherwise."""

from contextlib import nullcontext
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from safeguards import checkpoints
from safeguards.verification import verify

MEANING = {
    "missing": "this row is missing",
    "changed": "this row was changed or moved",
    "unknown_key": "this row names a key that AUDIT_KEYS does not hold",
    "cut_off": "the chain was longer when the checkpoint was taken, or another",
}


class Command(BaseCommand):
    help = (
        "Walks the whole audit trail. A checkpoint, kept off this host, also shows what was cut off "
        "the end of a chain after it was taken."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--checkpoint", type=Path, metavar="FILE", help="compare with this checkpoint")
        parser.add_argument("--checkpoint-out", type=Path, metavar="FILE", help="write a checkpoint of now")

    def handle(self, *, checkpoint: Path | None, checkpoint_out: Path | None, **options) -> None:
        taken, heads = self._read(checkpoint)
        with checkpoints.Writer(checkpoint_out) if checkpoint_out else nullcontext() as writer:
            report = verify(heads, writer.add if writer else None)
            if report.bad:
                raise CommandError(
                    f"Chain {report.bad.chain}, row {report.bad.seq}: {MEANING[report.bad.code]}."
                )
        self.stdout.write(f"{report.rows} rows in {report.chains} chains are as they were written.")
        self.stdout.write(
            f"Nothing that stood at {taken:%Y-%m-%d %H:%M:%S %Z} was cut off."
            if taken
            else "Without a checkpoint nobody can tell whether the end of a chain was cut off."
        )

    def _read(self, path: Path | None):
        if path is None:
            return None, None
        try:
            return checkpoints.read(path)
        except (OSError, checkpoints.BadCheckpoint) as error:
            raise CommandError(str(error)) from error
