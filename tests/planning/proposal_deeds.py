"""Proposals as a test writes them through their services."""

import uuid
from datetime import date

from django.utils import timezone

from planning.services.proposals import deciding, writing
from planning.services.proposals.deciding import Decision
from planning.services.proposals.writing import Origin
from safeguards.models import AuditEvent

VALUES = {"subsector": "1.3", "title": "Jemput bola", "problem": "Banyak yang belum punya akta."}
YEAR = timezone.localdate().year + 1
JUNE = date(2026, 6, 10)


def origin(place, **fields) -> Origin:
    told = {"village": place.village, "year": YEAR, "group": place, "evidence": [], **fields}
    return Origin(**told)


def propose(by, group, key=None, **values):
    key = key or uuid.uuid4()
    return writing.propose(origin=origin(group), by=by, values={**VALUES, **values}, submission_key=key)


def step(row, by, to, **fields):
    decision = Decision(to=to, **{"on": JUNE, **fields})
    return deciding.take_step(proposal=row, by=by, decision=decision, submission_key=uuid.uuid4())


def budgeted(cast):
    """Teros's one proposal, in the APBDes for 8 million."""
    row = propose(cast.relawan, cast.teros, amount_asked=10_000_000)
    step(row, cast.relawan, "musdes")
    step(row, cast.relawan, "rkpdes")
    step(row, cast.relawan, "apbdes", amount=8_000_000)
    row.refresh_from_db()
    return row


def events(action: str) -> list[tuple]:
    return [
        (event.actor, event.refused, event.reason)
        for event in AuditEvent.objects.filter(action=action).order_by("at", "pk")
    ]
