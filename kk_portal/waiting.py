"""What waits for an officer, on the first page of admin: each line leads to the list that it counts."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from complaints.models import Complaint, Transfer
from members.models import Group
from members.models.group import SK_NOTICE

MOST = 99  # counted no further
RECENTLY = timedelta(days=30)


@dataclass(frozen=True)
class Waiting:
    label: str
    number: str
    url: str
    icon: str
    late: bool = False


def of(user) -> list[Waiting]:
    """Only what is there; ``user`` reviews cases and accompanies groups."""
    lines = [*_cases(user), *_groups(user)]
    return [Waiting(label, number, *rest) for label, rows, *rest in lines if (number := _count(rows))]


def _count(rows: QuerySet) -> str:
    found = rows.order_by()[: MOST + 1].values("pk").count()
    return f"{MOST}+" if found > MOST else str(found) if found else ""


def _cases(user) -> list[tuple]:
    rows, url = Complaint.objects.reviewed_by(user), reverse("admin:complaints_complaint_changelist")
    return [
        (_("Belum ditinjau"), rows.awaiting_review(), f"{url}?tinjauan=belum", "eye"),
        (_("Jawaban layanan terlambat"), rows.unanswered(), f"{url}?terlambat=ya", "clock", True),
        (_("Ditandai"), rows.flagged(), f"{url}?tanda=ya", "flag"),
        (
            _("Relawan sudah menjawab (30 hari terakhir)"),
            rows.answered_since(timezone.now() - RECENTLY),
            f"{url}?pertanyaan=dijawab",
            "chat",
        ),
        (_("Pertanyaan belum dijawab relawan"), rows.asked(), f"{url}?pertanyaan=menunggu", "question"),
        (
            _("Pelimpahan menunggu jawaban"),
            Transfer.objects.offered_to(user),
            reverse("admin:complaints_transfer_changelist"),
            "people",
        ),
    ]


def _groups(user) -> list[tuple]:
    today, url = timezone.localdate(), reverse("admin:members_group_changelist")
    rows = Group.objects.accompanied_by(user).active()
    soon = rows.filter(sk_ends_on__gte=today, sk_ends_on__lte=today + SK_NOTICE)
    return [
        (
            _("SK kelompok sudah berakhir"),
            rows.filter(sk_ends_on__lt=today),
            f"{url}?sk=lapsed",
            "people",
            True,
        ),
        (_("SK kelompok berakhir dalam 90 hari"), soon, f"{url}?sk=soon", "people"),
    ]
