"""What waits for an officer, on the first page of admin: each line leads to the list that it counts."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from complaints.models import RightsRequest, Transfer
from complaints.supervision import Board
from members.models import Group
from members.models.group import SK_NOTICE


@dataclass(frozen=True)
class Waiting:
    label: str
    number: int
    url: str
    icon: str
    late: bool = False


def of(user, board: Board) -> list[Waiting]:
    """Only what is there; ``user`` reviews the cases of ``board`` and accompanies groups."""
    return [line for line in [*_cases(board), *_rights(user), *_offers(user), *_groups(user)] if line.number]


def _cases(board: Board) -> list[Waiting]:
    url = reverse("admin:complaints_complaint_changelist")
    return [
        Waiting(str(one.measure.label), one.count, f"{url}?{one.query}", one.measure.icon, one.measure.alarms)
        for one in board.total.numbers
    ]


def _rights(user) -> list[Waiting]:
    """Persons who asked for what is theirs: 3 × 24 hours."""
    url, late = (
        reverse("admin:complaints_rightsrequest_changelist"),
        Count("pk", filter=Q(due_at__lt=timezone.now())),
    )
    waits = RightsRequest.objects.reviewed_by(user).waiting().aggregate(all=Count("pk"), late=late)
    return [
        Waiting(_("Permintaan hak terlambat dijawab"), waits["late"], f"{url}?terlambat=ya", "person", True),
        Waiting(_("Permintaan hak menunggu"), waits["all"], f"{url}?keadaan=open", "person"),
    ]


def _offers(user) -> list[Waiting]:
    number = Transfer.objects.offered_to(user).count()
    url = reverse("admin:complaints_transfer_changelist")
    return [Waiting(_("Pelimpahan menunggu jawaban"), number, url, "people")]


def _groups(user) -> list[Waiting]:
    today, url = timezone.localdate(), reverse("admin:members_group_changelist")
    soon = Q(sk_ends_on__gte=today, sk_ends_on__lte=today + SK_NOTICE)
    rows = Group.objects.accompanied_by(user).active().order_by()
    counts = rows.aggregate(lapsed=Count("pk", filter=Q(sk_ends_on__lt=today)), soon=Count("pk", filter=soon))
    return [
        Waiting(_("SK kelompok sudah berakhir"), counts["lapsed"], f"{url}?sk=lapsed", "people", True),
        Waiting(_("SK kelompok berakhir dalam 90 hari"), counts["soon"], f"{url}?sk=soon", "people"),
    ]
