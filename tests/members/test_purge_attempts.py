"""Old login attempts go; those that still count stay."""

from datetime import timedelta
from io import StringIO

from axes.models import AccessAttempt
from django.core.management import call_command
from django.utils import timezone


def test_purge_removes_what_no_longer_locks(client, db):
    for address in ("10.0.0.1", "10.0.0.2"):
        client.post("/masuk/", {"username": "siapa", "password": "salah salah"}, REMOTE_ADDR=address)
    old = AccessAttempt.objects.filter(ip_address="10.0.0.1")
    old.update(attempt_time=timezone.now() - timedelta(minutes=16))
    out = StringIO()
    call_command("purge_attempts", stdout=out)
    assert out.getvalue().splitlines() == [
        "Login attempts removed: 1.",
        "Wrong codes removed: 0.",
        "PINs of leavers removed: 0.",
    ]
    assert list(AccessAttempt.objects.values_list("ip_address", flat=True)) == ["10.0.0.2"]
