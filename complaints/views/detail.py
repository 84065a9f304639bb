"""`/pengaduan/<nomor>/`: one case, whole; showing it is recorded."""

from dataclasses import dataclass

from django.db import transaction
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from safeguards import audit

from .. import policies
from ..facts import Fact, facts
from ..models import Complaint, Consent
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
    now = timezone.now()
    complaint.referral_is_late = any(one.is_late(now) for one in referrals)
    complaint.question_waits = bool(questions)
    parts = [Part(section, facts(complaint, section)) for section in sections_for(complaint)]
    return {
        "case": complaint,
        "contact": next(part for part in parts if part.section.slug == "kontak"),
        "parts": [part for part in parts if part.section.slug not in {"cerita", "kontak"}],
        "referrals": [one for one in referrals if one.state in RUNNING],
        "consents": in_force(complaint),
        "now": now,
        "questions": questions,
        "next_stage": next_stage(complaint.kind, complaint.stage),
        "may_hide": policies.may_hide(complaint, user),
        "may_hand_over": policies.may_hand_over(complaint, user),
        "offer": next((one for one in complaint.transfers.all() if one.is_open), None),
        "attachments": [one for one in complaint.attachments.all() if not one.removed_at],
        "timeline": timeline(complaint, user),
    }


def in_force(complaint: Complaint) -> list[Consent]:
    """The last word on each purpose (and service); what was said before stands in the timeline."""
    last = {
        (row.purpose, row.provider_id): row
        for row in sorted(complaint.consents.all(), key=lambda row: row.at)
    }
    return list(last.values())
