"""A form field for one village out of 83,762, chosen by lists, by name or by code."""

from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .models import Village
from .names import MAX_TEXT, code_prefix, normalise, without_village_word
from .widgets import VillagePicker

MAX_CANDIDATES = 20


class VillageField(forms.Field):
    """Cleans to a Village; its initial value is a Village or a code.

    ``regencies`` are codes or Regency objects: they come first in lists and searches, and with
    ``restrict`` nothing else is accepted. A form may set them later: ``field.regencies = …``.
    """

    widget = VillagePicker
    default_error_messages = {
        "required": _("Pilih desa atau kelurahan."),
        "unknown": _("Tidak ada desa atau kelurahan “%(text)s”. Periksa ejaannya atau pakai kodenya."),
        "several": _(
            "Ada beberapa tempat yang cocok. Pilih satu, atau tambahkan nama kecamatan atau kabupatennya."
        ),
        "unsure": _("Apakah ini tempatnya? Pilih, atau perbaiki tulisannya."),
        "withdrawn": _("%(text)s tidak ada lagi dalam daftar resmi. Pilih penggantinya."),
        "outside": _("%(text)s di luar wilayah yang dapat dipilih di sini."),
        "too_long": _("Tulisan ini terlalu panjang untuk nama desa."),
    }

    def __init__(self, *, regencies: Iterable = (), restrict: bool = False, **kwargs):
        kwargs.setdefault("label", _("Desa/kelurahan"))
        super().__init__(**kwargs)
        self.restrict = self.widget.restrict = restrict
        self.regencies = regencies

    @property
    def regencies(self) -> list[str]:
        return self.widget.regencies

    @regencies.setter
    def regencies(self, places: Iterable) -> None:
        self.widget.regencies = [getattr(place, "pk", place) for place in places]

    def get_bound_field(self, form, field_name):
        self.widget.held = self.prepare_value(form.get_initial_for_field(self, field_name))
        return super().get_bound_field(form, field_name)

    def prepare_value(self, value):
        return value.pk if isinstance(value, Village) else value

    def has_changed(self, initial, data):
        return (self.prepare_value(initial) or "") != (self.prepare_value(data) or "")

    def to_python(self, value) -> Village | None:
        if isinstance(value, Village):
            return value
        text = str(value or "").strip()
        if not text:
            return None
        if len(text) > MAX_TEXT:
            raise self.refusal("too_long")
        village = Village.objects.with_code(text)
        return self.allowed(village) if village else self.named(text)

    def allowed(self, village: Village) -> Village:
        """A village given by its code, if it may be chosen here; the one held so far always may."""
        if village.pk == self.widget.held:
            return village
        if village.withdrawn_on:
            raise self.refusal("withdrawn", village.name)
        if self.restrict and village.regency_code not in self.regencies:
            raise self.refusal("outside", village.full_name)
        return village

    def named(self, text: str) -> Village:
        """The only village of that name; otherwise the person is asked which one she means."""
        found = Village.objects.search(
            text,
            regencies=self.regencies if self.restrict else None,
            nearby=self.regencies,
            limit=MAX_CANDIDATES,
        )
        if not found:
            raise self.refusal("unknown", text)
        typed = (normalise(text), normalise(without_village_word(text)))
        exact = (
            []
            if code_prefix(text)
            else [one for one in found if any(t.startswith(one.search_name) for t in typed)]
        )
        if len(exact) == 1:
            return exact[0]
        self.widget.candidates = found
        raise self.refusal("several" if len(found) > 1 else "unsure")

    def refusal(self, code: str, text: str = "") -> ValidationError:
        return ValidationError(self.error_messages[code], code=code, params={"text": text})
