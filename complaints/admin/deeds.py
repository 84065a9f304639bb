"""What an officer does on the page of one case. POST does it; GET leads back with what was typed."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from members import proof
from members.models import User

from .. import kin
from ..enums import TransferState
from ..errors import CaseError, NotPermitted
from ..forms import review as forms
from ..forms.rights import FulfilForm, HoldForm, RefuseForm
from ..forms.sameness import HintForm, MergeForm
from ..models import Complaint
from ..services import approval, hiding, holding, linking, merging, review, rights, transfer
from ..services.sameness import judge
from ..submission import posted_version
from . import came_from, moving
from .case_page import find, out_of_reach, show


@dataclass(frozen=True)
class Deed:
    """``form`` makes the bound form of the case (None: a button alone); ``do`` gets its cleaned data.
    ``proved``: only after a fresh proof of who she is.
    """

    name: str
    said: str
    do: Callable
    form: Callable | None = None
    proved: bool = False

    def __call__(self, request, pk):
        """The view."""
        if request.method not in {"GET", "HEAD", "POST"}:
            return HttpResponseNotAllowed(["GET", "POST"])
        row = find(request.user, pk)
        if row is None:
            return out_of_reach(request, pk)
        return self._answer(request, row) if request.method == "POST" else self._back(request, row)

    def _back(self, request, row):
        """A form whose session ended in between comes back filled in; nothing is done on GET."""
        if self.form and request.kept_fields is not None:
            return show(request, row.pk, **{self.name: self.form(request.kept_fields, row)})
        return redirect(came_from.to_case(request, row.pk))

    def _answer(self, request, row):
        form = self.form(request.POST, row) if self.form else None
        if form is not None and not form.is_valid():
            return show(request, row.pk, **{self.name: form})
        asked = proof.ask(request) if self.proved else None
        return asked or self._done(request, row, form)

    def _done(self, request, row, form):
        try:
            self.do(row, request.user, form.cleaned_data if form else {}, posted_version(request))
        except CaseError as error:
            messages.error(request, str(error))
            return show(request, row.pk, **({self.name: form} if form else {})) or out_of_reach(
                request, row.pk
            )
        messages.success(request, self.said)
        onward = came_from.to_following if "lanjut" in request.POST else came_from.to_case
        return redirect(onward(request, row.pk))


def _open(row, by, told, version):
    review.open_seal(complaint=row, by=by, reason=told["reason"], text=told["text"])


def _assign(row, by, told, version):
    review.assign(complaint=row, by=by, to=told["to"], version=version)


def _reviewed(row, by, told, version):
    review.mark_reviewed(complaint=row, by=by)


def _ask(row, by, told, version):
    review.ask(complaint=row, by=by, text=told["text"], submission_key=told["kiriman"])


def _flag(row, by, told, version):
    review.flag(complaint=row, by=by, text=told["text"], submission_key=told["kiriman"])


def _resolve(row, by, told, version):
    review.resolve_flags(complaint=row, by=by, text=told["text"])


def _approve(row, by, told, version):
    approval.approve_closing(complaint=row, by=by, version=version)


def _send_back(row, by, told, version):
    key = told["kiriman"]
    approval.return_closing(complaint=row, by=by, text=told["text"], submission_key=key, version=version)


def _unlink(row, by, told, version):
    linking.revoke(referral=told["referral"], by=by)


def _merge(row, by, told, version):
    into = Complaint.objects.reviewed_by(by).filter(number=told["into"]).first()
    merging.merge(complaint=row, into=into, by=by, reason=told["reason"], version=version)


def _unmerge(row, by, told, version):
    merging.unmerge(complaint=row, by=by)


def _judge(row, by, told, version):
    hint = kin.hint_of(row, told["hint"], Complaint.objects.reviewed_by(by))
    if hint is None:
        raise NotPermitted
    judge(complaint=row, by=by, hint=hint.row, is_same=False)


def _transfer(row, by, told, version):
    key = told.pop("kiriman")
    transfer.offer(complaint=row, by=by, submission_key=key, version=version, **told)


def _take_back(row, by, told, version):
    for standing in row.transfers.filter(state=TransferState.OFFERED):
        transfer.take_back(transfer=standing, by=by)


def _hide(row, by, told, version):
    people = User.objects.in_bulk(filter(None, told.values()))
    hiding.hide(complaint=row, by=by, **{name: people.get(pk) for name, pk in told.items()})


def _unhide(row, by, told, version):
    hiding.unhide(complaint=row, by=by, user=told["user"])


def _volunteers(data, row):
    return forms.AssignForm(data, volunteers=review.volunteers_for(row))


def _fulfil(row, by, told, version):
    rights.fulfil(by=by, **told)


def _refuse(row, by, told, version):
    rights.refuse(by=by, **told)


def _hold(row, by, told, version):
    key = told.pop("kiriman")
    holding.hold(complaint=row, by=by, submission_key=key, **told)


def _lift(row, by, told, version):
    holding.lift(complaint=row, by=by)


# Name of the address, its last part, and the deed.
ALL = (
    (
        "open",
        "buka",
        Deed(
            "open",
            _("Kasus terbuka untuk Ibu/Bapak."),
            _open,
            lambda data, row: forms.OpeningForm(data),
            proved=True,
        ),
    ),
    ("assign", "tugaskan", Deed("assign", _("Pendamping sudah diganti."), _assign, _volunteers)),
    ("reviewed", "tinjau", Deed("reviewed", _("Kasus dicatat sudah ditinjau."), _reviewed)),
    (
        "ask",
        "tanya",
        Deed(
            "ask",
            _("Pertanyaan sudah sampai di beranda relawan."),
            _ask,
            lambda data, row: forms.QuestionForm(data),
        ),
    ),
    (
        "flag",
        "tandai",
        Deed("flag", _("Kasus sudah ditandai."), _flag, lambda data, row: forms.FlagForm(data)),
    ),
    (
        "unlink",
        "cabut-tautan",
        Deed(
            "unlink",
            _("Tautan jawaban sudah dicabut."),
            _unlink,
            lambda data, row: forms.UnlinkForm(data, referrals=row.referrals.all()),
        ),
    ),
    (
        "resolve",
        "tanda-selesai",
        Deed(
            "resolve",
            _("Tanda sudah diselesaikan."),
            _resolve,
            lambda data, row: forms.ResolveForm(data),
        ),
    ),
    (
        "approve",
        "setujui-penutupan",
        Deed("approve", _("Penutupan disetujui."), _approve, lambda data, row: forms.ApproveForm(data)),
    ),
    (
        "send_back",
        "kembalikan",
        Deed(
            "send_back",
            _("Kasus terbuka lagi. Pertanyaannya sudah sampai di beranda relawan."),
            _send_back,
            lambda data, row: forms.ReturnForm(data),
        ),
    ),
    (
        "merge",
        "gabung",
        Deed("merge", _("Kasus sudah digabungkan."), _merge, lambda data, row: MergeForm(data)),
    ),
    ("unmerge", "pisah", Deed("unmerge", _("Kasus sudah dipisahkan lagi."), _unmerge)),
    (
        "judge",
        "bukan-sama",
        Deed("judge", _("Tercatat: bukan kasus yang sama."), _judge, lambda data, row: HintForm(data)),
    ),
    ("transfer", "limpahkan", Deed("transfer", _("Kasus sudah ditawarkan."), _transfer, moving.offer_form)),
    ("take_back", "tarik", Deed("take_back", _("Tawaran ditarik."), _take_back)),
    (
        "fulfil",
        "hak-penuhi",
        Deed(
            "fulfil",
            _("Permintaan dicatat sudah dipenuhi."),
            _fulfil,
            lambda data, row: FulfilForm(
                data, complaint=row, requests=row.rights.waiting().select_related("complaint")
            ),
            proved=True,
        ),
    ),
    (
        "refuse",
        "hak-tolak",
        Deed(
            "refuse",
            _("Penolakan dan alasannya dicatat. Sampaikan kepada orangnya."),
            _refuse,
            lambda data, row: RefuseForm(data, requests=row.rights.waiting().select_related("complaint")),
        ),
    ),
    ("hold", "tahan", Deed("hold", _("Penghapusan ditahan."), _hold, lambda data, row: HoldForm(data))),
    ("lift", "lepas-tahan", Deed("lift", _("Penahanan dilepas."), _lift)),
    ("hide", "sembunyikan", Deed("hide", _("Kasus tersembunyi darinya."), _hide, moving.hide_form)),
    (
        "unhide",
        "tampilkan",
        Deed("unhide", _("Kasus terbaca lagi olehnya."), _unhide, moving.show_again_form),
    ),
)
