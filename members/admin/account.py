"""Accounts: made, reset, ended and opened again. A one-time password is shown on one page, once."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from safeguards.phones import show_phone

from .. import reach
from ..errors import MemberError
from ..forms.accounts import AccountForm, NewAccountForm
from ..models import Assignment, Member, User
from ..roles import Role
from ..services import accounts
from .base import PagesAdmin, PhoneSearch, yes_no
from .filters import RoleFilter
from .private_search import PrivateSearch

NEW = ("full_name", "phone", "username", "role", "place")
IS_ACTIVE, MUST_CHANGE_PASSWORD = (yes_no(User, name) for name in ("is_active", "must_change_password"))


class RolesInline(admin.TabularInline):
    """What the account holds and held; given and ended on the page of roles."""

    model = Assignment
    fields = readonly_fields = ["role", "place", "starts_on", "ends_on"]
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

    def has_add_permission(self, request, obj=None) -> bool:
        return False

    has_change_permission = has_delete_permission = has_add_permission


class AccountAdmin(PrivateSearch, PhoneSearch, PagesAdmin):
    """Registered by complaints.admin, which adds what happens to cases (``end_account``)."""

    form = AccountForm
    pages = ("reset", "end", "reopen")
    list_display = ["full_name", "username", "number", "roles", IS_ACTIVE, "last_login"]
    list_filter = ["is_active", RoleFilter]
    search_fields = ["full_name", "username"]
    search_help_text = gettext_lazy("Nama, nama pengguna, atau nomor HP.")
    fields = ["username", "full_name", "phone", "email", IS_ACTIVE, MUST_CHANGE_PASSWORD, "last_login"]
    readonly_fields = ["username", IS_ACTIVE, MUST_CHANGE_PASSWORD, "last_login"]
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

    def _place(self, row) -> str:
        return row.village.name if row.village else str(row.place or "")

    def save_model(self, request, obj, form, change) -> None:
        if form.changed_data:
            accounts.change_details(by=request.user, user=obj, changed=form.changed_data)

    def add_view(self, request, form_url="", extra_context=None):
        if not self.has_add_permission(request):
            raise PermissionDenied
        member = self._member(request)
        form = NewAccountForm(request.POST or None, by=request.user, initial=self._of(member))
        if request.method == "POST" and form.is_valid():
            fields = {name: form.cleaned_data.get(name) for name in NEW}
            try:
                issued = accounts.create_account(by=request.user, member=member, **fields)
            except MemberError as problem:
                form.add_error(None, str(problem))
            else:
                return self._show(request, issued.user, issued.password)
        return self.form_page(
            request,
            form=form,
            title=_("Buat akun"),
            intro=_("Kata sandi pertama ditampilkan satu kali sesudah disimpan. Bacakan kepadanya."),
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
            return self._issue(request, obj, accounts.reset_password)
        return self.form_page(
            request,
            obj=obj,
            title=_("Buat kata sandi baru"),
            intro=_("Kata sandi lama tidak berlaku lagi, dan semua perangkatnya dikeluarkan."),
            submit=_("Buat kata sandi baru"),
        )

    def page_reopen(self, request, obj):
        if request.method == "POST":
            return self._issue(request, obj, accounts.reopen_account)
        return self.form_page(
            request,
            obj=obj,
            title=_("Buka kembali akun"),
            intro=_(
                "Ia mendapat kata sandi baru. Perannya diberikan lagi sesudah itu, di halaman Penugasan."
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

    def _issue(self, request, user, service):
        try:
            password = service(by=request.user, user=user)
        except MemberError as problem:
            messages.error(request, str(problem))
            return self.to_object(user)
        return self._show(request, user, password)

    def _show(self, request, user, password: str):
        """Not a redirect: the password is in this one answer and nowhere else."""
        return self.own_page(
            request,
            "admin/members/one_time_password.html",
            title=_("Kata sandi sekali pakai"),
            account=user,
            password=password,
            back=self.address("change", user),
        )
