"""System checks: every key family parses, and no key does two jobs."""

from collections import Counter

from django.core.checks import Error
from django.core.exceptions import ImproperlyConfigured

from . import crypto
from .keygen import FAMILIES


def check_keys(app_configs, **kwargs) -> list[Error]:
    errors, seen = [], Counter()
    for name in FAMILIES:
        try:
            seen.update(set(crypto.ring(name).all()))
        except ImproperlyConfigured as error:
            errors.append(Error(str(error), id="safeguards.E001"))
    if any(times > 1 for times in seen.values()):
        errors.append(
            Error(
                "The same key stands in two families; each needs keys of its own.",
                hint="`manage.py make_keys` prints fresh ones.",
                id="safeguards.E002",
            )
        )
    return errors
