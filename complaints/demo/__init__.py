"""The demo: an invented cast of people, groups and services, and about 2,000 invented cases."""

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from members.models import Group
from safeguards import audit
from villages.models import Village
from villages.names import regency_of

from . import cast
from .cast import ACCOUNTS, PASSWORD
from .invention import Inventor
from .moves import move_some
from .services_near import make_providers

__all__ = ["ACCOUNTS", "CASES", "PASSWORD", "NotEmpty", "load"]

CASES = 2_000


class NotEmpty(Exception):
    """The database holds cases or groups; inventing among them could be taken for real."""


def load(*, count: int = CASES, tell: Callable[[str], object] = lambda text: None) -> int:
    """Fill an empty database, in one transaction. Returns how many cases were invented."""
    with transaction.atomic():
        if Group.objects.exists():
            raise NotEmpty
        missing = {plan.village for plan in cast.GROUPS} - set(
            Village.objects.filter(pk__in=[plan.village for plan in cast.GROUPS]).values_list("pk", flat=True)
        )
        if missing:
            raise LookupError(f"Villages missing: {sorted(missing)}. Run import_villages first.")
        inventor = prepare()
        for done in inventor.write(count):
            tell(f"  {done} of {count} cases")
        move_some()
        audit.record(action="demo.loaded", figures={"cases": count})
    return count


def prepare() -> Inventor:
    """Partners, accounts, groups, members and services; returns who will invent the cases."""
    now = timezone.now()
    partners = cast.make_organisations()
    accounts = cast.make_accounts()
    made = cast.make_groups(partners, timezone.localdate())
    recorders = cast.make_members(made, accounts)
    cast.make_assignments(accounts, partners, made[0].founded_on)
    keepers = {regency_of(plan.village): partners[plan.partner] for plan in cast.GROUPS}
    return Inventor(
        groups=made,
        shares=[plan.share for plan in cast.GROUPS],
        recorders=recorders,
        providers=make_providers(sorted(keepers), keepers),
        officers={partners["LRC"].pk: accounts["petugas"], partners["UDN"].pk: accounts["petugas2"]},
        now=now,
    )
