"""How single cells of an imported or exported list are read and written, in the words of the screen."""

from functools import cached_property

from django.utils.translation import gettext as _
from import_export.widgets import ManyToManyWidget, Widget

from safeguards.exchange_cells import Choice, plain
from villages.models import District, Regency
from villages.names import code_prefix, normalise, without_kind

SEPARATOR = "; "
YES, NO = {"ya", "y", "1", "true", "benar"}, {"tidak", "t", "0", "false", ""}


def _parts(value) -> list[str]:
    parts = str("" if value is None else value).replace("\n", ";").split(";")
    return [part for part in map(plain, parts) if part]


class Number(Widget):
    """A whole number or nothing."""

    def clean(self, value, row=None, **kwargs) -> int | None:
        text = plain(value)
        if not text:
            return None
        if not text.isdecimal() or len(text) > 9:
            raise ValueError(_("Isi dengan angka bulat."))
        return int(text)

    def render(self, value, obj=None, **kwargs) -> int | str:
        return "" if value is None else value


class YesNo(Widget):
    def __init__(self, *, empty: bool = False):
        super().__init__()
        self.empty = empty

    def clean(self, value, row=None, **kwargs) -> bool:
        text = plain(value).lower()
        if not text:
            return self.empty
        if text not in YES | NO:
            raise ValueError(_("Isi dengan ya atau tidak."))
        return text in YES

    def render(self, value, obj=None, **kwargs) -> str:
        return _("ya") if value else _("tidak")


class Choices(Choice):
    """Several values of a closed list, separated by semicolons, kept in the order of the list."""

    def clean(self, value, row=None, **kwargs) -> list[str]:
        given = {super(Choices, self).clean(part) for part in _parts(value)}
        return [choice.value for choice in self.choices if choice.value in given]

    def render(self, value, obj=None, **kwargs) -> str:
        return SEPARATOR.join(str(self.choices(one).label) for one in value or [])


class Regencies(ManyToManyWidget):
    """Kabupaten and kota by official code or by name, with or without that word if it is clear."""

    def __init__(self):
        super().__init__(Regency, separator=";")

    @cached_property
    def by_spelling(self) -> dict[str, set[Regency]]:
        found: dict[str, set[Regency]] = {}
        for row in Regency.objects.current():
            for spelling in {row.pk, row.name, row.short_name, without_kind(row.name)}:
                found.setdefault(normalise(spelling), set()).add(row)
        return found

    def clean(self, value, row=None, **kwargs) -> list[Regency]:
        return sorted({self._one(part) for part in _parts(value)}, key=lambda regency: regency.pk)

    def _one(self, text: str) -> Regency:
        found = self.by_spelling.get(normalise(text), set())
        if len(found) == 1:
            return next(iter(found))
        if found:
            names = ", ".join(sorted(regency.name for regency in found))
            raise ValueError(
                _("“%(text)s” bisa berarti %(names)s. Tulis lengkap.") % {"text": text, "names": names}
            )
        raise ValueError(_("Tidak ada kabupaten/kota “%(text)s”.") % {"text": text})

    def render(self, value, obj=None, **kwargs) -> str:
        return SEPARATOR.join(regency.name for regency in value.all()) if value is not None else ""


class DistrictCell(Widget):
    """A kecamatan by its official code; what follows the code ("52.03.17 Labuhan Haji") is for people."""

    def clean(self, value, row=None, **kwargs) -> District | None:
        text = plain(value)
        if not text:
            return None
        district = District.objects.filter(pk=code_prefix(text.split()[0])).first()
        if district is None:
            raise ValueError(
                _("Tidak ada kecamatan “%(text)s”. Tulis kodenya, misalnya 52.03.17.") % {"text": text}
            )
        return district

    def render(self, value, obj=None, **kwargs) -> str:
        return f"{value.pk} {value.name}" if value else ""
