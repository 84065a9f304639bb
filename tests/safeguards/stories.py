"""Models for the sealed fields, in an app registry of their own: no migration, no check sees them."""

import uuid

from django.db import models
from django.test.utils import isolate_apps

from safeguards.fields import SealedJSONField, SealedTextField
from safeguards.models import DataKey


def key_field(field=models.ForeignKey, **options):
    """Without a database constraint: flushing tests must not stumble over tables it does not know."""
    return field(DataKey, models.PROTECT, related_name="+", db_constraint=False, **options)


with isolate_apps("safeguards"):

    class Telling(models.Model):
        """What both below inherit: the label bound into the seal is theirs, not this one's."""

        story = SealedTextField("cerita", max_length=20, blank=True)

        class Meta:
            abstract = True
            app_label = "safeguards"

    class Story(Telling):
        id = models.UUIDField(primary_key=True, default=uuid.uuid4)
        data_key = key_field()
        title = models.CharField(max_length=20, blank=True)
        other = SealedTextField(blank=True)
        answers = SealedJSONField(default=dict, blank=True)
        maybe = SealedTextField(null=True, blank=True)  # what the field does with NULL

        class Meta:
            app_label = "safeguards"

    class Chapter(Telling):
        """Takes the key of what it belongs to."""

        id = models.UUIDField(primary_key=True, default=uuid.uuid4)
        of = models.ForeignKey(Story, models.CASCADE, related_name="+", db_constraint=False)

        class Meta:
            app_label = "safeguards"

        def sealing_key(self) -> DataKey:
            return self.of.data_key

    class Person(models.Model):
        """Numbered by the database, with a key of its own or none."""

        data_key = key_field(models.OneToOneField, null=True)
        traits = SealedJSONField(default=list, blank=True)

        class Meta:
            app_label = "safeguards"

    class Careless(models.Model):
        """Numbered by the database and sharing a key: its check must object."""

        data_key = key_field()
        story = SealedTextField()

        class Meta:
            app_label = "safeguards"

    class StoryCopy(models.Model):
        """As a history table copies it: the same field, its label kept, the row's id beside a new key."""

        copy_id = models.AutoField(primary_key=True)
        id = models.UUIDField()
        data_key = key_field()
        story = Story._meta.get_field("story").clone()
        story.sealed_as = Story._meta.get_field("story").sealed_as

        class Meta:
            app_label = "safeguards"


TABLES = [Story, Chapter, Person, StoryCopy]
