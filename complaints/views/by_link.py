"""`/jawab/<kode>/`: a service answers, or asks something of the group, without an account.

What does not open looks the same whatever the reason: no such code, expired, revoked, ended. A GET leaves
nothing but its record in the audit, which is where "last opened" is read from; ``used_at`` is of answers.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from members.backends import client_address
from safeguards import audit, throttle
from villages.zones import zone_of

from .. import links
from ..errors import AnsweredMeanwhile, CaseError, LinkEnded, NotPermitted
from ..forms.by_link import LinkAnswerForm, RequestForm
from ..letters import identity_told
from ..models import AnswerLink
from ..services.answer import answer_by_link
from ..services.asking_back import ask_group
from ..submission import submission_key
from ..workflow import RUNNING

ONE_OPENING = timedelta(hours=1)  # within it later ones add nothing: a previewing messenger fills no trail
NOBODY = {"user": AnonymousUser()}  # whoever may be logged in in this browser signs nothing here


def unlisted(view):
    """No search engine keeps it, whatever led there."""

    @wraps(view)
    def answered(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response

    return answered


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@unlisted
def link_answer(request, code: str):
    link = links.find(code)
    if link is None or (request.method != "POST" and not links.is_in_force(link)):
        return nothing(request)
    if request.method != "POST":
        return page(request, link)
    seen = request.POST.get("versi", "")
    form = LinkAnswerForm(request.POST, state=seen if seen in RUNNING else link.referral.state)

    def do():
        key = submission_key(request)
        link.referral = answer_by_link(link=link, submission_key=key, seen=seen, **form.cleaned_data)
        return ended(request, link) if link.referral.state not in RUNNING else _again(link)

    return _done(request, link, form, do) or page(request, link, answer=form)


@require_POST
@login_not_required
@unlisted
def link_request(request, code: str):
    link = links.find(code)
    if link is None:
        return nothing(request)
    form = RequestForm(request.POST)

    def do():
        ask_group(link=link, submission_key=submission_key(request), **form.cleaned_data)
        return _again(link)

    return _done(request, link, form, do) or page(request, link, ask=form)


def _again(link: AnswerLink):
    return redirect("complaints:link-answer", code=links.show_code(link.code))


def _done(request, link: AnswerLink, form, do: Callable):
    """What ``do`` leads on to; None: the page again, with the form that says why not."""
    try:
        if form.is_valid():
            return do()
    except LinkEnded:
        return nothing(request)
    except NotPermitted as error:
        raise PermissionDenied from error
    except CaseError as error:
        form.add_error(None, str(error))
        link.referral.refresh_from_db(fields=["state", "answered_at", "ended_at"])
        if isinstance(error, AnsweredMeanwhile):
            if link.referral.state not in RUNNING:
                return ended(request, link, form)
            form.offer(link.referral.state)
    return None if links.is_in_force(link) else nothing(request)


def page(request, link: AnswerLink, **bound):
    """What was agreed to be told and nothing more, with the forms of ``bound`` as they were filled in."""
    referral, case = link.referral, link.referral.complaint
    with transaction.atomic(), timezone.override(zone_of(case.group.village_id)):
        since = timezone.now() - ONE_OPENING
        told = {"chain": case.pk, "subject": link, "figures": {"link": True}}
        audit.record_once(action="link.opened", since=since, **told)
        context = {
            "code": links.show_code(link.code),
            "link": link,
            "referral": referral,
            "number": str(case),
            "group": case.group,
            "volunteer": case.assigned_to,  # who sent it may not know of the case any more
            "identity": identity_told(referral),
            "requests": list(referral.requests.all()),
            "answer": bound.get("answer") or LinkAnswerForm(state=referral.state),
            "ask": bound.get("ask") or RequestForm(),
        }
        return render(request, "complaints/link_page.html", context | NOBODY)


def ended(request, link: AnswerLink, form=None):
    """The referral has ended by the service's own answer: what stands, and what a second one had typed."""
    case = link.referral.complaint
    with timezone.override(zone_of(case.group.village_id)):
        context = {
            "referral": link.referral,
            "number": str(case),
            "form": form,
            "typed": _typed(request, form),
        }
        return render(request, "complaints/link_ended.html", context | NOBODY)


def nothing(request):
    """One page for all that does not open; what someone had typed stays on it, to be told by telephone."""
    many = throttle.is_one_too_many(client_address(request))
    context = {"many": many, "typed": _typed(request, request.method == "POST")}
    return render(request, "complaints/link_nothing.html", context | NOBODY, status=429 if many else 404)


def _typed(request, refused) -> str:
    return request.POST.get("text", "").strip() if refused else ""
