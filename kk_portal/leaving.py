"""Keluar cepat: log out at once and show a page that says nothing about the portal."""

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from .caching import public_page


@csrf_exempt
@require_POST
@login_not_required
def leave(request):
    """Ends the session; `Clear-Site-Data` also drops cached pages, but not a sealed outbox.

    No CSRF check: a page from before a login in another tab holds an old token, and must not leave her
    logged in before a page of the portal. Another site's form comes without her cookie (SameSite=Lax).
    """
    logout(request)
    response = redirect("recipe")
    response["Clear-Site-Data"] = '"cache"'
    return response


@require_safe
@login_not_required
@public_page
def recipe(request):
    return render(request, "kk_portal/recipe.html")
