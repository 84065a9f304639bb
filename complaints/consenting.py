"""What the person said on each purpose (and service), the last word first: it alone is in force."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from .enums import ConsentDecision, ConsentPurpose, Outcome
from .models import Complaint, Consent, Provider, Referral

HOLDS = frozenset({ConsentDecision.GIVEN, ConsentDecision.VITAL})


@dataclass(frozen=True)
class Topic:
    """One purpose, of ``REFER`` and ``COMPLAIN`` one service. ``words`` newest first; ``referrals`` went to
    that service.
    """

    purpose: ConsentPurpose
    provider: Provider | None
    words: list[Consent]
    referrals: list[Referral] = field(default_factory=list)

    @property
    def current(self) -> Consent | None:
        return self.words[0] if self.words else None

    @property
    def earlier(self) -> list[Consent]:
        return self.words[1:]

    @property
    def holds(self) -> bool:
        """Whether it may be done, by her word or for her life."""
        return holds(self.current)

    @property
    def is_stopped(self) -> bool:
        """She said no, or took her word back."""
        return self.current is not None and not self.holds


def holds(word: Consent | None) -> bool:
    return word is not None and word.decision in HOLDS


def in_force(complaint: Complaint) -> list[Consent]:
    """The last word on each purpose (and service); what was said before stands in the timeline."""
    return list({(row.purpose, row.provider_id): row for row in _in_order(complaint.consents.all())}.values())


def is_stopped(words: Iterable[Consent]) -> bool:
    """Of the words in force: she does not want the case to be recorded (any more)."""
    return any(row.purpose == ConsentPurpose.RECORD and not holds(row) for row in words)


def last_word(complaint: Complaint, purpose: str, provider: Provider | int | None = None) -> Consent | None:
    """Asks the database: for a service that holds the case locked."""
    words = complaint.consents.filter(purpose=purpose, provider=provider)
    return words.order_by("at", "id").last()


def may_count(complaint: Complaint) -> bool:
    """Whether a locked case enters totals: her last word says so, she has not taken back that it is
    recorded at all, and it is not the second record of a case that is counted already.
    """
    if complaint.outcome == Outcome.DUPLICATE:
        return False
    word, recorded = (
        last_word(complaint, purpose) for purpose in (ConsentPurpose.COUNT, ConsentPurpose.RECORD)
    )
    agreed = word is not None and word.decision == ConsentDecision.GIVEN
    return agreed and (recorded is None or holds(recorded))


def topics(complaint: Complaint) -> list[Topic]:
    """To record and to count always, also when nothing was said; then each service that was spoken of.
    Two queries.
    """
    told: dict[tuple, list[Consent]] = {(ConsentPurpose.RECORD, None): [], (ConsentPurpose.COUNT, None): []}
    for row in _in_order(complaint.consents.select_related("provider", "recorded_by")):
        told.setdefault((row.purpose, row.provider_id), []).insert(0, row)
    sent: dict[int, list[Referral]] = {}
    for referral in complaint.referrals.select_related("provider"):
        sent.setdefault(referral.provider_id, []).append(referral)
    return [
        Topic(ConsentPurpose(purpose), words[0].provider if words else None, words, sent.get(provider, []))
        for (purpose, provider), words in told.items()
    ]


def word_title(word: Consent) -> str:
    """ "Boleh dirujuk ke Dukcapil: Setuju"."""
    purpose, service = word.get_purpose_display(), {"provider": word.provider}
    if word.purpose == ConsentPurpose.REFER:
        purpose = _("Boleh dirujuk ke %(provider)s") % service
    elif word.purpose == ConsentPurpose.COMPLAIN:
        purpose = _("Boleh mengadukan %(provider)s") % service
    return f"{purpose}: {word.get_decision_display()}"


def _in_order(words: Iterable[Consent]) -> list[Consent]:
    return sorted(words, key=lambda row: (row.at, row.pk))
