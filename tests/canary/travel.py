"""A visitor who fills every form of a page with a canary and posts it, and keeps what came back."""

import uuid
from dataclasses import dataclass, field

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

NAME = "Zulkaéna Burungkenariwati"
PHONE = "+6281355512347"
LOCAL_PHONE = "081355512347"
NIK = "5203175507950003"
WORDS = "Kenari dikurung di lumbung belakang"
ALL = (NAME, PHONE, LOCAL_PHONE, NIK, WORDS)
DAY = "2026-01-05"


@dataclass
class Visitor:
    """``seen``: address, status and redirect of each answer; ``broken``: bodies of error pages."""

    client: Client
    seen: list[str] = field(default_factory=list)
    broken: list[bytes] = field(default_factory=list)

    def get(self, address: str, **told):
        return self._keep(self.client.get(address, **told), address)

    def post(self, address: str, data: dict, **told):
        return self._keep(self.client.post(address, data, **told), address)

    def _keep(self, response, address: str):
        self.seen += [address, response.headers.get("Location", "")]
        if response.status_code >= 400:
            self.broken.append(response.content)
        return response

    def fill(self, address: str, form: str = "form", **told):
        """GET the page, fill its form, post it; ``told`` replaces what was filled in."""
        page = self.get(address)
        shown = _form_of(page, form)
        data = filled(shown) | {"kiriman": str(uuid.uuid4()), "versi": _version(page)}
        return self.post(address, {**data, **told})


def _form_of(page, name: str):
    shown = page.context[name] if page.context and name in page.context else None
    assert shown is not None, f"no form: {page.status_code}"
    return shown


def _version(page) -> int:
    case = page.context.get("case")
    return case.version if case is not None and hasattr(case, "version") else 0


def filled(form: forms.BaseForm) -> dict:
    """Something for every field: the canary where a person writes, a listed value where she chooses."""
    data = {}
    for name, shown in form.fields.items():
        value = _value(form, name, shown)
        if value not in (None, ""):
            data[form.add_prefix(name)] = value
    return data


def _value(form, name: str, shown):
    if isinstance(shown, forms.MultipleChoiceField):
        return [str(value) for value, _label in shown.choices][:1]
    if isinstance(shown, forms.ChoiceField):
        values = [str(value) for value, _label in shown.choices if value not in ("", None)]
        return values[0] if values else None
    match shown:
        case forms.BooleanField():
            return "on"
        case forms.DateField():
            return form.get_initial_for_field(shown, name) or (DAY if shown.required else None)
        case forms.TimeField():
            return "09:30" if shown.required else None
        case forms.FileField():
            return SimpleUploadedFile(f"{NAME}.jpg", b"\xff\xd8\xff", "image/jpeg")
        case forms.IntegerField() | forms.UUIDField():
            return form.get_initial_for_field(shown, name)
    return _written(name)


def _written(name: str) -> str:
    if "phone" in name or "telepon" in name:
        return LOCAL_PHONE
    if name == "nik":
        return NIK
    return NAME if "name" in name or name in {"witness", "reporter"} else WORDS
