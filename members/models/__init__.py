"""Organisations, their groups, the people in them, and who acts where in which role."""

from .assignment import Assignment
from .group import Group
from .member import Member
from .organisation import Organisation
from .user import User

__all__ = ["Assignment", "Group", "Member", "Organisation", "User"]
