"""`ekspor/`: cases as rows in a file under a password, for the cases of the officer's list as it is filtered.

First she says what for; then the page tells a password, once, and the button that makes the file with it.
Between the two the password waits sealed in her session. The file itself stands nowhere: it is made, locked
and recorded in one transaction when she takes it.
"""

import secrets
from dataclasses import dataclass

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from members.proof import fresh_proof_required, is_fresh
from safeguards import audit, in_session
from safeguards.locked import locked, new_password
from safeguards.spreadsheets import download

from ..enums import ExportReason
from ..exports.cases import Told, workbook
from ..figures.tables import NOT_ALLOWED
from ..forms.export import ExportForm
from ..models import Complaint
from ..submission import typed_data
from .as_filtered import as_filtered

TEMPLATE = "admin/complaints/complaint/case_export.html"
PENDING = "case_export"  # in the session: password, reason, identity, saringan, ticket
MOST_ROWS = 10_000  # about 12 s; a request ends after 30
MOST_NAMED = 500


@dataclass(frozen=True)
class Chosen:
    """The cases of the list under some filters: those who agreed to be counted, the newest first."""

    rows: object
    left_out: int
    codes: dict[str, str]  # for the audit: filters of ours with one of their own values
    words: str

    def keys(self) -> list:
        return list(self.rows.values_list("pk", flat=True)[: MOST_ROWS + 1])


@require_http_methods(["GET", "HEAD", "POST"])
@fresh_proof_required
def case_export(request):
    """The form; after it the password."""
    _require_export(request)
    typed = typed_data(request)
    filters = request.META.get("QUERY_STRING", "") if typed is None else typed.get("saringan", "")
    chosen = _chosen(request, filters)
    form = ExportForm(typed, initial={"saringan": filters}, may_name=_may_name(request))
    if request.method == "POST" and form.is_valid() and _fits(request, form, chosen):
        return _told(request, form, chosen)
    return _page(request, chosen, form=form)


@require_POST
def case_export_taken(request):
    """The file, once for each password."""
    _require_export(request)
    pending = in_session.get(request, PENDING) if is_fresh(request) else None
    if pending is None or not constant_time_compare(pending["ticket"], request.POST.get("tiket", "")):
        messages.warning(request, _("Berkas itu sudah diambil atau sudah kedaluwarsa. Buat lagi."))
        return redirect("admin:complaints_complaint_case_export")
    in_session.drop(request, PENDING)
    with_identity = pending["identity"] and _may_name(request)
    with transaction.atomic():
        content = _file(request, pending, with_identity)
    return download(locked(content, pending["password"]), f"kasus-{timezone.localdate()}.xlsx")


def _require_export(request) -> None:
    if not request.user.has_perm("case.export"):
        raise PermissionDenied


def _may_name(request) -> bool:
    return request.user.has_perm("case.export_identity")


def _page(request, chosen: Chosen, **context):
    context |= {"title": _("Ekspor kasus"), "chosen": chosen, "count": chosen.rows.count()}
    context["opts"] = Complaint._meta
    return render(request, TEMPLATE, {**admin.site.each_context(request), **context})


def _told(request, form: ExportForm, chosen: Chosen):
    told = form.cleaned_data
    pending = {
        "password": new_password(),
        "ticket": secrets.token_urlsafe(24),
        "reason": told["reason"],
        "identity": bool(told.get("identity")),
        "saringan": told["saringan"],
    }
    in_session.put(request, PENDING, pending)
    return _page(request, chosen, password=pending["password"], ticket=pending["ticket"])


def _fits(request, form: ExportForm, chosen: Chosen) -> bool:
    """Whether it is not too much at once; else the form says so."""
    named = form.cleaned_data.get("identity")
    most = MOST_NAMED if named else MOST_ROWS
    if chosen.rows.count() <= most:
        return True
    words = _("Lebih dari %(most)d kasus. Persempit dulu saringan daftarnya.") % {"most": most}
    form.add_error("identity" if named else "reason", words)
    return False


def _file(request, pending: dict, with_identity: bool) -> bytes:
    """The workbook, with its events: one for the file, and one on each case of which identity is told."""
    chosen = _chosen(request, pending["saringan"])
    keys = chosen.keys()[: MOST_NAMED if with_identity else MOST_ROWS]
    reason = pending["reason"]
    told = Told(str(request.user), str(ExportReason(reason).label), chosen.words, chosen.left_out)
    named = []
    content = workbook(request.user, keys, told, with_identity=with_identity, opened=named.append)
    figures = {"rows": len(keys), "filters": chosen.codes, "identity": len(named) if with_identity else None}
    common = {"by": request.user, "reason": reason}
    entries = [audit.Entry("export.made", figures={"model": Complaint._meta.label, **figures}, **common)]
    entries += [audit.Entry("complaint.exported", chain=row.pk, subject=row, **common) for row in named]
    audit.record_many(entries)
    return content


def _chosen(request, filters: str) -> Chosen:
    """The officer's list under ``filters`` (the query of its address), by the list's own rules alone."""
    listed = as_filtered(request, filters)
    codes, words = _named(listed)
    rows = listed.queryset.order_by("-received_at", "-id")
    left_out = rows.filter(NOT_ALLOWED).count()
    return Chosen(rows.filter(may_be_counted=True), left_out, codes, words)


def _named(listed) -> tuple[dict[str, str], str]:
    """The filters in force, as codes and in words; a value that is none of a filter's own is not told."""
    codes, words = {}, []
    for spec in listed.filter_specs:
        label = dict(spec.lookup_choices).get(spec.value())
        if label is not None:
            codes[spec.parameter_name] = str(spec.value())
            words.append(f"{spec.title}: {label}")
    if listed.dates["now"]:
        codes |= listed.date_params
        words.append(f"{_('diterima')}: {listed.dates['now']}")
    if listed.query:
        codes["q"] = "number"
        words.append(_("nomor kasus"))
    return codes, "; ".join(words) or _("semua kasus dampingan")
