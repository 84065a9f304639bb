"""Data keys, digests to find by, the audit trail, and what is kept for a while: typed input, wrong codes."""

from .audit_event import AuditEvent
from .data_key import DataKey
from .digested import Digested
from .kept_input import KeptInput
from .wrong_code import WrongCode

__all__ = ["AuditEvent", "DataKey", "Digested", "KeptInput", "WrongCode"]
