"""`/akun/perangkat/`: where I am logged in, and the means to end it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from .. import pins
from ..models import Pin, Session
from ..services import sessions as service
from .pin import secret_of


@require_http_methods(["GET", "POST"])
def devices(request):
    if request.method == "POST":
        return _ended(request)
    here, rows = request.session.row_name, Session.objects.filter(user=request.user).order_by("-seen_at")
    has_pins = Pin.objects.filter(user=request.user).exists()
    rows = rows.lasting() if has_pins else rows.in_use()  # without a PIN nothing opens an idle one
    rows = sorted(rows, key=lambda row: row.pk != here)
    context = {"rows": rows, "here": here, "others": len(rows) > 1 or has_pins}
    return render(request, "members/devices.html", context)


def _ended(request):
    here = request.session.row_name
    if "semua" in request.POST:
        device = pins.device_digest(secret_of(request))
        service.end_others(by=request.user, name=here, device=device)
        messages.success(request, _("Perangkat lain sudah dikeluarkan."))
    elif name := request.POST.get("akhiri"):
        service.end_one(by=request.user, name=name)
        messages.success(request, _("Perangkat itu sudah dikeluarkan."))
    return redirect("members:devices")
