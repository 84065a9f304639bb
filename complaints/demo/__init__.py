"""The demo: an invented cast of people, groups and services, and about 2,000 invented cases."""

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from members.models import Group, User
from safeguards import audit
from villages.models import Village
from villages.names import regency_of

from ..enums import Kind
from ..models import Complaint
from ..services import review
from ..services.remind import remind
from ..services.standard_plan import load_standard_plans
from . import cast
from .cast import ACCOUNTS, PASSWORD
from .invention import Inventor
from .kin import add_kin
from .moves import move_some
from .services_near import make_providers

__all__ = ["ACCOUNTS", "CASES", "PASSWORD", "NotEmpty", "load"]

CASES = 2_000
BY_NAME = ("humas", "kawil")  # who read only what they recorded or were given: else their screens stood empty
GIVEN = 6  # cases to each of them


class NotEmpty(Exception):
    """The database holds cases or groups; inventing among them could be taken for real."""


def load(*, count: int = CASES, tell: Callable[[str], object] = lambda text: None) -> int:
    """Fill an empty database, in one transaction, with the standard plans too. Returns how many cases
    were invented.
    """
    with transaction.atomic():
        if Group.objects.exists():
            raise NotEmpty
        missing = {plan.village for plan in cast.GROUPS} - set(
            Village.objects.filter(pk__in=[plan.village for plan in cast.GROUPS]).values_list("pk", flat=True)
        )
        if missing:
            raise LookupError(f"Villages missing: {sorted(missing)}. Run import_villages first.")
        load_standard_plans()
        inventor = prepare()
        for done in inventor.write(count):
            tell(f"  {done} of {count} cases")
        give_some_by_name()
        move_some()
        add_kin()
        remind()
        audit.record(action="demo.loaded", figures={"cases": count})
    return count


def give_some_by_name() -> None:
    """The newest running needs of Teros, shared out by the officer as she would do it herself."""
    users = User.objects.in_bulk(["petugas", *BY_NAME], field_name="username")
    needs = Complaint.objects.filter(village=cast.TEROS, kind=Kind.SOCIAL).open().newest_first()
    for number, case in enumerate(needs[: GIVEN * len(BY_NAME)]):
        to = users[BY_NAME[number % len(BY_NAME)]]
        review.assign(complaint=case, by=users["petugas"], to=to)


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
