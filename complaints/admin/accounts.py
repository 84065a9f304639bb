"""Members, accounts and roles in admin, with what happens to cases when somebody leaves."""

from datetime import timedelta

from django.contrib import admin, messages
from django.utils.translation import gettext as _

from members.admin.account import AccountAdmin
from members.admin.assignment import AssignmentAdmin
from members.admin.member import MemberAdmin
from members.models import Assignment, Group, Member, User
from members.roles import Role

from ..errors import CaseError
from ..forms.handover import AllCasesForm
from ..models import Complaint
from ..services import leaving


def tell(request, result: leaving.HandedOver) -> None:
    """Says that cases went on, and of how many nobody could take over; hidden ones are not counted."""
    if result.moved:
        messages.info(request, _("Kasus yang didampinginya sudah berpindah ke pendamping lain."))
    left = Complaint.objects.visible_to(request.user).filter(pk__in=[row.pk for row in result.left]).count()
    if left:
        text = _("%(count)s kasus belum punya pendamping baru dan sudah ditandai. Tunjuk pendampingnya.")
        messages.warning(request, text % {"count": left})


@admin.register(User)
class UserAdmin(AccountAdmin):
    pages = (*AccountAdmin.pages, "cases")

    def end_account(self, request, user) -> None:
        result = leaving.end_account(by=request.user, user=user)
        messages.success(request, _("Akun diakhiri."))
        tell(request, result)

    def page_cases(self, request, obj):
        """Her open cases of one group to somebody else, while she is away. What may not go to the chosen one
        asks for a second person first.
        """
        group = self._group_of(request, obj)
        if group is None:
            messages.warning(request, _("Ia tidak bertugas di kelompok dampingan Ibu/Bapak."))
            return self.to_object(obj)
        posted = request.POST if request.method == "POST" else None
        form = AllCasesForm(posted, people=leaving.heirs_in(group, obj))
        barred = leaving.cannot_go(obj, group, form.cleaned_data["to"]) if form.is_valid() else []
        if not barred:
            del form.fields["other"]
        if form.is_bound and form.is_valid() and (not barred or "other" in form.data):
            return self._hand_over(request, obj, group, form)
        return self.form_page(request, obj=obj, form=form, **self._words(request, obj, group, barred))

    def _group_of(self, request, user) -> Group | None:
        """The one of ``?kelompok=``, else the first in which she is a volunteer."""
        held = user.assignments.current().filter(role=Role.VOLUNTEER).values("group")
        rows = Group.objects.accompanied_by(request.user).filter(pk__in=held).order_by("name", "pk")
        wanted = request.GET.get("kelompok", "")
        return (rows.filter(pk=wanted) if wanted.isdecimal() else rows).first()

    def _words(self, request, user, group, barred) -> dict:
        number = leaving.open_cases(user, group).visible_to(request.user).count()
        intro = _("%(number)d kasus terbuka di %(group)s diserahkan sekaligus, beserta langkah rencananya.")
        intro %= {"number": number, "group": group}
        shown = [str(row) for row in barred.visible_to(request.user)] if barred else []
        if barred:
            words = _("Belum diserahkan. Yang tidak bisa kepadanya: %(cases)s. Pilih orang kedua.")
            intro = words % {"cases": ", ".join(shown) or _("kasus yang tidak terlihat di sini")}
        return {"title": _("Serahkan semua kasus"), "intro": intro, "submit": _("Serahkan semua")}

    def _hand_over(self, request, user, group, form):
        told = form.cleaned_data
        heirs = {"to": told["to"], "other": told.get("other")}
        try:
            result = leaving.hand_over_all(by=request.user, user=user, group=group, **heirs)
        except CaseError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Kasusnya sudah diserahkan."))
            tell(request, result)
        return self.to_object(user)


@admin.register(Assignment)
class RoleAdmin(AssignmentAdmin):
    def end_role(self, request, assignment) -> None:
        tell(request, leaving.end_role(by=request.user, assignment=assignment, ends_on=assignment.ends_on))


@admin.register(Member)
class SeatAdmin(MemberAdmin):
    def after_leaving(self, request, member) -> None:
        """Her last day as a volunteer of the group is the day before she has left."""
        for row in member.user.assignments.lasting().filter(group=member.group):
            ends_on = max(row.starts_on, member.left_on - timedelta(days=1))
            tell(request, leaving.end_role(by=request.user, assignment=row, ends_on=ends_on))
