"""The case and all that hangs on it; free texts and identities are sealed under a key of their own."""

from .complaint import Complaint, Hiding
from .consent import Consent
from .inquiry import Inquiry
from .note import Note, StageChange
from .person import Person
from .provider import Provider
from .referral import Referral, ReferralStep
from .review import Flag, Opening, Question

__all__ = [
    "Complaint",
    "Consent",
    "Flag",
    "Hiding",
    "Inquiry",
    "Note",
    "Opening",
    "Person",
    "Provider",
    "Question",
    "Referral",
    "ReferralStep",
    "StageChange",
]
