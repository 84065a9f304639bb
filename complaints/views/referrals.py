"""`/rujukan/`: what was referred, what waits for an answer, and entering the answer."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Prefetch, prefetch_related_objects
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from members.permissions import permission_required
from safeguards import audit
from safeguards.phones import whatsapp_link

from .. import links, policies
from ..chasing import may_be_complained_of
from ..directory import JUDGED, ReferralState, ReminderKind
from ..errors import AnsweredMeanwhile, CaseError, NotPermitted, WrongDate
from ..forms.referral import AnswerForm
from ..letters import message_for
from ..models import Complaint, Referral, ReferralStep, Reminder, ServiceRequest
from ..paging import page_of
from ..search import with_concerned
from ..services.answer import answer
from ..services.batch import answer_all
from ..submission import submission_key
from ..workflow import RUNNING
from .link_address import link_address

FILTERS = [
    ("", gettext_lazy("Semua")),
    ("terlambat", gettext_lazy("Terlambat")),
    ("menunggu", gettext_lazy("Belum menjawab")),
    ("diterima", gettext_lazy("Diterima")),
    ("berakhir", gettext_lazy("Selesai")),
]
COURSE = [("steps", ReferralStep), ("reminders", Reminder)]


@require_safe
@permission_required("referral.list")
def referrals(request):
    chosen = request.GET.get("keadaan", "")
    rows = _filtered(Referral.objects.worked_by(request.user), chosen).waiting_first()
    rows = rows.with_course().select_related("provider", "complaint__data_key")
    page = page_of(rows, request.GET.get("page"))
    context = {"page_obj": page, "chosen": chosen, "filters": FILTERS}
    return render(request, "complaints/referrals.html", context)


def _filtered(rows, chosen: str):
    match chosen:
        case "terlambat":
            return rows.late()
        case "menunggu":
            return rows.waiting()
        case "diterima":
            return rows.filter(state=ReferralState.ACCEPTED)
        case "berakhir":
            return rows.exclude(state__in=RUNNING)
    return rows


@require_safe
def referral_detail(request, pk):
    with transaction.atomic():
        referral = workable(request, pk)
        audit.record(action="complaint.read", by=request.user, chain=referral.complaint_id, subject=referral)
        link = links.current(referral)
        context = {
            "referral": referral,
            "complaint": referral.complaint,
            "is_open": referral.state in RUNNING,
            "course": _course(referral),
            "reminded": [row for row in referral.reminders.all() if row.kind == ReminderKind.BY_HAND],
            "is_judged": referral.state in JUDGED,
            "may_be_complained_of": may_be_complained_of(referral, referral.complaint.group.village.zone),
            "link": link,
            "requests": _waiting_requests(referral),
        }
        if referral.provider.whatsapp and referral.state == ReferralState.SENT:
            context["whatsapp"] = whatsapp_link(
                referral.provider.whatsapp,
                message_for(referral, request.user, link_address(request, link)),
            )
        return render(request, "complaints/referral_detail.html", context)


def _course(referral: Referral) -> list:
    """Its steps and reminders, oldest first."""
    rows = [(name, model.objects.select_related("by")) for name, model in COURSE]
    prefetch_related_objects([referral], *(Prefetch(name, queryset=found) for name, found in rows))
    return sorted([*referral.steps.all(), *referral.reminders.all()], key=lambda row: row.at)


def _waiting_requests(referral: Referral) -> list[ServiceRequest]:
    """What the service asked of the group and nobody has seen to yet."""
    rows = list(referral.requests.filter(done_at__isnull=True))
    for row in rows:
        row.referral = referral
    return rows


def workable(request, pk) -> Referral:
    """A referral of a case that the user works: 404 unless she may know of it, 403 if she only reviews."""
    rows = Referral.objects.visible_to(request.user).with_course()
    rows = rows.select_related("provider", "consent", "sent_by")
    referral = get_object_or_404(rows, pk=pk)
    cases = Complaint.objects.visible_to(request.user).with_access(request.user)
    cases = cases.select_related("data_key", "assigned_to", "group__village__district__regency")
    referral.complaint = referral.consent.complaint = get_object_or_404(cases, pk=referral.complaint_id)
    if not policies.may_work(referral.complaint):
        raise PermissionDenied
    return referral


def left_together(user, referral: Referral) -> list[Referral]:
    """The others of its batch, of cases that ``user`` works, each with its case and her person."""
    if referral.batch is None:
        return []
    rows = Referral.objects.worked_by(user).filter(batch=referral.batch).exclude(pk=referral.pk)
    rows = list(rows.select_related("provider", "consent").order_by("complaint_id"))
    cases = with_concerned(Complaint.objects.worked_by(user)).in_bulk([row.complaint_id for row in rows])
    for row in rows:
        row.complaint = cases[row.complaint_id]
    return rows


@require_http_methods(["GET", "HEAD", "POST"])
def referral_answer(request, pk):
    referral = workable(request, pk)
    seen = request.POST.get("versi", referral.state)
    others = [row for row in left_together(request.user, referral) if row.state == referral.state]
    if request.method != "POST":
        form = AnswerForm(request.kept_fields, state=referral.state, others=others)
        return _ask(request, referral, form)
    form = AnswerForm(request.POST, state=seen if seen in RUNNING else referral.state, others=others)
    if form.is_valid() and _enter(request, referral, form, seen):
        messages.success(request, _("Jawaban layanan tersimpan."))
        return redirect(referral)
    return _ask(request, referral, form)


def _enter(request, referral: Referral, form: AnswerForm, seen: str) -> bool:
    """True when the answer stands; else the form says why not."""
    key, told = submission_key(request), form.cleaned_data
    others = told.pop("others")
    try:
        if others:
            rows = [referral, *others]
            answer_all(referrals=rows, by=request.user, key=key, seen=seen, **told)
        else:
            answer(referral=referral, by=request.user, submission_key=key, seen=seen, **told)
    except CaseError as error:
        if error.code == NotPermitted.code:
            raise PermissionDenied from error
        form.add_error("on" if isinstance(error, WrongDate) else None, str(error))
        if error.code == AnsweredMeanwhile.code:
            referral.refresh_from_db(fields=["state"])
        return False
    return True


def _ask(request, referral: Referral, form: AnswerForm):
    context = {
        "referral": referral,
        "form": form,
        "is_open": referral.state in RUNNING,
    }
    return render(request, "complaints/referral_answer.html", context)
