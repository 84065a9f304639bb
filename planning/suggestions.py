"""What the figures of a village suggest to propose: the rules that are in use, and whether they speak."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from villages.models import Village

from .evidence import Told
from .models import Proposal, ProposalRule

GAP = re.compile(r"\{(\w+)\}")
GAPS = ("bukti", "tahun", "desa")


@dataclass(frozen=True)
class Suggestion:
    rule: ProposalRule
    evidence: tuple[Told, ...]
    title: str
    problem: str
    proposed: Proposal | None  # that was made of it in this year's list already

    def initial(self) -> dict:
        """What a form begins with."""
        rule = self.rule
        told = {"volume": rule.volume, "targets": rule.targets, "subsector": rule.subsector}
        return {
            **told,
            "title": self.title,
            "problem": self.problem,
            "evidence": [one.key for one in self.evidence],
        }


def suggest(
    *, village: Village, told: dict[str, Told], proposals: Iterable[Proposal], code: str = ""
) -> list[Suggestion]:
    """In the order of their rules; ``code`` asks for one rule alone. ``proposals``: the list so far."""
    made = {row.rule: row for row in proposals if row.rule}
    rules = ProposalRule.objects.filter(is_active=True, **({"code": code} if code else {}))
    return [_suggestion(rule, village, told, made) for rule in rules if _speaks(rule, told)]


def _speaks(rule: ProposalRule, told: dict[str, Told]) -> bool:
    return any(key in told and told[key].least >= rule.least for key in rule.keys)


def _suggestion(rule: ProposalRule, village: Village, told: dict, made: dict) -> Suggestion:
    evidence = tuple(told[key] for key in rule.keys if key in told and told[key].can_be_cited)
    title = (village.is_kelurahan and rule.title_kelurahan) or rule.title
    return Suggestion(rule, evidence, title, _filled(rule.problem, village, evidence), made.get(rule.code))


def _filled(text: str, village: Village, evidence: tuple[Told, ...]) -> str:
    values = {
        "bukti": "; ".join(map(str, evidence)) or _("Belum ada angka yang bisa disebut"),
        "tahun": str(evidence[0].year) if evidence else "",
        "desa": village.formal_name,
    }
    return GAP.sub(lambda gap: values.get(gap[1], gap[0]), text)
