"""Says whether the audit trail is what was written; names the first bad row and exits 1 otherwise."""

from contextlib import nullcontext
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from safeguards import checkpoints, heads
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
        known = "compare with this checkpoint, or with what audit_heads printed"
        parser.add_argument("--checkpoint", type=Path, metavar="FILE", help=known)
        parser.add_argument("--checkpoint-out", type=Path, metavar="FILE", help="write a checkpoint of now")

    def handle(self, *, checkpoint: Path | None, checkpoint_out: Path | None, **options) -> None:
        taken, known, stand = self._read(checkpoint)
        tally = heads.Tally(stand.until) if stand else None
        with checkpoints.Writer(checkpoint_out) if checkpoint_out else nullcontext() as writer:
            report = verify(known, writer.add if writer else None, tally)
            if report.bad:
                raise CommandError(
                    f"Chain {report.bad.chain}, row {report.bad.seq}: {MEANING[report.bad.code]}."
                )
            if stand:
                self._compare(stand, tally.stand())
        self.stdout.write(f"{report.rows} rows in {report.chains} chains are as they were written.")
        self.stdout.write(
            f"Nothing that stood at {taken:%Y-%m-%d %H:%M:%S %Z} was cut off."
            if taken
            else "Without a checkpoint nobody can tell whether the end of a chain was cut off."
        )

    def _read(self, path: Path | None):
        """(when it was taken, the heads it names, or else its sum over them)."""
        if path is None:
            return None, None, None
        try:
            text = path.read_text()
            if heads.TITLE not in text:
                return *checkpoints.read(path), None
            stand = heads.read(text)
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from error
        return stand.until, None, stand

    def _compare(self, then: heads.Stand, now: heads.Stand) -> None:
        if now != then:
            raise CommandError(
                f"At {then.until:%Y-%m-%d %H:%M:%S %Z} there were {then.rows} rows in {then.chains} chains; "
                f"of that time there are {now.rows} in {now.chains}, or others. Ends of chains were cut off: "
                "a full checkpoint (--checkpoint-out) names which."
            )
