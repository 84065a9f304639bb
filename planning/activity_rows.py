"""Filters over activities: whose they are, of which year."""

from django.db import models
from django.db.models import Exists, OuterRef, Q


class ActivityQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Of her groups, of the groups that she accompanies, and of the village whose secretary she is."""
        scope = user.scope
        return self.filter(scope.groups("group__") | Q(group__village__in=scope.secretary_villages))

    def held_in(self, year: int):
        return self.filter(held_on__year=year)

    def with_photo_mark(self):
        """Adds ``has_photo``; the picture itself is fetched by nobody who does not show it."""
        photos = self.model._meta.get_field("photo").related_model.objects
        return self.annotate(has_photo=Exists(photos.filter(activity=OuterRef("pk"))))
