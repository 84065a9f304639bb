"""The drawing in docs/ is that of the code."""

import pytest
from django.core.management import CommandError, call_command

from complaints.management.commands import draw_workflow
from complaints.workflow import REFERRAL_TRANSITIONS, TRANSITIONS


def test_the_page_is_the_newest():
    call_command("draw_workflow", check=True)


def test_every_transition_is_drawn_once_in_its_part():
    *cases, referral = draw_workflow.drawing().split("## ")[1:]
    for part, moves in zip([*cases, referral], [*TRANSITIONS.values(), REFERRAL_TRANSITIONS], strict=True):
        drawn = {line.strip() for line in part.splitlines() if "-->" in line and "[*]" not in line}
        assert drawn == {f"{state} --> {to}" for state, ahead in moves.items() for to in ahead}


def test_an_old_page_is_refused_and_made_new(tmp_path, monkeypatch):
    page = tmp_path / "workflow.md"
    page.write_text("# The workflow\n")
    monkeypatch.setattr(draw_workflow, "PAGE", page)
    with pytest.raises(CommandError, match="draw_workflow"):
        call_command("draw_workflow", check=True)
    call_command("draw_workflow")
    assert page.read_text() == draw_workflow.drawing()
