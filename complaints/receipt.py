"""What the page after saving goes by: number, kind and place, and nothing that was told.

Whoever may not read the case she recorded (she holds a public post, or is village secretary) sees her
number again from this, kept in her session.
"""

from dataclasses import asdict, dataclass

from . import policies
from .enums import WITHIN_72_HOURS, Kind, Safety, When
from .models import Complaint

SESSION_KEY = "tercatat"
KEPT = 3


@dataclass(frozen=True, kw_only=True)
class Receipt:
    number: str
    kind: str
    category: str
    need: str
    safety: str
    happened: str
    is_sexual: bool
    village: str  # code
    group: int
    hidden_from: list[int]

    @property
    def is_violence(self) -> bool:
        return self.kind == Kind.VIOLENCE

    @property
    def is_unsafe(self) -> bool:
        return self.safety == Safety.UNSAFE

    @property
    def needs_care_today(self) -> bool:
        """Care and visum help most within 72 hours."""
        return self.is_sexual and self.happened in WITHIN_72_HOURS

    @property
    def may_need_care_today(self) -> bool:
        """It happens again and again: the last time may be within 72 hours."""
        return self.is_sexual and self.happened == When.REPEATED


def receipt_of(complaint: Complaint) -> Receipt:
    return Receipt(
        number=complaint.number,
        kind=complaint.kind,
        category=complaint.category,
        need=complaint.need,
        safety=complaint.safety,
        happened=complaint.happened,
        is_sexual=policies.is_sexual(complaint),
        village=complaint.village_id,
        group=complaint.group_id,
        hidden_from=[row.user_id for row in complaint.hidings.all()],
    )


def remember(session, complaint: Complaint) -> None:
    """The newest few; they end with the session."""
    kept = [row for row in session.get(SESSION_KEY, []) if row["number"] != complaint.number]
    session[SESSION_KEY] = [*kept, asdict(receipt_of(complaint))][-KEPT:]


def remembered(session, number: str) -> Receipt | None:
    rows = (row for row in session.get(SESSION_KEY, []) if row["number"] == number)
    return next((Receipt(**row) for row in rows), None)
