"""Admin of the case and what hangs on it; each module registers its own."""

from . import (
    accounts,
    audit,
    complaint,
    inquiry,
    opening,
    provider,
    referral,
    rights,
    standard_plan,
    transfer,
)

__all__ = [
    "accounts",
    "audit",
    "complaint",
    "inquiry",
    "opening",
    "provider",
    "referral",
    "rights",
    "standard_plan",
    "transfer",
]
