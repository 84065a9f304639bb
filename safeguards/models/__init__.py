"""Data keys, the audit trail, what a person had typed when her session ended, and tries of wrong codes."""

from .audit_event import AuditEvent
from .data_key import DataKey
from .kept_input import KeptInput
from .wrong_code import WrongCode

__all__ = ["AuditEvent", "DataKey", "KeptInput", "WrongCode"]
