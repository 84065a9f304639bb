"""`…/pertanyaan/<uuid>/`: the volunteer answers what an officer asked; showing it is recorded."""

import uuid

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from safeguards import audit

from ..forms.followup import AnswerForm
from ..services import answering
from ..submission import typed_data
from .cases import refused, worked_case


@require_http_methods(["GET", "HEAD", "POST"])
def case_answer(request, number: str, pk: uuid.UUID):
    complaint = worked_case(request, number)
    question = get_object_or_404(complaint.questions.select_related("asked_by", "answered_by"), pk=pk)
    form = AnswerForm(typed_data(request))

    def do():
        answering.answer(question=question, by=request.user, text=form.cleaned_data["text"])

    if request.method == "POST" and form.is_valid() and not refused(form, do):
        messages.success(request, _("Jawaban terkirim ke petugas."))
        return redirect(complaint)
    context = {"form": form, "case": complaint, "question": question}
    with transaction.atomic():
        audit.record(action="complaint.read", by=request.user, chain=complaint.pk, subject=question)
        return render(request, "complaints/answer.html", context)
