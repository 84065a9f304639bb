"""The same deeds for many cases at once, from the list: one transaction and one record for each case."""

import uuid
from collections import Counter
from collections.abc import Callable

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ..errors import CaseError
from ..forms import review as forms
from ..services import review

MOST = 100
TEMPLATE = "admin/complaints/complaint/bulk.html"


def _chosen(request, queryset) -> list | None:
    """The chosen cases within reach, or None and a word to her when they are too many or none."""
    rows = list(queryset.with_access(request.user).select_related("group")[: MOST + 1])
    if not rows or len(rows) > MOST:
        said = _("Pilih 1 sampai %(most)d kasus dulu.") % {"most": MOST}
        messages.warning(request, said)
        return None
    return rows


def _each(request, rows: list, do: Callable) -> None:
    """Does it to every case and tells how many went and why others did not."""
    refused: Counter = Counter()
    for row in rows:
        try:
            do(row)
        except CaseError as error:
            refused[str(error)] += 1
    done = len(rows) - refused.total()
    if done:
        messages.success(
            request, ngettext("%(count)d kasus selesai.", "%(count)d kasus selesai.", done) % {"count": done}
        )
    for reason, count in refused.items():
        messages.error(request, _("%(count)d kasus tidak: %(reason)s") % {"count": count, "reason": reason})


def _with_form(request, rows: list, *, action: str, title: str, make: Callable, do: Callable):
    """A page that asks first; sent from there, it does."""
    form = make(request.POST if "apply" in request.POST else None)
    if form.is_bound and form.is_valid():
        _each(request, rows, lambda row: do(row, form.cleaned_data))
        return None
    context = {
        **admin.site.each_context(request),
        "title": title,
        "form": form,
        "rows": rows,
        "action": action,
    }
    return render(
        request, TEMPLATE, {**context, "checkbox": ACTION_CHECKBOX_NAME, "opts": type(rows[0])._meta}
    )


@admin.action(permissions=["change"], description=gettext_lazy("Tandai sudah ditinjau"))
def mark_reviewed(model_admin, request, queryset):
    rows = _chosen(request, queryset)
    if rows:
        _each(request, rows, lambda row: review.mark_reviewed(complaint=row, by=request.user))


@admin.action(permissions=["change"], description=gettext_lazy("Tugaskan ke relawan…"))
def assign(model_admin, request, queryset):
    rows = _chosen(request, queryset)
    if not rows:
        return None
    if len({row.group_id for row in rows}) > 1:
        messages.warning(request, _("Pilih kasus dari satu kelompok saja: relawannya dari kelompok itu."))
        return None
    strictest = next((row for row in rows if row.is_violence), rows[0])
    volunteers = review.volunteers_for(strictest)
    return _with_form(
        request,
        rows,
        action="assign",
        title=_("Tugaskan ke relawan"),
        make=lambda data: forms.AssignForm(data, volunteers=volunteers),
        do=lambda row, told: review.assign(complaint=row, by=request.user, to=told["to"]),
    )


@admin.action(permissions=["change"], description=gettext_lazy("Tanya relawan…"))
def ask(model_admin, request, queryset):
    return _write(request, queryset, "ask", _("Tanya relawan"), forms.QuestionForm, review.ask)


@admin.action(permissions=["change"], description=gettext_lazy("Tandai kasus…"))
def flag(model_admin, request, queryset):
    return _write(request, queryset, "flag", _("Tandai kasus"), forms.FlagForm, review.flag)


def _write(request, queryset, action: str, title: str, form_class, service):
    """One text for every chosen case; each gets a key of its own, the same for a resend."""
    rows = _chosen(request, queryset)
    if not rows:
        return None

    def do(row, told):
        key = uuid.uuid5(told["kiriman"], str(row.pk))
        service(complaint=row, by=request.user, text=told["text"], submission_key=key)

    return _with_form(request, rows, action=action, title=title, make=form_class, do=do)


@admin.action(permissions=["change"], description=gettext_lazy("Selesaikan tanda…"))
def resolve_flags(model_admin, request, queryset):
    rows = _chosen(request, queryset)
    if not rows:
        return None
    return _with_form(
        request,
        rows,
        action="resolve_flags",
        title=_("Selesaikan tanda"),
        make=forms.ResolveForm,
        do=lambda row, told: review.resolve_flags(complaint=row, by=request.user, text=told["text"]),
    )


BULK = [mark_reviewed, assign, ask, flag, resolve_flags]
