"""Public pages: help, the privacy notice, health for machines, and what crawlers ask for."""

import re
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles.finders import find
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from . import probe
from .caching import public_page
from .sample_form import SampleForm


@require_safe
@login_not_required
@gzip_page
def help_page(request):
    return render(request, "kk_portal/help.html")


@require_safe
@login_not_required
@gzip_page
def privacy(request):
    return render(request, "kk_portal/privacy.html", {"retention": settings.RETENTION_MONTHS})


@require_safe
@login_not_required
def health(request):
    """200 only when the database answers within two seconds, is whole, and there is room to write."""
    state = probe.state()
    return JsonResponse({"database": state}, status=200 if state == probe.OK else 503)


@require_safe
@login_not_required
@public_page
def robots(request):
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")


@require_safe
@login_not_required
@public_page
def favicon(request):
    """Browsers ask for it by themselves; the neutral page shows none on purpose."""
    return HttpResponse(status=204)


@require_safe
@login_not_required
def style_guide(request):
    """Every widget in every state, for whoever builds pages; routed in local mode only."""
    icons = re.findall(r'symbol id="([a-z-]+)"', Path(find("kk_portal/icons.svg")).read_text())
    form = SampleForm(request.GET or None)
    return render(request, "kk_portal/style_guide.html", {"form": form, "icons": icons})
