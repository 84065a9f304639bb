"""`/pengaduan/<nomor>/`: one case, whole; showing it is recorded."""

from dataclasses import dataclass

from django.db import transaction
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from safeguards import audit

from .. import policies
from ..consenting import in_force, is_stopped
from ..facts import Fact, facts
from ..models import Complaint
from ..naming import read_names
from ..sections import Section, sections_for
from ..timeline import load, timeline, with_hanging
from ..workflow import RUNNING, next_stage
from .cases import visible_case


@dataclass(frozen=True)
class Part:
    section: Section
    facts: list[Fact]


@require_safe
def case_detail(request, number: str):
    """Who only reviews the case reads it in admin, where its seal is."""
    with transaction.atomic():
        complaint = visible_case(request, number, adds=with_hanging)
        if not policies.may_work(complaint):
            return redirect("admin:complaints_complaint_change", complaint.pk)
        audit.record(action="complaint.read", by=request.user, chain=complaint.pk, subject=complaint)
        context = shown(complaint, request.user)
    return render(request, "complaints/detail.html", context)


def shown(complaint: Complaint, user) -> dict:
    read_names(complaint)
    load(complaint)
    referrals = complaint.referrals.all()
    questions = [one for one in complaint.questions.all() if not one.answered_at]
    now, consents = timezone.now(), in_force(complaint)
    complaint.referral_is_late = any(one.is_late(now) for one in referrals)
    complaint.question_waits = bool(questions)
    parts = [Part(section, facts(complaint, section)) for section in sections_for(complaint)]
    return {
        "case": complaint,
        "contact": next(part for part in parts if part.section.slug == "kontak"),
        "parts": [part for part in parts if part.section.slug not in {"cerita", "kontak"}],
        "referrals": [one for one in referrals if one.state in RUNNING],
        "consents": consents,
        "is_stopped": is_stopped(consents),
        "now": now,
        "questions": questions,
        "next_stage": next_stage(complaint.kind, complaint.stage),
        "may_hide": policies.may_hide(complaint, user),
        "timeline": timeline(complaint, user),
    }
