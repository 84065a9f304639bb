"""`python -m tests.faults.judge`: what stands in a database after a fault, as JSON."""

import json
import sys

import django
from django.utils import timezone


def main() -> None:
    from complaints.models import Attachment, Complaint, Note, Person  # models load after the apps
    from complaints.services import attachments  # the same
    from kk_portal.backups import checking  # the same
    from safeguards.models import AuditEvent  # the same
    from safeguards.verification import verify  # the same

    report = verify()
    recorded = AuditEvent.objects.filter(action="complaint.recorded", refused=False)
    told = {
        "keys": [str(key) for key in Complaint.objects.values_list("submission_key", flat=True)],
        "files": sorted(str(pk) for pk in Attachment.objects.values_list("pk", flat=True)),
        "swept": attachments.sweep(timezone.now()),
        "notes": Note.objects.count(),
        "persons": Person.objects.count(),
        "recorded": sorted(str(chain) for chain in recorded.values_list("chain", flat=True)),
        "cases": sorted(str(pk) for pk in Complaint.objects.values_list("pk", flat=True)),
        "trail": str(report.bad or "whole"),
        "unopened": [
            str(tally) for tally in checking.everything(all_rows=True, absent=set()) if tally.failed
        ],
    }
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    django.setup()
    main()
