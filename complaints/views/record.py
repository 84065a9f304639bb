"""Recording a complaint: first its kind, then one page of questions; and recording a mere question."""

from functools import lru_cache, partial

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods

from members.models import Group, User
from members.permissions import permission_required
from members.standing import SOME_DAY
from safeguards.spelled import Spelled

from .. import assignees, receipt
from ..forms.inquiry import InquiryForm
from ..forms.intake import NOBODY, IntakeForm
from ..forms.intake_social import SocialForm
from ..forms.intake_violence import ViolenceForm
from ..services.intake import Intake, Question, Recorded, record_complaint, record_inquiry
from ..submission import submission_key, typed_data

FORMS = {"kekerasan": ViolenceForm, "perlindungan-sosial": SocialForm}


@require_http_methods(["GET", "POST", "HEAD"])
@permission_required("case.record")
@gzip_page
def record(request) -> HttpResponse:
    typed = typed_data(request)
    asked = typed or request.GET
    group = chosen_group(request.user, asked.get("kelompok", ""))
    questions = FORMS.get(asked.get("jenis"))
    if group is None or questions is None:
        return _choose(request, group)
    form = questions(typed, group=group, colleagues=partial(names_of, group, request.user))
    if request.method == "POST" and form.is_valid():
        return save_question(request, form) if form.is_refused else _save_case(request, form)
    months = settings.RETENTION_MONTHS[form.kind]
    context = {"form": form, "group": group, "kind": asked["jenis"], "months": months}
    return render(request, "complaints/record_form.html", context)


def chosen_group(user: User, pk: str) -> Group | None:
    """The group she records for: the one named, or her only one."""
    groups = groups_of(user)
    if pk:
        groups = [group for group in groups if str(group.pk) == pk]
    return groups[0] if len(groups) == 1 else None


def groups_of(user: User) -> list[Group]:
    """Active groups in which she is a volunteer today, by name."""
    return _groups(user.scope.volunteer_groups).instances({SOME_DAY: timezone.localdate()})


@lru_cache(maxsize=500)
def _groups(keys: frozenset[int]) -> Spelled:
    return Spelled(Group.objects.active(SOME_DAY).filter(pk__in=sorted(keys)))


def _choose(request, group: Group | None) -> HttpResponse:
    context = {"group": group, "groups": groups_of(request.user)}
    return render(request, "complaints/record.html", context)


def names_of(group: Group, user: User) -> list[tuple]:
    seats = assignees.colleagues(group=group, by=user)
    return [(NOBODY, _("Tidak ada")), *((str(pk), name) for pk, name in seats)]


def _save_case(request, form: IntakeForm) -> HttpResponse:
    done = record_complaint(by=request.user, key=submission_key(request), intake=Intake(**form.case()))
    case = done.complaint
    if not done.is_new:
        tell_of_resend(request, done)
    if case.assigned_to_id != request.user.pk:
        receipt.remember(request.session, case)
    return redirect("complaints:recorded", case.number)


def tell_of_resend(request, done: Recorded) -> None:
    if not done.differs:
        messages.info(request, _("Kasus ini sudah tercatat tadi. Tidak dicatat dua kali."))
        return
    text = _("Kasus ini sudah tercatat tadi dengan isian lain. Yang tersimpan tidak ditimpa. %(what)s")
    what = _("Buka kasusnya untuk mengubah isian.")
    messages.warning(request, text % {"what": what})


def save_question(request, form) -> HttpResponse:
    question = Question(**form.inquiry())
    record_inquiry(by=request.user, key=submission_key(request), question=question)
    messages.success(request, _("Pertanyaan tercatat, tanpa data tentang orangnya. Terima kasih."))
    return redirect("home")


@require_http_methods(["GET", "POST", "HEAD"])
@permission_required("case.record")
def inquiry(request) -> HttpResponse:
    """ "Hanya bertanya": what was asked and answered, and no person."""
    typed = typed_data(request)
    group = chosen_group(request.user, (typed or request.GET).get("kelompok", ""))
    if group is None:
        return _choose(request, None)
    form = InquiryForm(typed, group=group)
    if request.method == "POST" and form.is_valid():
        return save_question(request, form)
    return render(request, "complaints/inquiry.html", {"form": form, "group": group})
