"""`…/tindak-lanjut/`: what was done, the next appointment, and the step that may go with it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ..forms.followup import NoteForm, note_initial
from ..services import followup
from ..submission import submission_key, typed_data
from .cases import refused, worked_case


@require_http_methods(["GET", "HEAD", "POST"])
def case_note(request, number: str):
    complaint = worked_case(request, number)
    form = NoteForm(typed_data(request), complaint=complaint, initial=note_initial(complaint))
    if request.method == "POST" and form.is_valid():

        def do():
            followup.add_note(
                complaint=complaint, by=request.user, submission_key=submission_key(request), **form.values()
            )

        if not refused(form, do):
            messages.success(request, _("Tindak lanjut tersimpan."))
            return redirect(complaint)
    return render(request, "complaints/note.html", {"form": form, "case": complaint})
