"""`manage.py load_providers`: SAPA 129 in a new directory, and nothing overwritten in a kept one."""

import io

import pytest
from django.core.management import call_command

from complaints.models import Provider
from safeguards.models import AuditEvent

pytestmark = pytest.mark.django_db


def load() -> str:
    out = io.StringIO()
    call_command("load_providers", stdout=out)
    return out.getvalue()


def test_a_new_directory_gets_sapa():
    assert load() == "Added: SAPA 129\n1 added.\n"
    sapa = Provider.objects.get()
    sapa.full_clean()
    assert (sapa.kind, sapa.phone, sapa.whatsapp, sapa.is_national) == ("sapa", "129", "+628111129129", True)
    assert AuditEvent.objects.get(action="provider.changed").actor is None


def test_what_was_changed_since_stays():
    load()
    Provider.objects.update(hours="Siang saja")
    assert load() == "0 added.\n"
    assert Provider.objects.get().hours == "Siang saja"
