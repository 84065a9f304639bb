"""The forms of a page as a browser would send them back, filled in or spoilt."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

from django.utils import timezone

from . import roles_table, world
from .asking import Visitor, address

# Pages that somebody may read, and forms that end the visit.
ROWS = [row for row in roles_table.rows() if "o" in row.get]
LEAVING = ("/keluar/", "/keluar/cepat/", "/admin/logout/", "/masuk/")
FREE = {"text", "textarea", "search", "tel"}
GAP = re.compile(r"(?<=/)[0-9A-Za-z-]*\d[0-9A-Za-z.-]*(?=/)")  # a number, a key
SAMPLES = {"date": timezone.localdate().isoformat(), "email": "contoh@contoh.invalid", "number": "1"}


@dataclass
class Control:
    """One name of a form: its kind, what it holds and, of a list, what may be chosen."""

    name: str
    kind: str
    value: str = ""
    choices: list[str] = field(default_factory=list)
    ticked: list[str] = field(default_factory=list)

    @property
    def untouched(self) -> list[str]:
        """What a browser sends when nobody touches it."""
        if self.kind == "select":
            return [self.value or next(iter(self.choices), "")]
        return self.ticked if self.kind in {"radio", "checkbox"} else [self.value]

    @property
    def filled(self) -> str:
        """What it holds, else something that fits."""
        if self.kind in {"select", "radio", "checkbox"}:
            return next(filter(None, [self.value, *self.choices]), "")
        sample = "Kata sandi contoh 2026" if self.kind == "password" else "Contoh"
        return self.value or ("" if self.kind == "hidden" else SAMPLES.get(self.kind, sample))


@dataclass
class Form:
    action: str
    controls: dict[str, Control] = field(default_factory=dict)

    @property
    def shape(self) -> tuple:
        """By which it is known again on the page of another thing."""
        return GAP.sub("#", self.action), tuple(sorted(self.controls))

    def filled(self) -> dict[str, str]:
        return {name: control.filled for name, control in self.controls.items()}

    def untouched(self) -> dict[str, list[str]]:
        return {name: control.untouched for name, control in self.controls.items()}

    def told(self, write: Callable[[Control], str]) -> dict[str, str]:
        """Filled in; ``write`` says what stands where one writes freely and nothing stood yet."""
        return {
            name: write(control) if control.kind in FREE and not control.value else control.filled
            for name, control in self.controls.items()
        }

    def spoilt(self, text: str, spelled=str) -> dict[str, str]:
        """``text`` in every field, but for what says whose form it is; ``spelled`` for names and the rest."""
        kept = {"csrfmiddlewaretoken", "pemilik", "kiriman", "versi"}
        return {
            spelled(name): spelled(control.filled) if name in kept else text
            for name, control in self.controls.items()
        }


class _Reader(HTMLParser):
    def __init__(self, path: str):
        super().__init__()
        self.path, self.forms, self.form, self.select, self.textarea = path, [], None, None, None

    def handle_starttag(self, tag, attrs):
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.form = None
            if told.get("method", "get").lower() == "post":
                self.form = Form(urljoin(self.path, told.get("action") or self.path))
                self.forms.append(self.form)
        elif self.form is not None:
            self._control(tag, told)

    def _control(self, tag: str, told: dict) -> None:
        if tag == "option" and self.select is not None:
            self.select.choices.append(told.get("value", ""))
            if "selected" in told:
                self.select.value = told.get("value", "")
        name = told.get("name")
        if not name:
            return
        if tag == "select":
            self.select = self.form.controls.setdefault(name, Control(name, "select"))
        elif tag == "textarea":
            self.textarea = self.form.controls.setdefault(name, Control(name, "textarea"))
        elif tag == "input":
            self._input(name, told)

    def _input(self, name: str, told: dict) -> None:
        kind, value = told.get("type", "text"), told.get("value", "")
        if kind in {"submit", "button", "image", "reset"}:
            return
        control = self.form.controls.setdefault(name, Control(name, kind))
        if kind in {"radio", "checkbox"}:
            control.choices.append(value or "on")
            if "checked" in told:
                control.value = value or "on"
                control.ticked.append(control.value)
        else:
            control.value = value

    def handle_data(self, data):
        if self.textarea is not None:
            self.textarea.value += data

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        elif tag == "select":
            self.select = None
        elif tag == "textarea" and self.textarea is not None:
            self.textarea.value = self.textarea.value.removeprefix("\n")  # as HTML says
            self.textarea = None


def forms_of(response, path: str) -> list[Form]:
    """The forms of a page that are sent by POST, each with its controls."""
    if not response["Content-Type"].startswith("text/html"):
        return []
    reader = _Reader(path)
    reader.feed(response.content.decode())
    return reader.forms


def fresh_forms(scene, row, seen: set) -> tuple[Visitor, list[Form]]:
    """The last of the roles that may read the page of ``row``, and its forms of a shape that is not in
    ``seen``, where they are then noted: forms stand on many pages.
    """
    visitor = scene.visitors[world.ROLES[row.get.rfind("o")]]
    path = address(row, scene.things)
    fresh = []
    for form in forms_of(visitor.ask("GET", path), path):
        if form.shape not in seen and form.action not in LEAVING:
            seen.add(form.shape)
            fresh.append(form)
    return visitor, fresh
