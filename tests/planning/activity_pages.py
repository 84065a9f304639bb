"""The pages of activities as a test asks for them."""

import datetime
import uuid

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from planning.models import Activity
from safeguards.models import AuditEvent
from tests import factories

LIST, RECORD = reverse("planning:activities"), reverse("planning:activity-record")
TOLD = {
    "kind": "outreach",
    "title": "Sosialisasi akta kelahiran",
    "held_on": "2026-11-20",
    "division": "public_relations",
    "women": "20",
    "men": "5",
    "children": "3",
    "disabled": "",
    "elderly": "2",
}
VALUES = {
    **TOLD,
    "held_on": datetime.date(2026, 11, 20),
    "women": 20,
    "men": 5,
    "children": 3,
    "disabled": 0,
    "elderly": 2,
}


def sent(**fields) -> dict:
    return {**TOLD, "kiriman": str(uuid.uuid4()), **fields}


def upload(data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("IMG_1.jpg", data)


def old(**fields) -> Activity:
    return factories.activity(at=timezone.now() - datetime.timedelta(days=91), **fields)


def actions() -> list[tuple[str, str, bool]]:
    events = AuditEvent.objects.filter(action__startswith="activity.").order_by("pk")
    return [(event.action, event.reason, event.refused) for event in events]
