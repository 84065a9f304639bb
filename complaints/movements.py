"""How a case and its papers moved, for its timeline: words for a companion, offers to groups, files.

Each yields what an entry of the timeline is made of; who may read the texts is for the timeline to say.
"""

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .addresses import case_address
from .enums import TransferState
from .masking import mask_persons
from .models import Attachment, Complaint, Handover, Hold, Person, RightsRequest, Transfer

HANGING = {
    "handovers": (Handover, "to", "by"),
    "transfers": (Transfer, "from_group", "to_group", "offered_by", "answered_by"),
    "attachments": (Attachment, "by", "removed_by"),
    "rights": (RightsRequest, "recorded_by", "ended_by"),
    "holds": (Hold, "by", "ended_by"),
}


def movements(complaint: Complaint) -> Iterator[dict]:
    for part in (_messages, _transfers, _attachments, _rights, _holds):
        yield from part(complaint)


def _messages(complaint: Complaint) -> Iterator[dict]:
    """That she was named stands in the trail; here are the words that went with it."""
    for handover in complaint.handovers.all():
        if handover.text:
            title = _("Pesan untuk %(name)s") % {"name": handover.to}
            yield {
                "at": handover.at,
                "by": handover.by,
                "title": title,
                "text": handover.text,
                "icon": "chat",
            }


ANSWERS = {
    TransferState.ACCEPTED: gettext_lazy("%(group)s menerima kasus ini"),
    TransferState.DECLINED: gettext_lazy("%(group)s tidak menerima kasus ini"),
    TransferState.TAKEN_BACK: gettext_lazy("Tawaran ke %(group)s ditarik"),
}


def _transfers(complaint: Complaint) -> Iterator[dict]:
    for transfer in complaint.transfers.all():
        group = {"group": transfer.to_group, "old": transfer.from_group}
        yield {
            "at": transfer.offered_at,
            "by": transfer.offered_by,
            "title": _("Ditawarkan dari %(old)s ke %(group)s, dengan persetujuan orangnya") % group,
            "text": transfer.reason,
            "icon": "people",
        }
        if transfer.answered_at:
            yield {
                "at": transfer.answered_at,
                "by": transfer.answered_by,
                "title": ANSWERS[TransferState(transfer.state)] % group,
                "text": transfer.answer,
                "icon": "people",
            }


def message_of(transfer: Transfer) -> str:
    """Its message for who receives it, for whom the persons of the case are still sealed."""
    persons = Person.objects.filter(complaint=transfer.complaint_id).select_related("data_key")
    return mask_persons(transfer.reason, persons)


def _attachments(complaint: Complaint) -> Iterator[dict]:
    url = case_address("attachments", complaint)
    for attachment in complaint.attachments.all():
        kind = {"kind": attachment.get_kind_display()}
        yield {
            "at": attachment.at,
            "by": attachment.by,
            "title": _("Lampiran ditambahkan: %(kind)s") % kind,
            "text": attachment.about,
            "icon": "paper",
            "url": url,
        }
        if attachment.removed_at:
            title = _("Lampiran dihapus: %(kind)s") % kind
            yield {"at": attachment.removed_at, "by": attachment.removed_by, "title": title, "icon": "cross"}


def _rights(complaint: Complaint) -> Iterator[dict]:
    url = case_address("rights", complaint)
    for asked in complaint.rights.all():
        what = {"kind": asked.get_kind_display(), "state": asked.get_state_display()}
        yield {
            "at": asked.recorded_at,
            "by": asked.recorded_by,
            "title": _("Permintaan hak: %(kind)s") % what,
            "text": asked.text,
            "icon": "person",
            "url": url,
        }
        if asked.ended_at:
            yield {
                "at": asked.ended_at,
                "by": asked.ended_by,
                "title": _("Permintaan hak, %(kind)s: %(state)s") % what,
                "text": asked.answer,
                "icon": "check",
                "url": url,
            }


def _holds(complaint: Complaint) -> Iterator[dict]:
    for hold in complaint.holds.all():
        day = {"day": date_format(hold.until, "j F Y")}
        title = _("Penghapusan ditahan sampai %(day)s") % day
        yield {"at": hold.at, "by": hold.by, "title": title, "text": hold.reason, "icon": "lock"}
        if hold.ended_at:
            title = _("Penahanan penghapusan dilepas")
            yield {"at": hold.ended_at, "by": hold.ended_by, "title": title, "icon": "lock"}
