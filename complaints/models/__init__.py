"""The case and all that hangs on it; free texts and identities are sealed under a key of their own."""

from .assessment import Assessment, SafetyPlan
from .attachment import Attachment
from .chasing import AnswerLink, Reminder, ServiceRequest
from .complaint import Complaint, Hiding
from .consent import Consent
from .handover import Handover, Transfer
from .inquiry import Inquiry
from .note import Note, StageChange
from .person import Person
from .plan import PlanAction, StandardAction, StandardPlan
from .provider import Provider
from .referral import Referral, ReferralStep
from .review import Flag, Opening, Question
from .rights import Hold, RightsRequest
from .sameness import DuplicateHint, Merge

__all__ = [
    "AnswerLink",
    "Assessment",
    "Attachment",
    "Complaint",
    "Consent",
    "DuplicateHint",
    "Flag",
    "Handover",
    "Hiding",
    "Hold",
    "Inquiry",
    "Merge",
    "Note",
    "Opening",
    "Person",
    "PlanAction",
    "Provider",
    "Question",
    "Referral",
    "ReferralStep",
    "Reminder",
    "RightsRequest",
    "SafetyPlan",
    "ServiceRequest",
    "StageChange",
    "StandardAction",
    "StandardPlan",
    "Transfer",
]
