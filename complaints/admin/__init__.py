"""Admin of the case and what hangs on it; each module registers its own."""

from . import audit, complaint, inquiry, referral

__all__ = ["audit", "complaint", "inquiry", "referral"]
