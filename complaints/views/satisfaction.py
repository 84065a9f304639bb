"""`/rujukan/<uuid>/puas/`: whether the person was content with the service; she may leave it unsaid."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from ..directory import JUDGED
from ..forms.chasing import SatisfactionForm
from ..services.chasing import note_satisfaction
from ..submission import typed_data
from .cases import refused
from .referrals import workable

THANKS = _("Tersimpan. Terima kasih sudah bertanya.")
UNSAID = _("Tidak ada jawaban yang dicatat. Boleh ditanyakan lain kali.")


@require_http_methods(["GET", "HEAD", "POST"])
def referral_satisfaction(request, pk):
    referral = workable(request, pk)
    seen = request.POST.get("versi", referral.satisfaction)
    form = SatisfactionForm(typed_data(request), initial={"satisfaction": referral.satisfaction})

    def do():
        told = form.cleaned_data["satisfaction"]
        note_satisfaction(referral=referral, by=request.user, seen=seen, satisfaction=told)

    if request.method == "POST" and form.is_valid() and not refused(form, do):
        told = form.cleaned_data["satisfaction"]
        messages.success(request, THANKS if told else UNSAID)
        return redirect(referral)
    if request.method == "POST":
        referral.refresh_from_db(fields=["satisfaction"])
    context = {"referral": referral, "form": form, "has_ended": referral.state in JUDGED}
    return render(request, "complaints/referral_satisfaction.html", context)
