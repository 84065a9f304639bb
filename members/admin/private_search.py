"""Lists that are searched by somebody's name or number: no address holds it, and so no log or history.

The term is posted, kept sealed in the session (of one list at a time), and told by a neutral mark in the
address, ``?dicari=ya``, which filters, pages, actions and exports carry along.
"""

from django import forms
from django.contrib import messages
from django.contrib.admin.views.main import ERROR_FLAG, PAGE_VAR, SEARCH_VAR, ChangeList
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _

from safeguards import in_session

MARK, SET = "dicari", "ya"
CLEAR = "hapus"
KEPT = "cari_daftar"


class TermForm(forms.Form):
    q = forms.CharField(max_length=150, required=False)


class PostedSearch:
    """Mixin of a ChangeList: what it is searched for stands in the session."""

    posts_search = True

    def get_filters_params(self, params=None):
        found = super().get_filters_params(params)
        found.pop(MARK, None)
        return found

    def get_queryset(self, request, exclude_parameters=None):
        """A mark whose term is gone finds nothing: never the whole list under an export or action."""
        self.query = term(request, self.opts)
        rows = super().get_queryset(request, exclude_parameters)
        return rows.none() if MARK in request.GET and not self.query else rows


class PostedList(PostedSearch, ChangeList):
    pass


class PrivateSearch:
    """Mixin of a ModelAdmin whose ChangeList is a PostedSearch."""

    def get_changelist(self, request, **kwargs):
        return PostedList

    def changelist_view(self, request, extra_context=None):
        if request.method == "POST" and SEARCH_VAR in request.POST:
            return self._search(request)
        is_stale = MARK in request.GET and not term(request, self.opts)
        if SEARCH_VAR in request.GET or is_stale:
            return to_list(request)
        return super().changelist_view(request, extra_context)

    def _search(self, request) -> HttpResponseRedirect:
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        form = TermForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("Tulis nama atau nomornya saja, paling panjang 150 huruf."))
            return to_list(request)
        if CLEAR in request.POST or not form.cleaned_data[SEARCH_VAR]:
            in_session.drop(request, KEPT)
            return to_list(request)
        in_session.put(request, KEPT, {"list": self.opts.label, "term": form.cleaned_data[SEARCH_VAR]})
        return to_list(request, **{MARK: SET})


def term(request, opts) -> str:
    """What this list is searched for: nothing unless the address says that it is."""
    kept = in_session.get(request, KEPT) if MARK in request.GET else None
    return kept["term"] if kept and kept["list"] == opts.label else ""


def to_list(request, **more: str) -> HttpResponseRedirect:
    """With the filters of the address, from the first page."""
    query = request.GET.copy()
    for name in (SEARCH_VAR, MARK, PAGE_VAR, ERROR_FLAG):
        query.pop(name, None)
    query.update(more)
    return HttpResponseRedirect(f"{request.path}?{query.urlencode()}" if query else request.path)
