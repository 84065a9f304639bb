"""`…/ternyata-kekerasan/`: what was told as kind B is recorded as violence, in a case of its own."""

from functools import partial

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from safeguards import audit

from .. import receipt
from ..enums import PersonRole
from ..errors import NotPermitted
from ..forms.turning import TurningForm
from ..models import Complaint
from ..sections import person_in
from ..services.intake import Intake
from ..services.turning import turn
from ..submission import submission_key, typed_data
from .cases import with_persons, worked_case
from .record import names_of, save_question, tell_of_resend


@require_http_methods(["GET", "HEAD", "POST"])
def case_turn(request, number: str):
    with transaction.atomic():
        complaint = worked_case(request, number, "village__district__regency")
        if complaint.is_violence:
            raise Http404
        form = form_for(request, complaint)
        # What the form is filled with stands on the case's page: a reading like any other.
        audit.record(action="complaint.read", by=request.user, chain=complaint.pk, subject=complaint)
    if request.method == "POST" and form.is_valid():
        return save_question(request, form) if form.is_refused else save(request, complaint, form)
    months = settings.RETENTION_MONTHS[form.kind]
    context = {"form": form, "case": complaint, "group": complaint.group, "kind": "kekerasan"}
    return render(request, "complaints/turn.html", context | {"months": months})


def form_for(request, complaint: Complaint) -> TurningForm:
    with_persons(complaint)
    person = person_in(complaint, PersonRole.CONCERNED)
    known = {"sex": person.sex, "age_band": person.age_band} if person else {}
    return TurningForm(
        typed_data(request),
        initial={"village": complaint.village, **known},
        name=person.name if person else "",
        group=complaint.group,
        colleagues=partial(names_of, complaint.group, request.user),
    )


def save(request, complaint: Complaint, form: TurningForm):
    key, intake = submission_key(request), Intake(**form.case())
    try:
        done = turn(complaint=complaint, by=request.user, key=key, intake=intake)
    except NotPermitted as error:
        raise PermissionDenied from error
    if not done.is_new:
        tell_of_resend(request, done)
    if done.complaint.assigned_to_id != request.user.pk:
        receipt.remember(request.session, done.complaint)
    return redirect("complaints:recorded", done.complaint.number)
