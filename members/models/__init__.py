"""Organisations, their groups, the people in them, and who acts where in which role."""

from .assignment import Assignment
from .group import Group
from .invitation import Invitation
from .member import Member
from .organisation import Organisation
from .pin import Pin
from .second_factor import RecoveryCode, SecondFactor
from .session import Session
from .user import User

__all__ = [
    "Assignment",
    "Group",
    "Invitation",
    "Member",
    "Organisation",
    "Pin",
    "RecoveryCode",
    "SecondFactor",
    "Session",
    "User",
]
