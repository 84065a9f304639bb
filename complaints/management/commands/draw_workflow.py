"""`manage.py draw_workflow`: the workflow of cases and referrals as docs/workflow.md shows it."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.db import models

from complaints.directory import ReferralState
from complaints.enums import Kind, Stage
from complaints.workflow import REFERRAL_TRANSITIONS, TRANSITIONS

PAGE = Path(settings.BASE_DIR) / "docs" / "workflow.md"
HEAD = """# The workflow

Drawn from `complaints/workflow.py` by `manage.py draw_workflow`; `make test` refuses an old drawing.
`services/deed.py` is the frame of every step: it locks the case, asks `policies.py` who may, compares
versions, saves and records. Steps forward may be skipped; a closed case opens again with a reason. The
next step is offered, never forced.
"""


def drawing() -> str:
    """The whole page."""
    parts = [HEAD]
    for kind, moves in TRANSITIONS.items():
        parts.append(
            _section(f"A case of kind {'A' if kind == Kind.VIOLENCE else 'B'}", Stage, moves, "received")
        )
    parts.append(_section("A referral", ReferralState, REFERRAL_TRANSITIONS, "sent"))
    return "\n".join(parts)


def _section(title: str, states: type[models.TextChoices], moves: Mapping, first: str) -> str:
    lines = [f"## {title}", "", "```mermaid", "stateDiagram-v2", f"    [*] --> {first}"]
    lines += [f"    {state.value} : {state.label}" for state in states if state in moves]
    lines += [
        f"    {state.value} --> {to.value}"
        for state in states
        for to in _in_order(states, moves.get(state, ()))
    ]
    lines += [f"    {state.value} --> [*]" for state in states if state in moves and not moves[state]]
    return "\n".join([*lines, "```", ""])


def _in_order(states: type[models.TextChoices], ahead: Iterable) -> list:
    return [state for state in states if state in ahead]


class Command(BaseCommand):
    help = "Writes docs/workflow.md from the code; --check only compares."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--check", action="store_true", help="fail when the page is not the newest")

    def handle(self, *, check: bool, **options) -> None:
        if not check:
            PAGE.write_text(drawing())
        elif PAGE.read_text() != drawing():
            raise CommandError("docs/workflow.md is not the newest: run `manage.py draw_workflow`.")
