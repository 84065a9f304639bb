"""`/`: the day. It composes what planning and complaints know; other roles are sent to their place."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from complaints.today import today
from planning import next_step


@require_safe
def home(request):
    """Whoever works cases gets the day; a secretary her totals, an officer the review."""
    may = request.user.permissions
    if "case.list" in may:
        waiting = today(request.user)
        context = {"may_record": "case.record" in may, "today": waiting, "is_calm": not any(waiting.values())}
        context["next_step"] = next_step.of_her_group(request.user)
        return render(request, "kk_portal/home.html", context)
    if "admin.enter" in may:
        return redirect("admin:index")
    if "totals.view" in may:
        return redirect("planning:summary")
    return render(request, "kk_portal/home.html")
