"""The audit trail as administrators read it: who did what to which case when, never what the case says."""

from django.contrib import admin
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from members.admin.private_search import PostedSearch, PrivateSearch
from members.models import User
from safeguards.identifiers import parse_case_number
from safeguards.models import AuditEvent

from ..models import Complaint, Hiding
from . import audit_words, filters
from .listing import LabelledList
from .paging import CappedPaginator
from .reading import ReadOnlyList

FAMILIES = [
    ("complaint.", _("Kasus")),
    ("note.", _("Tindak lanjut")),
    ("referral.", _("Rujukan")),
    ("link.", _("Tautan jawaban")),
    ("question.", _("Pertanyaan petugas")),
    ("export.", _("Ekspor")),
    ("account.", _("Akun")),
    ("invitation.", _("Undangan")),
    ("factor.", _("Langkah kedua")),
    ("assignment.", _("Penugasan")),
    ("login.", _("Masuk dan keluar")),
    ("access.", _("Halaman yang ditolak")),
]


class FamilyFilter(filters.ListFilter):
    title, parameter_name, field = _("bidang"), "bidang", "action__startswith"
    options = FAMILIES


class RefusedFilter(filters.YesFilter):
    title, parameter_name, answer = _("penolakan"), "ditolak", _("Ditolak")

    def narrow(self, queryset):
        return queryset.filter(refused=True)


class TrailList(PostedSearch, LabelledList):
    """Searched by who acted."""


@admin.register(AuditEvent)
class AuditEventAdmin(PrivateSearch, ReadOnlyList):
    list_display = ("moment", "who", "deed", "about", "why", "told", "outcome")
    list_filter = (FamilyFilter, RefusedFilter)
    ordering = ("-at", "-pk")
    empty_value_display = ""  # most deeds have neither a case nor a reason
    search_fields = ("actor",)
    search_help_text = _("Nama pengguna, atau nomor kasus.")
    paginator = CappedPaginator

    def get_queryset(self, request):
        """Without the cases that are hidden from the reader: their existence is not told either."""
        hidden = Hiding.objects.filter(user=request.user).values("complaint")
        return AuditEvent.objects.exclude(chain__in=hidden)

    def get_search_results(self, request, queryset, search_term):
        text = search_term.strip()
        if not text:
            return queryset, False
        number = parse_case_number(text)
        if number:
            return queryset.filter(chain__in=Complaint.objects.filter(number=number).values("pk")), False
        return queryset.filter(actor__in=User.objects.filter(username=text).values("pk")), False

    def get_changelist(self, request, **kwargs):
        return TrailList

    def label(self, rows: list[AuditEvent]) -> None:
        """Names of the actors and numbers of the cases, in two queries for the page."""
        people = User.objects.in_bulk({row.actor for row in rows if row.actor is not None})
        cases = Complaint.objects.only("number").in_bulk({row.chain for row in rows})
        for row in rows:
            row.who, row.case = people.get(row.actor), cases.get(row.chain)

    @admin.display(description=_("waktu"))
    def moment(self, row):
        return date_format(localtime(row.at), "j M Y, H.i")

    @admin.display(description=_("oleh"))
    def who(self, row):
        if row.who or row.actor:
            return row.who or _("akun %(pk)s") % {"pk": row.actor}
        if row.action.startswith("login."):
            return _("belum masuk")
        return _("layanan") if row.figures.get("link") else _("sistem")

    @admin.display(description=_("tindakan"))
    def deed(self, row):
        return audit_words.ACTIONS.get(row.action, row.action)

    @admin.display(description=_("alasan"))
    def why(self, row):
        return audit_words.REASONS.get(row.reason, row.reason)

    @admin.display(description=_("kasus"))
    def about(self, row):
        return row.case

    @admin.display(description=_("keterangan"))
    def told(self, row):
        return audit_words.figures(row.figures)

    @admin.display(description=_("hasil"))
    def outcome(self, row):
        return _("Ditolak") if row.refused else _("Jadi")
