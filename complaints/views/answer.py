"""`…/pertanyaan/<uuid>/`: the volunteer answers what an officer asked."""

import uuid

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ..forms.followup import AnswerForm
from ..services import answering
from .cases import refused, worked_case
from .submission import typed_data


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
    return render(request, "complaints/answer.html", {"form": form, "case": complaint, "question": question})
