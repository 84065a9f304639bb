"""Forms with which an officer moves a case on: offering it to another group, hiding it, showing it again."""

from members.models import Group, User

from ..forms import review as forms
from ..forms.followup import HideForm
from ..models import Complaint
from ..services import hiding, review


def offer_form(data, row: Complaint) -> forms.OfferForm:
    groups = Group.objects.active().exclude(pk=row.group_id).order_by("name", "pk")
    return forms.OfferForm(data, groups=groups.select_related("village__district__regency", "partner"))


def hide_form(data, row: Complaint) -> HideForm:
    people = hiding.people_for(row).exclude(pk__in=row.hidings.values("user"))
    heirs = review.volunteers_for(row).exclude(pk=row.assigned_to_id)
    return HideForm(
        data, people=people, heirs=heirs, assignee=row.assigned_to_id, as_list=True, auto_id="hide_%s"
    )


def show_again_form(data, row: Complaint) -> forms.ShowAgainForm:
    hidden = User.objects.filter(pk__in=row.hidings.values("user"))
    return forms.ShowAgainForm(data, hidden=hidden)
