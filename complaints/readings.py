"""What in the audit trail is a showing of a case to somebody, on which way, and what she could read by it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from members.models import Assignment
from members.roles import Role
from safeguards.models import AuditEvent


@dataclass(frozen=True)
class Way:
    """``code`` for machines, ``label`` for the person; ``data``: kinds of data that could be read."""

    code: str
    label: Promise
    data: tuple[str, ...]


PLAIN = ("facts",)  # what is not sealed: kind, category, village, stage
WHOLE = ("facts", "identity", "story")
WAYS = {
    "complaint.read": Way("page", _("dibaca di layar"), WHOLE),
    "complaint.opened": Way("opening", _("segel dibuka"), WHOLE),
    "complaint.printed": Way("print", _("dicetak"), WHOLE),
    "complaint.exported": Way("export", _("diunduh dengan nama"), ("facts", "identity")),
    "right.shown": Way("print", _("disalin untuk orangnya"), WHOLE),
    "attachment.read": Way("file", _("lampiran dilihat"), ("files",)),
    "attachment.downloaded": Way("file", _("lampiran diunduh"), ("files",)),
    "letter.read": Way("letter", _("surat dibuka"), ("facts", "told to the service")),
    "transfer.read": Way("page", _("tawaran dibaca"), PLAIN),
    "link.opened": Way("link", _("dibuka layanan lewat tautan"), ("told to the service",)),
    "export.made": Way("export", _("berkas diunduh"), ("lists",)),
    "totals.downloaded": Way("export", _("rekap diunduh"), ("totals",)),
}
# Whoever writes to a case has it before her.
WRITING = ("note.", "assessment.", "safetyplan.", "action.", "referral.", "consent.", "question.", "stage.")
WRITTEN = Way("page", _("dikerjakan"), WHOLE)


def way_of(event: AuditEvent) -> Way | None:
    """None for what showed nothing of a case to anybody: the timer's deeds, refusals."""
    if event.refused:
        return None
    found = WAYS.get(event.action)
    if found is None and event.actor and event.action.startswith(WRITING):
        found = WRITTEN
    return found


def data_of(event: AuditEvent, way: Way) -> tuple[str, ...]:
    """A case read while it was sealed told its facts; redacted paper names nobody."""
    if event.figures.get("sealed"):
        return PLAIN
    if event.figures.get("redacted"):
        return ("facts", "story without names")
    return way.data


class Roles:
    """As what an account worked at a moment: the role that reaches furthest of those it held that day."""

    def __init__(self, accounts: Iterable[int | None]):
        self._held: dict[int, list[Assignment]] = {}
        for row in Assignment.objects.filter(user__in={pk for pk in accounts if pk is not None}):
            self._held.setdefault(row.user_id, []).append(row)

    def of(self, event: AuditEvent) -> str:
        if event.actor is None:
            return str(_("Layanan, lewat tautan") if event.action == "link.opened" else _("Portal"))
        day = timezone.localdate(event.at)
        roles = {
            row.role
            for row in self._held.get(event.actor, [])
            if row.starts_on <= day and (row.ends_on is None or row.ends_on >= day)
        }
        order = (Role.ADMINISTRATOR, Role.OFFICER, Role.VOLUNTEER, Role.SECRETARY)
        return next((str(role.label) for role in order if role in roles), str(_("Akun portal")))
