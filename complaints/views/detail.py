"""`/pengaduan/<nomor>/`: one case, whole; showing it is recorded."""

from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from safeguards import audit

from .. import policies
from ..chasing import may_be_complained_of
from ..consenting import in_force, is_stopped
from ..enums import ActionState
from ..facts import Fact, facts
from ..hanging import load, with_hanging
from ..kin import kept_of, kin, with_kin
from ..models import Complaint
from ..naming import read_names
from ..querysets import ComplaintQuerySet
from ..sections import Section, sections_for
from ..timeline import timeline
from ..workflow import RUNNING, next_stage
from .cases import visible_case

NEWEST = 10  # entries of the timeline that the page shows at first
WHOLE = "semua"


@dataclass(frozen=True)
class Part:
    section: Section
    facts: list[Fact]


@require_safe
def case_detail(request, number: str):
    """Who only reviews the case reads it in admin, where its seal is. The number of a merged case leads
    to the one that goes on; ``?asli`` shows what was recorded under it. ``?riwayat=semua`` shows the
    whole timeline.
    """
    with transaction.atomic():
        complaint = visible_case(request, number, adds=with_what_belongs)
        if not policies.may_work(complaint):
            return redirect("admin:complaints_complaint_change", complaint.pk)
        kept = following(request, complaint)
        if kept is not None:
            return redirect(kept)
        audit.record(action="complaint.read", by=request.user, chain=complaint.pk, subject=complaint)
        if complaint.is_purged:
            return render(request, "complaints/purged.html", left_of(complaint, request.user))
        context = shown(complaint, request.user)
        if request.GET.get("riwayat") != WHOLE:
            context["older"] = context["timeline"][NEWEST:]
            context["timeline"] = context["timeline"][:NEWEST]
    return render(request, "complaints/detail.html", context)


def with_what_belongs(cases: QuerySet) -> QuerySet:
    return with_kin(with_hanging(cases))


def following(request, complaint: Complaint) -> Complaint | None:
    """The case that goes on for a merged one, with a word to its reader."""
    if not complaint.is_merged or "asli" in request.GET:
        return None
    kept = kept_of(complaint, request.user, ComplaintQuerySet.worked_by)
    if kept is not None:
        text = _("Kasus %(old)s sudah digabungkan ke kasus ini.")
        messages.info(request, text % {"old": complaint})
    return kept


def shown(complaint: Complaint, user) -> dict:
    read_names(complaint)
    load(complaint)
    referrals = complaint.referrals.all()
    questions = [one for one in complaint.questions.all() if not one.answered_at]
    now, consents = timezone.now(), in_force(complaint)
    complaint.referral_is_late = any(one.is_late(now) for one in referrals)
    complaint.question_waits = bool(questions)
    zone = complaint.group.village.zone
    for one in referrals:
        one.may_be_complained_of = may_be_complained_of(one, zone, now)
    actions = [one for one in complaint.actions.all() if one.state == ActionState.OPEN]
    late = [] if complaint.is_closed else [one for one in actions if one.due_on < timezone.localdate()]
    parts = [Part(section, facts(complaint, section)) for section in sections_for(complaint)]
    return {
        "case": complaint,
        "contact": next(part for part in parts if part.section.slug == "kontak"),
        "parts": [part for part in parts if part.section.slug not in {"cerita", "kontak"}],
        "referrals": [one for one in referrals if one.state in RUNNING],
        "requests": [one for row in referrals for one in row.requests.all() if not one.done_at],
        "consents": consents,
        "assessment": newest(complaint.assessments.all()),
        "safety_plan": newest(complaint.safety_plans.all()),
        "actions": [one for one in actions if one not in late],
        "late_actions": late,
        "is_stopped": is_stopped(consents),
        "now": now,
        "questions": questions,
        "next_stage": next_stage(complaint.kind, complaint.stage),
        "kin": kin(complaint, user, ComplaintQuerySet.worked_by),
        "may_hide": policies.may_hide(complaint, user),
        "may_hand_over": policies.may_hand_over(complaint, user),
        "offer": next((one for one in complaint.transfers.all() if one.is_open), None),
        "rights": [one for one in complaint.rights.all() if one.is_open],
        "attachments": [one for one in complaint.attachments.all() if not one.removed_at],
        "timeline": timeline(complaint, user),
    }


def left_of(complaint: Complaint, user) -> dict:
    """Of a case whose texts were destroyed: what is counted, and what happened when."""
    read_names(complaint)
    load(complaint)
    return {"case": complaint, "timeline": timeline(complaint, user)}


def newest(rows):
    """The last of rows in the order of time, or None."""
    return rows[len(rows) - 1] if rows else None
