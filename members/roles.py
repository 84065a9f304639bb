"""Who may what: one table from role to permissions. Code asks for a permission, never for a role.

Permissions of the portal's own are words ("case.record"); those of Django admin are its codenames
("members.add_group"), so that admin and the rest read the same table.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    VOLUNTEER = "volunteer", _("Relawan")
    SECRETARY = "secretary", _("Sekretaris desa")
    OFFICER = "officer", _("Petugas program")
    ADMINISTRATOR = "administrator", _("Administrator")


# The kind of place that an assignment of the role holds for; an administrator's holds everywhere.
PLACE_OF = {Role.VOLUNTEER: "group", Role.SECRETARY: "village", Role.OFFICER: "organisation"}


def _admin(app: str, model: str, *actions: str) -> set[str]:
    return {f"{app}.{action}_{model}" for action in actions}


READ_ONLY = ("view",)
EDIT = ("view", "add", "change")

_VOLUNTEER = {
    "case.record",
    "case.work",
    "case.list",
    "referral.list",
    "provider.list",
    "group.own",
    "totals.view",
    "proposal.list",
    "proposal.edit",
    "pin.own",
    "activity.list",
    "activity.record",
}
_SECRETARY = {
    "totals.view",
    "totals.download",
    "provider.list",
    "proposal.list",
    "proposal.edit",
    "activity.list",
}
_REVIEW = (
    {"admin.enter", "case.review", "case.open", "totals.view", "totals.exact", "totals.download"}
    | {"provider.list", "case.export"}
    | _admin("complaints", "complaint", "view", "change")
    | _admin("complaints", "referral", *READ_ONLY)
    | _admin("complaints", "inquiry", *READ_ONLY)
    | _admin("complaints", "transfer", *READ_ONLY)
    | _admin("complaints", "rightsrequest", *READ_ONLY)
    | _admin("complaints", "provider", *EDIT)
    | _admin("complaints", "standardplan", *EDIT)
    | _admin("complaints", "standardaction", *EDIT, "delete")  # a line of the plan's own form
    | _admin("planning", "disclosurelimits", *READ_ONLY)
    | _admin("planning", "proposal", *READ_ONLY)
    | _admin("planning", "proposalrule", *READ_ONLY)
    | _admin("members", "group", *EDIT)
    | _admin("members", "member", *EDIT)
    | _admin("members", "organisation", *READ_ONLY)
    | _admin("members", "user", *EDIT)
    | _admin("members", "assignment", *EDIT)
    | _admin("planning", "activity", *READ_ONLY)
    | _admin("planning", "planningstep", *READ_ONLY)
    | {f"villages.view_{place}" for place in ("province", "regency", "district", "village")}
)

# What no role holds: granted by an administrator with one assignment of an officer.
GRANTED = frozenset({"case.export_identity"})

PERMISSIONS: dict[Role, frozenset[str]] = {
    Role.VOLUNTEER: frozenset(_VOLUNTEER),
    Role.SECRETARY: frozenset(_SECRETARY),
    Role.OFFICER: frozenset(_REVIEW),
    Role.ADMINISTRATOR: frozenset(
        _REVIEW
        | _admin("members", "organisation", *EDIT)
        | _admin("villages", "village", *EDIT)
        | _admin("safeguards", "auditevent", *READ_ONLY)
        | _admin("complaints", "opening", *READ_ONLY)
        | _admin("planning", "disclosurelimits", *EDIT)
        | _admin("planning", "proposalrule", *EDIT)
        | _admin("planning", "planningstep", *EDIT)
        | {"account.staff"}  # gives, resets and ends officers and administrators
    ),
}
