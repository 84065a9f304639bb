"""How services, answer-by rules and lateness are said on screen."""

from django import template
from django.utils import timezone

from .. import deadlines
from ..directory import ProviderKind, ReferralState, service_labels, service_names

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
def state_tag(state: str) -> str:
    """The class of the mark for a referral's state."""
    return STATE_TAGS.get(state, "")
