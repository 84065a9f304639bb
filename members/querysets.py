"""Filters over accounts, groups and members: who is current, who is within someone's reach."""

import datetime

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.utils import timezone

from villages.names import normalise, without_village_word

from . import reach
from .enums import Division, Position, PublicPost
from .roles import Role


def _covers(today: datetime.date, start: str, end: str) -> Q:
    """The open-ended period ``start``..``end`` (both days included) covers ``today``."""
    begun = Q(**{f"{start}__isnull": True}) | Q(**{f"{start}__lte": today})
    return begun & (Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gte": today}))


class OrganisationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The organisations ``user`` works for; administrators and the lead's officers reach all."""
        return self if user.scope.everywhere else self.filter(pk__in=user.scope.organisations)


class AssignmentQuerySet(models.QuerySet):
    def current(self, today: datetime.date | None = None):
        rows = self.filter(_covers(today or timezone.localdate(), "starts_on", "ends_on"))
        return rows.select_related("organisation", "group", "village")

    def lasting(self, today: datetime.date | None = None):
        """Begun, and not on their last day: who still works here tomorrow."""
        today = today or timezone.localdate()
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=today), starts_on__lte=today)

    def not_over(self, today: datetime.date | None = None):
        """Begun or not, their last day has not passed."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today or timezone.localdate()))

    def visible_to(self, user):
        """The assignments ``user`` may give and end."""
        return self.filter(reach.assignments(user))


class GroupQuerySet(models.QuerySet):
    def active(self, today: datetime.date | None = None):
        today = today or timezone.localdate()
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=today))

    def visible_to(self, user):
        """Groups a user acts in or accompanies; the officer's reach is her organisation's groups."""
        return self.filter(user.scope.groups())

    def named(self, text: str):
        """Those whose name or partner holds ``text``, or whose village or a place above it begins with it."""
        place = normalise(without_village_word(text))
        found = Q(name__icontains=text) | Q(partner__name__icontains=text)
        found |= Q(partner__short_name__iexact=text)
        if place:
            for level in ("village", "village__district", "village__district__regency"):
                found |= Q(**{f"{level}__search_name__startswith": place})
        return self.filter(found)

    def accompanied_by(self, user):
        """Groups an officer or administrator keeps."""
        return self.filter(user.scope.accompanied()) if user.scope.reviews else self.none()


class MemberQuerySet(models.QuerySet):
    def current(self, today: datetime.date | None = None):
        today = today or timezone.localdate()
        return self.filter(Q(left_on__isnull=True) | Q(left_on__gt=today))

    def with_standing(self, today: datetime.date | None = None):
        """Adds ``is_in_post`` (a public post today) and ``group_has_coordinator`` (division Pengaduan)."""
        today = today or timezone.localdate()
        in_post = ~Q(public_post="") & _covers(today, "public_post_from", "public_post_until")
        coordinators = self.model.objects.current(today).filter(
            group=OuterRef("group"), position=Position.COORDINATOR, division=Division.COMPLAINTS
        )
        return self.annotate(
            is_in_post=Case(When(in_post, then=Value(True)), default=Value(False)),
            group_has_coordinator=Exists(coordinators),
        )

    def acting(self, today: datetime.date | None = None):
        """Members whose account works for their group as volunteer today."""
        today = today or timezone.localdate()
        holds = _covers(today, "user__assignments__starts_on", "user__assignments__ends_on")
        return (
            self.current(today)
            .filter(
                holds,
                user__is_active=True,
                user__assignments__role=Role.VOLUNTEER,
                user__assignments__group=F("group"),
            )
            .select_related("user")
            .distinct()
        )

    def visible_to(self, user):
        return self.filter(user.scope.groups("group__"))

    def accompanied_by(self, user):
        """Members of the groups an officer or administrator keeps."""
        return self.filter(user.scope.accompanied("group__")) if user.scope.reviews else self.none()


class UserQuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True)

    def secretaries(self):
        """Village secretaries of today, by assignment or by a post noted on a seat: as Scope.is_secretary."""
        assignments = self.model.assignments.rel.related_model.objects.current()
        seats = self.model.memberships.rel.related_model.objects.current().with_standing()
        offices = assignments.filter(role=Role.SECRETARY, user=OuterRef("pk"))
        posts = seats.filter(is_in_post=True, public_post=PublicPost.SECRETARY, user=OuterRef("pk"))
        return self.filter(Exists(offices) | Exists(posts))

    def visible_to(self, user):
        """Accounts with an assignment, past ones included, or a seat within the reach of ``user``."""
        if user.has_perm("account.staff"):
            return self
        given = self.model.assignments.rel.related_model.objects.visible_to(user)
        seats = self.model.memberships.rel.related_model.objects.filter(user.scope.accompanied("group__"))
        return self.filter(
            Exists(given.filter(user=OuterRef("pk"))) | Exists(seats.filter(user=OuterRef("pk")))
        )
