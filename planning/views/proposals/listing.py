"""The list of a village and year with what became of it, the suggestions, and one proposal."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from members.permissions import permission_required

from ... import results, workflow
from ...evidence import evidence_for, evidence_year
from ...models import Proposal, ProposalStep
from ...policies.proposals import Hand
from ...services.proposals import deciding, leaving
from ...suggestions import suggest
from .asking import asked_of, list_address, proposal_of


@require_safe
@permission_required("proposal.list")
def proposals(request):
    asked = asked_of(request)
    rows = list(asked.listed)
    context = {
        "asked": asked,
        "ranked": [row for row in rows if not row.is_refused],
        "refused": [row for row in rows if row.is_refused],
        "history": results.side_by_side(results.by_year(asked.rows)),
    }
    return render(request, "planning/proposals.html", context)


@require_safe
@permission_required("proposal.list")
def suggestions(request):
    asked = asked_of(request)
    told = evidence_for(asked.village, asked.year)
    found = suggest(village=asked.village, told=told, proposals=asked.rows.filter(year=asked.year))
    context = {
        "asked": asked,
        "suggestions": found,
        "evidence_year": evidence_year(asked.village, asked.year),
    }
    return render(request, "planning/proposal_suggestions.html", context)


@require_safe
@permission_required("proposal.list")
def detail(request, pk):
    proposal, hand = proposal_of(request, pk)
    steps = list(proposal.steps.select_related("by", "taken_back_by"))
    carried_to = proposal.next_one
    context = {
        "proposal": proposal,
        "steps": steps,
        "step_back": _step_back(steps, hand, carried_to),
        "ahead": [one for one in workflow.ahead(proposal.status) if hand.may_decide(one)],
        "may_edit": hand.may_edit(proposal),
        "may_cite": hand.may_cite(proposal),
        "may_withdraw": hand.may_withdraw(proposal) and not leaving.why_it_stays(proposal),
        "may_carry": hand.may_work and proposal.is_refused,
        "carried_to": carried_to,
        "back": list_address(proposal, request.user),
    }
    return render(request, "planning/proposal.html", context)


def _step_back(steps: list[ProposalStep], hand: Hand, carried_to: Proposal | None) -> ProposalStep | None:
    """The step that she may take back."""
    last = workflow.last_standing(steps)
    stays = last is None or deciding.why_step_stays(last, steps, carried_to, hand)
    return None if stays or not hand.may_take_back(last) else last
