"""Who may do what with the proposals of a village."""

from dataclasses import dataclass

from members.models import Group
from villages.models import Village

from ..budget import Status
from ..models import Proposal, ProposalStep

OPEN_TO_THE_SECRETARY = frozenset({Status.PROPOSED, Status.MUSDES, Status.RKPDES})


@dataclass(frozen=True)
class Hand:
    """What one user has to do with one village: read once for a page."""

    user: object
    groups: tuple[Group, ...]  # of the village, in which she is a volunteer
    is_secretary: bool
    leads: bool = False  # ketua or koordinator of one of ``groups``

    @classmethod
    def of(cls, user, village: Village) -> "Hand":
        """``village``, or one that was merged into it, counts as hers."""
        scope = user.scope
        if not user.has_perm("proposal.edit"):
            return cls(user, (), is_secretary=False)
        places = [village.pk, *Village.objects.merged_into([village.pk]).values_list("pk", flat=True)]
        groups = Group.objects.filter(pk__in=scope.volunteer_groups, village__in=places)
        groups, is_secretary = tuple(groups.active()), not scope.secretary_villages.isdisjoint(places)
        return cls(user, groups, is_secretary, any(group.pk in scope.led_groups for group in groups))

    @property
    def may_work(self) -> bool:
        """Propose, set the order, say that a meeting discussed it."""
        return self.is_secretary or bool(self.groups)

    def may_decide(self, to: str) -> bool:
        """Record the step to ``to``: what enters plan and budget, or is refused, is said by those who answer
        for it.
        """
        return self.is_secretary or self.leads or (self.may_work and to == Status.MUSDES)

    def may_take_back(self, step: ProposalStep) -> bool:
        """Those who answer for it; anyone else what she recorded herself. What was discussed is open to be
        written anew then, which is not for everyone to bring about.
        """
        if self.is_secretary or self.leads:
            return True
        return step.by_id == self.user.pk and self.may_decide(step.to_status)

    def may_undo_writing_since(self, step: ProposalStep) -> bool:
        """Whoever wrote on from a step took it for no mistake: who answers for it says that it was one."""
        return self.is_secretary or self.leads or step.proposal.updated_at <= step.at

    def may_edit(self, proposal: Proposal) -> bool:
        """What was discussed in the meeting is its minutes: the secretary's alone."""
        if proposal.status == Status.PROPOSED:
            return self.may_work
        return self.is_secretary and proposal.status in OPEN_TO_THE_SECRETARY

    def may_cite(self, proposal: Proposal) -> bool:
        """Add evidence to what has none. What stands is as it was shown then: nobody changes it."""
        return proposal.is_bare and self.may_edit(proposal)

    def may_withdraw(self, proposal: Proposal) -> bool:
        """Whose it is."""
        mine = (
            proposal.group_id in {group.pk for group in self.groups}
            if proposal.group_id
            else self.is_secretary
        )
        return mine and proposal.status == Status.PROPOSED
