"""Sealed fields."""

from django.db import models


class SealedTextField(models.BinaryField):
    pass


class SealedJSONField(models.BinaryField):
    pass
