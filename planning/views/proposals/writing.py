"""Proposing, changing what a proposal says, and taking it back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from complaints.errors import CaseError, NotPermitted
from complaints.submission import guard, posted_version, renewed, submission_key, typed_data
from complaints.views.cases import refused
from members.permissions import permission_required

from ...evidence import Told, evidence_for, in_words
from ...facts import label, show
from ...forms.proposals import ProposalForm
from ...models import Proposal
from ...policies.proposals import Hand
from ...services.proposals import leaving, writing
from ...suggestions import suggest
from .asking import Asked, asked_of, list_address, proposal_of

METHODS = ["GET", "HEAD", "POST"]
SECRETARY = "desa"  # who proposes, where it is no group


@require_http_methods(METHODS)
@permission_required("proposal.edit")
def add(request):
    """``?saran=`` begins with what a rule suggests."""
    asked = asked_of(request)
    if not asked.hand.may_work:
        raise PermissionDenied
    if not asked.may_propose and not asked.village.withdrawn_on:
        messages.warning(
            request, _("Anggaran %(year)d sudah lewat: tulis usulan untuk tahun lain.") % {"year": asked.year}
        )
        return redirect(f"{reverse('planning:proposals')}?{asked.query}")
    told = evidence_for(asked.village, asked.year)
    suggestion = _suggested(request, asked, told)
    who = _proposers(asked)
    initial = {"group": who[0][0], **(suggestion.initial() if suggestion else {})}
    offered = {one.key: one for one in suggestion.evidence} if suggestion else told
    choice = {"told": offered, "proposers": who if len(who) > 1 else ()}
    form = ProposalForm(typed_data(request), village=asked.village, initial=initial, **choice)
    if request.method == "POST" and form.is_valid():
        origin = _origin(asked, form, told, who, suggestion)
        if not refused(form, lambda: _propose(request, origin, form)):
            messages.success(request, _("Usulan tersimpan di daftar %(year)d.") % {"year": asked.year})
            return redirect(f"{reverse('planning:proposals')}?{asked.query}")
    context = {"form": form, "asked": asked, "suggestion": suggestion}
    return render(request, "planning/proposal_form.html", context)


def _suggested(request, asked: Asked, told: dict):
    """The suggestion of which this is made; None when the figures no longer speak for it."""
    code = request.GET.get("saran", "")[:40]
    if not code:
        return None
    found = suggest(village=asked.village, told=told, proposals=(), code=code)
    return found[0] if found else None


def _proposers(asked: Asked) -> list[tuple[str, str]]:
    """Her groups in the village, and the village itself for its secretary."""
    groups = [(str(group.pk), str(group)) for group in asked.hand.groups]
    return [*groups, *([(SECRETARY, asked.village.formal_name)] if asked.hand.is_secretary else [])]


def _origin(asked: Asked, form: ProposalForm, told: dict, who: list, suggestion) -> writing.Origin:
    chosen = form.cleaned_data.get("group") or who[0][0]
    return writing.Origin(
        village=asked.village,
        year=asked.year,
        group=next((group for group in asked.hand.groups if str(group.pk) == chosen), None),
        evidence=_cited(form, told),
        rule=suggestion.rule.code if suggestion else "",
    )


def _cited(form: ProposalForm, told: dict[str, Told]) -> list[dict]:
    """What was ticked, each once, as it is told today."""
    return [told[key].stored() for key in dict.fromkeys(form.cleaned_data.get("evidence", []))]


def _propose(request, origin: writing.Origin, form: ProposalForm) -> None:
    key = submission_key(request)
    writing.propose(origin=origin, by=request.user, values=form.values(), submission_key=key)


@require_http_methods(METHODS)
@permission_required("proposal.edit")
def edit(request, pk):
    proposal, hand = proposal_of(request, pk)
    if not hand.may_work:
        raise PermissionDenied
    if not hand.may_edit(proposal) and request.method != "POST":
        messages.warning(request, writing.why_not_edited(proposal, hand))
        return redirect(proposal)
    told = _citable(request, proposal, hand)
    form = _form_of(proposal, told, typed_data(request))
    if (
        request.method == "POST"
        and form.is_valid()
        and not refused(form, lambda: _save(request, proposal, _written(form, told)))
    ):
        return redirect(proposal)
    is_stale = getattr(form, "is_stale", False)
    if is_stale:
        proposal.refresh_from_db()
        form = renewed(form, lambda typed: _form_of(proposal, told, typed))
    context = {
        "form": form,
        "proposal": proposal,
        **guard(request, proposal, form),
        "may_cite": hand.may_cite(proposal),
        "both": _both_versions(proposal, _written(form, told)) if is_stale else None,
    }
    return render(request, "planning/proposal_form.html", context)


def _form_of(proposal: Proposal, told: dict[str, Told], typed) -> ProposalForm:
    held = {name: getattr(proposal, name) for name in writing.WRITTEN}
    return ProposalForm(typed, village=proposal.home, initial=held, told=told)


def _written(form: ProposalForm, told: dict[str, Told]) -> dict:
    return {**form.values(), "evidence": _cited(form, told)}


def _citable(request, proposal: Proposal, hand: Hand) -> dict[str, Told]:
    """The figures she may choose from. Where evidence came to stand since she saw the page, what she
    ticked goes to the service, which says so.
    """
    if hand.may_cite(proposal) or "evidence" in (typed_data(request) or {}):
        return evidence_for(proposal.village, proposal.year)
    return {}


def _save(request, proposal: Proposal, values: dict) -> None:
    told = {"values": values, "version": posted_version(request)}
    names = writing.change(proposal=proposal, by=request.user, **told)
    messages.success(request, _("Tersimpan.") if names else _("Tidak ada yang berubah."))


def _both_versions(proposal: Proposal, hers: dict) -> list[dict]:
    """Hers beside the newest, of the fields in which they differ."""
    return [
        {
            "label": label(name),
            "hers": _shown(name, hers[name]),
            "newest": _shown(name, getattr(proposal, name)),
        }
        for name in writing.changed(proposal, hers)
    ]


def _shown(name: str, value) -> str:
    return "; ".join(map(in_words, value)) if name == "evidence" else show(name, value)


@require_http_methods(METHODS)
@permission_required("proposal.edit")
def withdraw(request, pk):
    """Asks first. What was discussed already is refused in words."""
    proposal, hand = proposal_of(request, pk)
    if not hand.may_work:
        raise PermissionDenied
    back = list_address(proposal, request.user)
    if request.method != "POST":
        why_not = leaving.why_it_stays(proposal) or (None if hand.may_withdraw(proposal) else NotPermitted())
        context = {"proposal": proposal, "may": why_not is None, "why_not": why_not}
        return render(request, "planning/proposal_withdraw.html", context)
    try:
        leaving.withdraw(proposal=proposal, by=request.user)
    except CaseError as error:
        messages.error(request, str(error))
        return redirect(proposal)
    messages.success(request, _("Usulan dihapus dari daftar."))
    return redirect(back)
