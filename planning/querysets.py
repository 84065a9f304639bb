"""Filters over proposals, their steps, and activities. Whoever sees a village sees its proposals, and those
of villages merged into it; where it was merged into another, she finds hers in the list of that one.
"""

from collections import Counter
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef, Q

from . import reach
from .budget import Status


def at_home_in(villages, of: str = "village") -> Q:
    """Rows of these villages (codes, or a query of them), and of those that were merged into one, also by
    way of another one. ``of`` is the road from a row to its village.
    """
    merged = f"{of}__merged_into"
    gone = {f"{of}__withdrawn_on__isnull": False}
    twice = {f"{merged}__withdrawn_on__isnull": False, f"{merged}__merged_into__in": villages}
    return Q(**{f"{of}__in": villages}) | Q(**gone, **{f"{merged}__in": villages}) | Q(**gone, **twice)


class ProposalQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(at_home_in(reach.homes(user)))

    def of(self, village):
        """Of one village, in which those of a village that was merged into it are at home."""
        return self.filter(at_home_in([village.pk]))

    def ranked_in(self, year: int):
        """Those that have a place in the list of a year: what was refused has none."""
        return self.filter(year=year).exclude(status=Status.REFUSED)

    def in_order(self):
        """By priority; what was refused comes last."""
        refused = models.Case(models.When(status=Status.REFUSED, then=1), default=0)
        return self.order_by(refused, "priority", "created_at", "id")

    def places(self) -> dict[UUID, int]:
        """The place of each in the list of its village and year, from 1, as that list numbers them; what
        was refused has none. Ask it of whole lists. One query.
        """
        ranked = self.exclude(status=Status.REFUSED).in_order()
        rows = ranked.select_related("village__merged_into__merged_into").defer("problem", "evidence")
        counted, told = Counter(), {}
        for row in rows:
            year_list = row.home.pk, row.year
            counted[year_list] += 1
            told[row.pk] = counted[year_list]
        return told

    def with_place(self):
        """With all that a row shows of its village and proposer."""
        return self.select_related(
            "village__district__regency", "village__merged_into__district__regency", "group"
        )


class ProposalStepQuerySet(models.QuerySet):
    def standing(self):
        """Without those that were taken back: nothing is told of these but that, in the history."""
        return self.filter(taken_back_at__isnull=True)


class ActivityQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Of her groups, of the groups that she accompanies, and of the village whose secretary she is."""
        scope = user.scope
        return self.filter(scope.groups("group__") | Q(group__village__in=scope.secretary_villages))

    def of(self, village):
        """Of the groups of one village, those of a village that was merged into it included."""
        return self.filter(at_home_in([village.pk], "group__village"))

    def held_in(self, year: int):
        return self.filter(held_on__year=year)

    def with_photo_mark(self):
        """Adds ``has_photo``; the picture itself is fetched by nobody who does not show it."""
        photos = self.model._meta.get_field("photo").related_model.objects
        return self.annotate(has_photo=Exists(photos.filter(activity=OuterRef("pk"))))
