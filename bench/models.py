"""The table behind the floor: rows as plain as rows can be."""

from django.db import models


class BareRow(models.Model):
    text = models.CharField(max_length=200)
    at = models.DateTimeField(auto_now_add=True)
