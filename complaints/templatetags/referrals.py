"""How services, answer-by rules and lateness are said on screen."""

from django import template
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .. import deadlines
from ..directory import (
    ProviderKind,
    ReferralState,
    ReminderKind,
    service_labels,
    service_names,
    standing_in_words,
    step_in_words,
)

register = template.Library()
register.filter("service_labels", service_labels)
register.filter("service_names", service_names)

KIND_ICONS = {
    ProviderKind.UPTD_PPA: "shield",
    ProviderKind.POLICE_PPA: "shield",
    ProviderKind.SAPA: "phone",
    ProviderKind.LPSK: "shield",
    ProviderKind.LEGAL_AID: "scales",
    ProviderKind.PUSKESMAS: "health",
    ProviderKind.HOSPITAL: "hospital",
    ProviderKind.SHELTER: "house",
    ProviderKind.DUKCAPIL: "id-card",
    ProviderKind.SOCIAL_OFFICE: "rice",
    ProviderKind.PUSKESOS: "care",
    ProviderKind.BPJS: "health",
    ProviderKind.KUA: "ring",
    ProviderKind.RELIGIOUS_COURT: "scales",
    ProviderKind.EDUCATION_OFFICE: "school",
    ProviderKind.PKBM: "school",
    ProviderKind.PATBM: "people",
    ProviderKind.BP3MI: "briefcase",
    ProviderKind.DPMPTSP: "briefcase",
    ProviderKind.COOPERATIVES: "coins",
    ProviderKind.POSYANDU: "child",
}
STATE_TAGS = {
    ReferralState.SENT: "tag-soon",
    ReferralState.ACCEPTED: "tag-accent",
    ReferralState.SERVED: "tag-ok",
}


@register.filter
def kind_icon(kind: str) -> str:
    return KIND_ICONS.get(kind, "building")


@register.filter
def answer_rule(provider) -> str:
    return deadlines.rule_in_words(provider)


@register.filter
def due(referral) -> str:
    """The answer-by moment, on the clock of the reader."""
    return deadlines.due_in_words(referral.due_at, timezone.get_current_timezone())


@register.filter
def lateness(referral) -> str:
    """ "terlambat 3 hari" while no answer has come; empty otherwise."""
    return deadlines.late_in_words(referral.due_at) if referral.state == ReferralState.SENT else ""


@register.filter
def standing(referral) -> str:
    """Its state in words, of a referral ``with_course()``; where it ended unserved, by whose choice."""
    return standing_in_words(referral.state, getattr(referral, "ended_because", "") or "")


@register.filter
def course_words(row) -> str:
    """A step of a referral, or a reminder, in words."""
    if hasattr(row, "kind"):
        return row.get_kind_display()
    return _("Rujukan dikirim") if row.state == ReferralState.SENT else step_in_words(row.state, row.reason)


CHASED_WORDS = {
    ReminderKind.BEFORE: _("Segera jatuh tempo"),
    ReminderKind.ESCALATED: _("Diteruskan ke petugas"),
    ReminderKind.COMPLAIN: _("Boleh diadukan"),
}


@register.filter
def chased(referral) -> str:
    """How far the timer has come with one that waits, beyond that it is late; of one ``with_course()``."""
    kind = getattr(referral, "chased", None) if referral.state == ReferralState.SENT else None
    return CHASED_WORDS.get(kind, "")


@register.filter
def state_tag(state: str) -> str:
    """The class of the mark for a referral's state."""
    return STATE_TAGS.get(state, "")
