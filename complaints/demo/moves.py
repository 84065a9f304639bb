"""Cases of the demo that go on: offered to Teros, come back, handed to a colleague; and a photo."""

from io import BytesIO

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from PIL import Image, ImageDraw

from members.models import Group, User
from safeguards.identifiers import time_ordered_uuid

from .. import files
from ..enums import Kind
from ..models import Complaint
from ..services import attachments, review, transfer


def move_some() -> None:
    """By the same services as everybody, each where there is a case for it."""
    relawan, relawan2, kawil, petugas = map(_account, ("relawan", "relawan2", "kawil", "petugas"))
    teros, banjarsari = (user.current_assignments[0].group for user in (relawan, relawan2))
    mine = _open_cases(relawan)
    for case in _open_cases(relawan2)[:1]:
        _offer(case, relawan2, teros)
    for case in mine[:1]:
        text = _("Kami belum punya relawan untuk ini. Mohon didampingi dulu.")
        transfer.decline(transfer=_offer(case, relawan, banjarsari), by=petugas, text=text)
    for case in mine.filter(kind=Kind.SOCIAL)[:1]:
        review.assign(complaint=case, by=relawan, to=kawil, text=_("Rumahnya dekat dusun Ibu/Bapak."))
    for case in mine[2:3]:
        file = files.check(_drawn_paper())
        told = {"name": "contoh.jpg", "about": _("Surat keterangan (contoh)")}
        key = time_ordered_uuid()
        attachments.add(complaint=case, by=relawan, file=file, submission_key=key, **told)


def _account(username: str) -> User:
    return User.objects.get(username=username)


def _open_cases(user: User) -> QuerySet[Complaint]:
    return Complaint.objects.open().filter(assigned_to=user).select_related("data_key").newest_first()


def _offer(case: Complaint, by: User, to_group: Group):
    reason = _("Orangnya pindah ke dekat kelompok Ibu/Bapak.")
    key = time_ordered_uuid()
    return transfer.offer(
        complaint=case, by=by, to_group=to_group, reason=reason, agreed=True, submission_key=key
    )


def _drawn_paper() -> bytes:
    """A sheet with lines on it: nobody's paper."""
    sheet = Image.new("RGB", (900, 1200), "#f4efe4")
    pen = ImageDraw.Draw(sheet)
    pen.text((80, 80), "CONTOH", fill="#333333", font_size=60)
    for top in range(220, 1100, 60):
        pen.line((80, top, 820, top), fill="#b9b2a3", width=4)
    out = BytesIO()
    sheet.save(out, "JPEG", quality=80)
    return out.getvalue()
