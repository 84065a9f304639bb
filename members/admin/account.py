"""Accounts: made, reset, ended and opened again. The link of an invitation is shown on one page, once."""

from collections.abc import Callable
from functools import partial

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from safeguards.outside import whole_address
from safeguards.phones import show_phone, whatsapp_link

from .. import proof, reach
from ..errors import MemberError
from ..forms.accounts import AccountForm, NewAccountForm
from ..forms.second_factor import FactorResetForm
from ..models import Assignment, Member, User
from ..roles import Role
from ..services import accounts, invitations, second_factor
from .base import PagesAdmin, PhoneSearch, yes_no
from .filters import RoleFilter
from .private_search import PrivateSearch

NEW = ("full_name", "phone", "username", "role", "place")
IS_ACTIVE = yes_no(User, "is_active")


class RolesInline(admin.TabularInline):
    """What the account holds and held; given and ended on the page of roles."""

    model = Assignment
    fields = readonly_fields = ["role", "place", "days"]
    extra = 0
    verbose_name_plural = gettext_lazy("peran")

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .select_related("group", "village__district__regency", "organisation")
        )

    @admin.display(description=gettext_lazy("tempat"))
    def place(self, row) -> str:
        return str(row.place or "–")

    @admin.display(description=gettext_lazy("berlaku"))
    def days(self, row) -> str:
        """In words, since a phone shows it without the head of its column."""
        first = date_format(row.starts_on, "j F Y")
        if row.ends_on is None:
            return _("Sejak %s") % first
        return _("%(first)s sampai %(last)s") % {"first": first, "last": date_format(row.ends_on, "j F Y")}

    def has_add_permission(self, request, obj=None) -> bool:
        return False

    has_change_permission = has_delete_permission = has_add_permission


