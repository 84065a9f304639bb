"""How long a case is kept after it is closed (UU 27/2022 Ps 42-44 leave the period to us)."""

from django.conf import settings

from .enums import Kind

NAMES = {Kind.VIOLENCE: "violence", Kind.SOCIAL: "social_protection"}


def months(kind: str) -> int:
    return settings.RETENTION_MONTHS[NAMES[Kind(kind)]]
