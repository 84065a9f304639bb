"""Organisations, their groups, the people in them, and who acts where in which role."""

from .assignment import Assignment
from .group import Group
from .member import Member
from .organisation import Organisation
from .pin import Pin
from .session import Session
from .user import User

__all__ = ["Assignment", "Group", "Member", "Organisation", "Pin", "Session", "User"]
