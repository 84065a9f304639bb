"""Admin of organisations, groups, members, accounts and roles.

Member, User and Assignment are registered by complaints.admin.accounts: who leaves leaves cases
behind, and members know nothing of cases.
"""

from . import group, organisation

__all__ = ["group", "organisation"]
