"""Forms of admin under the portal's own rules: plain text, days that can be, boxes that stand nonsense."""

import datetime

from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from .texts import FORBIDDEN, PlainLineField, PlainTextField

EARLIEST, LATEST = datetime.date(1945, 1, 1), datetime.date(2100, 12, 31)
LONGEST_KEY = 18  # digits of the largest number that every database holds
PLAIN = {models.CharField: PlainLineField, models.TextField: PlainTextField}


def refuse_absurd(day: datetime.date) -> None:
    """A year that was mistyped; before 1900 no spreadsheet could hold the day either."""
    if not EARLIEST <= day <= LATEST:
        raise ValidationError(_("Tahun ini tidak mungkin. Periksa tanggalnya."), code="absurd")


class _Keys:
    """Of what was sent only what can be a key is looked up; the field itself refuses the rest."""

    def optgroups(self, name, value, attr=None):
        return super().optgroups(name, [key for key in value if self._may_be_key(str(key))], attr)

    def _may_be_key(self, key: str) -> bool:
        target = self.field.remote_field.model._meta.pk
        if isinstance(target, models.IntegerField):
            return not key or (key.isascii() and key.isdecimal() and len(key) <= LONGEST_KEY)
        return not FORBIDDEN.search(key)


class Suggesting(_Keys, AutocompleteSelect):
    """Django's box, which answers 500 to a key that is no number (form_invalid shows it again)."""


class SuggestingSeveral(_Keys, AutocompleteSelectMultiple):
    """The same for several."""


class PlainForms:
    """Mixin of a ModelAdmin or inline; it stands left of it."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if type(db_field) in PLAIN and not db_field.choices:
            kwargs.setdefault("form_class", PLAIN[type(db_field)])
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(db_field, models.DateField) and field is not None:
            field.validators = [*field.validators, refuse_absurd]
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", Suggesting(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", SuggestingSeveral(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **kwargs)
