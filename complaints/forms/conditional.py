"""Questions that are asked only after certain answers: the server's side of ``data-show-when``."""

from typing import ClassVar

from django import forms


def holds(condition: str, answers: dict) -> bool:
    """Whether ``answers`` meet a condition in the words of portal.js: ``a=x|y&b!=z&c=*``."""
    return all(_meets(part, answers) for part in condition.split("&") if part)


def _meets(part: str, answers: dict) -> bool:
    name, wanted = part.split("=")
    if name.endswith("!"):
        return not _meets(f"{name[:-1]}={wanted}", answers)
    given = answers.get(name) or []
    given = [given] if isinstance(given, str | bool) else given
    if wanted in {"", "*"}:
        return bool(given) == (wanted == "*")
    return not set(wanted.split("|")).isdisjoint(map(str, given))


class ConditionalForm(forms.Form):
    """Drops what was not asked, with its errors; asks for what was asked and is needed.

    Fields stand in the order in which they depend on each other. ``needed`` maps a field to what is
    said when it is asked and empty: such fields are declared with ``required=False``.
    """

    conditions: ClassVar[dict[str, str]] = {}
    needed: ClassVar[dict[str, str]] = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.needed:
            if name in self.fields and self._takes_required(name):
                self.fields[name].widget.attrs["required"] = True

    def _takes_required(self, name: str) -> bool:
        """Of several checkboxes any one will do, which HTML cannot say."""
        return not isinstance(self.fields[name].widget, forms.CheckboxSelectMultiple)

    def clean(self) -> dict:
        data = super().clean()
        for name in self.fields:
            if not holds(self.conditions.get(name, ""), data):
                data.pop(name, None)
                self.errors.pop(name, None)
            elif name in self.needed and not data.get(name) and name not in self.errors:
                self.add_error(name, self.needed[name])
        return data
