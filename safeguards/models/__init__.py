"""Data keys, the audit trail, and what a person had typed when her session ended."""

from .audit_event import AuditEvent
from .data_key import DataKey
from .kept_input import KeptInput

__all__ = ["AuditEvent", "DataKey", "KeptInput"]
