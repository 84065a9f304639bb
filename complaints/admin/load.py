"""`beban/`: what each volunteer of the officer's groups carries today, the most loaded first."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members.models import Group

from .. import supervision
from ..models import Complaint
from ..paging import page_of

TEMPLATE = "admin/complaints/complaint/load.html"
PER_PAGE = 100


@require_safe
def load(request):
    if not request.user.has_perm("case.review"):
        raise PermissionDenied
    form = GroupForm(request.GET or None, groups=Group.objects.accompanied_by(request.user))
    group = form.cleaned_data["kelompok"] if form.is_bound and form.is_valid() else None
    context = {
        "title": _("Beban relawan"),
        "form": form,
        "group": group,
        "kept": f"&kelompok={group.pk}" if group else "",
        "page": page_of(supervision.loads(request.user, group), request.GET.get("page"), PER_PAGE),
        "stale_days": supervision.STALE_AFTER.days,
        "opts": Complaint._meta,
    }
    return render(request, TEMPLATE, {**admin.site.each_context(request), **context})


class GroupForm(forms.Form):
    """``groups``: those within the officer's reach; another one is no choice."""

    kelompok = forms.ModelChoiceField(queryset=None, required=False)

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kelompok"].label = _("Kelompok")
        self.fields["kelompok"].empty_label = _("Semua kelompok")
        self.fields["kelompok"].queryset = groups
