"""Keluar cepat: log out at once and show a page that says nothing about the portal."""

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from .caching import public_page


@require_POST
@login_not_required
def leave(request):
    """Ends the session; `Clear-Site-Data` also drops cached pages, but not a sealed outbox."""
    logout(request)
    response = redirect("recipe")
    response["Clear-Site-Data"] = '"cache"'
    return response


@require_safe
@login_not_required
@public_page
def recipe(request):
    return render(request, "kk_portal/recipe.html")
