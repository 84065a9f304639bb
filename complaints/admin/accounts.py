"""Members, accounts and roles in admin, with what happens to cases when somebody leaves."""

from datetime import timedelta

from django.contrib import admin, messages
from django.utils.translation import gettext as _

from members.admin.account import AccountAdmin
from members.admin.assignment import AssignmentAdmin
from members.admin.member import MemberAdmin
from members.models import Assignment, Member, User

from ..models import Complaint
from ..services import leaving


def tell(request, result: leaving.HandedOver) -> None:
    """Says that cases went on, and of how many nobody could take over; hidden ones are not counted."""
    if result.moved:
        messages.info(request, _("Kasus yang didampinginya pindah ke koordinator kelompok."))
    left = Complaint.objects.visible_to(request.user).filter(pk__in=[row.pk for row in result.left]).count()
    if left:
        text = _("%(count)s kasus belum punya pendamping baru dan sudah ditandai. Tunjuk pendampingnya.")
        messages.warning(request, text % {"count": left})


@admin.register(User)
class UserAdmin(AccountAdmin):
    def end_account(self, request, user) -> None:
        result = leaving.end_account(by=request.user, user=user)
        messages.success(request, _("Akun diakhiri."))
        tell(request, result)


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
