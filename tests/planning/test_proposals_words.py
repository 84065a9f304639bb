"""The audit trail tells of proposals in words, and every state has its own."""

import re
from pathlib import Path

from django.conf import settings

from complaints.admin import audit_words
from complaints.errors import CaseError
from planning import errors, workflow
from planning.budget import SECTORS, Status, SubSector
from planning.models import Proposal
from tests import factories

SERVICES = Path(settings.BASE_DIR, "planning/services").rglob("*.py")


def test_every_refusal_has_words():
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    codes = {kind.code for kind in kinds if issubclass(kind, CaseError)}
    assert codes - set(audit_words.REASONS) == set()


def test_every_figure_has_a_name():
    lines = re.findall(
        r"figures = (?:\{.*\})|figures=(?:\{.*?\})", "\n".join(path.read_text() for path in SERVICES)
    )
    named = {name for line in lines for name in re.findall(r'"(\w+)":', line)}
    assert {"village", "to", "amount", "fields"} <= named
    assert named - set(audit_words.FIGURES) == set()


def test_every_state_can_be_reached_and_has_words(db):
    reached = set().union(*workflow.TRANSITIONS.values()) | {Status.PROPOSED}
    assert reached == set(Status)
    village = factories.make_village()
    assert [workflow.deed(status, village) for status in Status] == [
        *("Diusulkan", "Dibahas: Musyawarah desa", "Masuk RKPDes", "Masuk APBDes", "Terlaksana", "Ditolak"),
    ]


def test_every_sub_sector_lies_in_a_sector():
    assert {one.value[0] for one in SubSector} == set(SECTORS)
    assert Proposal(subsector="4.4").sector == "4. Pemberdayaan masyarakat"
