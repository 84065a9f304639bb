"""When a proposal may move: the workflow as data, and the one function that reads it."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from villages.models import Village

from .budget import Status
from .errors import NotNow

TRANSITIONS: dict[Status, frozenset[Status]] = {
    Status.PROPOSED: frozenset({Status.MUSDES, Status.REFUSED}),
    Status.MUSDES: frozenset({Status.RKPDES, Status.REFUSED}),
    Status.RKPDES: frozenset({Status.APBDES, Status.REFUSED}),
    Status.APBDES: frozenset({Status.DONE, Status.REFUSED}),
    Status.DONE: frozenset(),
    Status.REFUSED: frozenset(),  # it may be carried over: a new proposal of the next year
}

# A kelurahan has no budget of its own: what it proposes goes to that of the kabupaten or kota.
KELURAHAN_WORDS = {
    Status.MUSDES: "Musrenbang kelurahan",
    Status.RKPDES: "RKPD",
    Status.APBDES: "APBD",
}


def check(current: str, to: str) -> None:
    """Raise NotNow unless a proposal may move from ``current`` to ``to``."""
    if Status(to) not in TRANSITIONS[Status(current)]:
        raise NotNow


def ahead(current: str) -> list[Status]:
    """The steps that may follow, the refusal last."""
    return [status for status in Status if status in TRANSITIONS[Status(current)]]


def last_standing(steps: Sequence):
    """Of ``steps`` in their order the last that was not taken back; None without one."""
    return next((step for step in reversed(steps) if step.stands), None)


def deed(status: str, village: Village) -> str:
    """What is recorded with the step to ``status``: "Masuk RKPDes"."""
    told = word(status, village)
    if status == Status.MUSDES:
        return _("Dibahas: %(meeting)s") % {"meeting": told}
    return _("Masuk %(budget)s") % {"budget": told} if status in {Status.RKPDES, Status.APBDES} else told


def word(status: str, village: Village) -> str:
    """ "RKPDes"; of a kelurahan "RKPD"."""
    told = Status(status)
    if village.is_kelurahan and told in KELURAHAN_WORDS:
        return KELURAHAN_WORDS[told]
    return str(told.label)