class AccountAdmin(PrivateSearch, PhoneSearch, PagesAdmin):
    """Registered by complaints.admin, which adds what happens to cases (``end_account``)."""

    form = AccountForm
    pages = ("reset", "revoke", "factor", "end", "reopen")
    proved = frozenset({"reset", "factor", "reopen"})
    list_display = ["full_name", "username", "number", "roles", IS_ACTIVE, "last_login"]
    list_filter = ["is_active", RoleFilter]
    search_fields = ["full_name", "username"]
    search_help_text = gettext_lazy("Nama, nama pengguna, atau nomor HP.")
    fields = ["username", "full_name", "phone", "email", IS_ACTIVE, "last_login", "password_by", "steps"]
    readonly_fields = ["username", IS_ACTIVE, "last_login", "password_by", "steps"]
    inlines = [RolesInline]

    def within(self, user, rows):
        held = Assignment.objects.current().select_related("group", "village", "organisation")
        return rows.visible_to(user).prefetch_related(Prefetch("assignments", held, "held"))

    def has_change_permission(self, request, obj=None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or reach.may_manage(request.user, obj))

    @admin.display(description=gettext_lazy("peran"))
    def roles(self, user) -> str:
        if not user.is_active:
            return _("Akun diakhiri")
        return "; ".join(f"{row.get_role_display()} {self._place(row)}".strip() for row in user.held) or "–"

    @admin.display(description=gettext_lazy("nomor HP"))
    def number(self, user) -> str:
        return show_phone(str(user.phone)) if user.phone else "–"

    @admin.display(description=gettext_lazy("undangan"))
    def password_by(self, user) -> str:
        """How her newest invitation stands."""
        row = user.newest_invitation
        if row is None:
            return "–"
        day, made_by = localtime(row.used_at or row.revoked_at or row.expires_at), row.made_by or "–"
        if row.used_at:
            words = _("Dipakai %(day)s, dibuat %(who)s")
        elif row.is_open:
            words = _("Berlaku sampai %(day)s, dibuat %(who)s")
        else:
            words = _("Dicabut %(day)s") if row.revoked_at else _("Lewat waktunya %(day)s")
        return words % {"day": date_format(day, "j F Y H.i"), "who": made_by}

    @admin.display(description=gettext_lazy("langkah kedua"))
    def steps(self, user) -> str:
        return _("Ya") if user.second_factors.exists() else _("Tidak")

    def _place(self, row) -> str:
        return row.village.name if row.village else str(row.place or "")

    def save_model(self, request, obj, form, change) -> None:
        if form.changed_data:
            accounts.change_details(by=request.user, user=obj, changed=form.changed_data)

    def add_view(self, request, form_url="", extra_context=None):
        if not self.has_add_permission(request):
            raise PermissionDenied
        return proof.ask(request) or self._add(request)

    def _add(self, request):
        member = self._member(request)
        typed = request.POST or request.kept_fields or None
        form = NewAccountForm(typed, by=request.user, initial=self._of(member))
        if request.method == "POST" and form.is_valid():
            fields = {name: form.cleaned_data.get(name) for name in NEW}
            try:
                invited = accounts.create_account(by=request.user, member=member, **fields)
            except MemberError as problem:
                form.add_error(None, str(problem))
            else:
                return self._show(request, invited)
        return self.form_page(
            request,
            form=form,
            title=_("Buat akun"),
            intro=_("Sesudah disimpan muncul tautan untuk dikirim kepadanya. Kata sandinya ia buat sendiri."),
            submit=_("Buat akun"),
        )

    def _member(self, request) -> Member | None:
        """The member of ``?member=<id>`` for whom the account is made; she has none yet."""
        asked = request.GET.get("member", "")
        rows = Member.objects.accompanied_by(request.user).current().filter(user=None)
        return rows.filter(pk=asked).select_related("group").first() if asked.isdecimal() else None

    def _of(self, member: Member | None) -> dict:
        if member is None:
            return {}
        known = {"full_name": member.full_name, "phone": member.phone, "group": member.group_id}
        return {**known, "role": Role.VOLUNTEER}

    def page_reset(self, request, obj):
        if request.method == "POST":
            return self._invite(request, obj, invitations.reset_password)
        return self.form_page(
            request,
            obj=obj,
            title=_("Undang membuat kata sandi baru"),
            intro=_(
                "Kata sandi lama langsung tidak berlaku, dan semua perangkatnya dikeluarkan. Tautan baru "
                "muncul satu kali untuk dikirim kepadanya. Langkah keduanya tetap."
            ),
            submit=_("Buat undangan"),
        )

    def _done(self, request, obj, deed: Callable[[], object], words: str):
        """Back on her page, with ``words`` or with why it was refused."""
        try:
            deed()
        except MemberError as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, words)
        return self.to_object(obj)

    def page_revoke(self, request, obj):
        if request.method == "POST":
            words = _("Undangan dicabut. Tautannya tidak bisa dipakai lagi.")
            return self._done(request, obj, partial(invitations.revoke, by=request.user, user=obj), words)
        return self.form_page(
            request,
            obj=obj,
            title=_("Cabut undangan"),
            intro=_("Tautan yang sudah dikirim tidak bisa dipakai lagi. Yang baru bisa dibuat kapan saja."),
            submit=_("Cabut"),
        )

    def page_factor(self, request, obj):
        """Of administrators: an officer who took a factor away and reset a password could log in as her."""
        if not request.user.has_perm("account.staff"):
            raise PermissionDenied
        form = FactorResetForm(request.POST or request.kept_fields or None)
        if request.method == "POST" and form.is_valid():
            reset = partial(
                second_factor.reset, reason=form.cleaned_data["reason"], by=request.user, user=obj
            )
            words = _("Langkah keduanya dihapus, dan semua perangkatnya dikeluarkan.")
            return self._done(request, obj, reset, words)
        return self.form_page(
            request,
            form=form,
            obj=obj,
            title=_("Hapus langkah kedua"),
            intro=_("Pastikan dulu lewat telepon atau bertemu bahwa benar ia yang meminta."),
            submit=_("Hapus langkah kedua"),
            danger=True,
        )

    def page_reopen(self, request, obj):
        if request.method == "POST":
            return self._invite(request, obj, accounts.reopen_account)
        return self.form_page(
            request,
            obj=obj,
            title=_("Buka kembali akun"),
            intro=_(
                "Ia mendapat tautan untuk kata sandi baru. Perannya diberikan lagi sesudah itu, di halaman "
                "Penugasan."
            ),
            submit=_("Buka kembali"),
        )

    def page_end(self, request, obj):
        if request.method == "POST":
            try:
                self.end_account(request, obj)
            except MemberError as problem:
                messages.error(request, str(problem))
            return self.to_object(obj)
        return self.form_page(
            request,
            obj=obj,
            title=_("Akhiri akun"),
            intro=_("Ia langsung keluar dan tidak bisa masuk lagi. Kasusnya pindah ke koordinator."),
            submit=_("Akhiri akun"),
            danger=True,
        )

    def end_account(self, request, user) -> None:
        raise NotImplementedError

    def _invite(self, request, user, service):
        try:
            invited = service(by=request.user, user=user)
        except MemberError as problem:
            messages.error(request, str(problem))
            return self.to_object(user)
        return self._show(request, invited)

    def _show(self, request, invited):
        """Not a redirect: the link is in this one answer and nowhere else."""
        address = whole_address(request, reverse("members:invitation", args=[invited.code]))
        return self.own_page(
            request,
            "admin/members/invited.html",
            title=_("Tautan undangan"),
            account=invited.user,
            address=address,
            expires_at=invited.expires_at,
            whatsapp=self._whatsapp(invited.user, address),
            back=self.address("change", invited.user),
        )

    def _whatsapp(self, user, address: str) -> str:
        """A message that says nothing of what the link is for; "" without a number."""
        if not user.phone:
            return ""
        text = _("Ini tautan untuk Ibu/Bapak, berlaku tiga hari. Mohon jangan diteruskan: %s") % address
        return whatsapp_link(str(user.phone), text)
