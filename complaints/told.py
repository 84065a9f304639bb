"""What only the audit trail tells of a case, for its timeline: edits, hand-overs, an earlier closing.

Each yields what an entry of the timeline is made of; who may read the texts is for the timeline to say.
"""

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from members.models import User
from safeguards.models import AuditEvent

from .enums import ActionState, Feeling, PrintReason
from .models import Complaint
from .personal_rights import PurgeReason
from .sections import SECTIONS

ACTION_EVENTS = ("action.changed", "action.ended", "action.passed", "action.reopened")
JOINED = {  # that it was joined to another case, not to which: not every reader may know of that one
    "complaint.merged": (_lazy("Digabungkan ke kasus lain"), "chain"),
    "complaint.unmerged": (_lazy("Dipisahkan lagi dari kasus lain"), "chain"),
    "complaint.absorbed": (_lazy("Kasus lain digabungkan ke sini"), "chain"),
    "complaint.released": (_lazy("Kasus gabungan dipisahkan lagi"), "chain"),
    "batch.recorded": (_lazy("Orang lain dengan kebutuhan sama dicatat"), "people"),
}
TOLD_BY_AUDIT = (
    "complaint.changed",
    "complaint.assigned",
    "complaint.unhidden",
    "complaint.reviewed",
    "link.made",
    "link.revoked",
    "complaint.printed",
    "complaint.purged",
    *("complaint.closed", "closing.approved"),  # what of a closing the case forgets when it is reopened
    *ACTION_EVENTS,
    *JOINED,
)
MOST_EVENTS = 300


def events_of(case) -> QuerySet:
    """Of one case (its key, or an outer query's), those that are told; in no order."""
    return AuditEvent.objects.filter(chain=case, action__in=TOLD_BY_AUDIT, refused=False)


def told(complaint: Complaint, events: Iterable[AuditEvent], *, tells_hidings: bool) -> Iterator[dict]:
    """In words. One query for the people that ``events`` name, none without events."""
    keys = {event.actor for event in events} | {event.figures.get(key) for event in events for key in PEOPLE}
    people = User.objects.in_bulk({key for key in keys if isinstance(key, int)}) if events else {}
    for event in events:
        if event.action == "complaint.unhidden" and not tells_hidings:
            continue
        if event.action == "complaint.closed" and "feeling" not in event.figures:
            continue  # the step to that stage tells the rest
        title, icon = _title(event, people)
        text = _action_text(complaint, event) if event.action in ACTION_EVENTS else ""
        yield {"at": event.at, "by": people.get(event.actor), "title": title, "text": text, "icon": icon}


def _action_text(complaint: Complaint, event: AuditEvent) -> str:
    """Which action it was; and of its end, if that still holds, what came of it."""
    row = next((row for row in complaint.actions.all() if str(row.pk) == event.subject_id), None)
    if row is None:
        return ""
    holds = event.action == "action.ended" and row.state == event.figures.get("state")
    return "\n".join(filter(None, [row.text, row.result if holds else ""]))


PEOPLE = ("to", "user")  # figures that hold the key of an account


def _title(event: AuditEvent, people: dict[int, User]) -> tuple[str, str]:
    told = event.figures
    match event.action:
        case "complaint.changed":
            section = SECTIONS.get(told.get("section", ""))
            return _("Diubah: %(part)s") % {"part": section.label if section else _("isi kasus")}, "edit"
        case "complaint.assigned":
            return _("Pendamping sekarang: %(name)s") % {"name": people.get(told.get("to"), "–")}, "person"
        case "action.ended":
            is_done = told.get("state") == ActionState.DONE
            return (_("Langkah selesai"), "check") if is_done else (_("Langkah tidak bisa"), "cross")
        case "action.changed":
            return _("Langkah diubah"), "edit"
        case "action.reopened":
            return _("Langkah dibuka lagi"), "back"
        case "action.passed":
            return _("Langkah dialihkan ke %(name)s") % {"name": people.get(told.get("to"), "–")}, "person"
        case "complaint.closed":
            feeling = dict(Feeling.choices).get(told["feeling"], told["feeling"])
            return _("Perasaan orangnya waktu ditutup: %(feeling)s") % {"feeling": feeling}, "care"
        case "closing.approved":
            return _("Penutupan disetujui petugas"), "check"
        case "complaint.unhidden":
            name = people.get(told.get("user"), "–")
            return _("Tidak lagi disembunyikan dari %(name)s") % {"name": name}, "eye"
        case "link.made":
            return _("Tautan jawaban untuk layanan dibuat"), "key"
        case "link.revoked":
            return _("Tautan jawaban untuk layanan dicabut"), "lock"
        case "complaint.printed":
            title = _("Dicetak, nama disamarkan: %(why)s") if told.get("redacted") else _("Dicetak: %(why)s")
            return title % {"why": dict(PrintReason.choices).get(event.reason, event.reason)}, "printer"
        case "complaint.purged":
            return str(PurgeReason(event.reason).label), "lock"
        case action if action in JOINED:
            title, icon = JOINED[action]
            return str(title), icon
        case _:
            return _("Ditinjau petugas"), "check"
