"""Keeping the directory: who may, and that it is on record."""

import json
from pathlib import Path

from django.db import transaction

from safeguards import audit

from .. import policies
from ..errors import NotPermitted
from ..keeping import own_organisation
from ..models import Provider

NATIONAL = Path(__file__).parent.parent / "data" / "national_providers.json"


def load_national() -> list[Provider]:
    """Adds the services of the whole nation whose kind is missing, and returns those; changes none."""
    with transaction.atomic():
        there = set(Provider.objects.filter(is_national=True).values_list("kind", flat=True))
        rows = [row for row in json.loads(NATIONAL.read_text()) if row["kind"] not in there]
        made = [Provider.objects.create(is_national=True, **row) for row in rows]
        for provider in made:
            audit.record(action="provider.changed", subject=provider, figures={"new": True, "fields": []})
    return made


def keep_provider(*, provider: Provider, by, changed: list[str] = ()) -> Provider:
    """Saves a new or changed provider; a new one of an officer belongs to her organisation.

    ``changed`` names the fields, for the record. Raises NotPermitted for others' and national ones.
    """
    with transaction.atomic():
        if provider.pk is None and provider.kept_by_id is None:
            provider.kept_by = own_organisation(by)
        stored = Provider.objects.filter(pk=provider.pk).first()
        if not all(policies.may_keep_provider(row, by) for row in (stored, provider) if row):
            raise NotPermitted
        provider.save()
        figures = {"new": stored is None, "fields": sorted(changed)}
        audit.record(action="provider.changed", by=by, subject=provider, figures=figures)
    return provider
