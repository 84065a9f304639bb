"""Text that people type passes one rule, whichever form takes it."""

import importlib
import pkgutil

import pytest
from django import forms
from django.contrib import admin
from django.contrib.auth.forms import UsernameField
from django.core.exceptions import ValidationError
from django.test import RequestFactory

from safeguards.texts import PlainLineField, PlainTextField, tidy

pytestmark = pytest.mark.once

HOUSE = ("members", "complaints", "planning", "villages", "kk_portal")
NOT_TYPED = (forms.HiddenInput, forms.PasswordInput)
# Compared with what is stored and never stored itself; a page of examples.
READ_OTHERWISE = {"LoginForm.username", "AppForm.kode", "CodeForm.kode", "ProofForm.kode"}
READ_OTHERWISE |= {"SampleForm.name", "SampleForm.nik", "SampleForm.story"}
HIDDEN = "Siti\u202e \u200bAminah\ufeff\u2066"
BAD = ["a\x00b", "a\x1bb", "a\x9fb", "a\ud800b", "a\ufffdb", "a\uffffb"]


@pytest.mark.parametrize("field", [PlainTextField, PlainLineField])
def test_hidden_marks_go_and_control_characters_are_refused(field):
    assert field().clean(HIDDEN) == "Siti Aminah"
    for text in BAD:
        with pytest.raises(ValidationError, match="tidak bisa disimpan"):
            field().clean(text)


def test_a_line_holds_no_newline_and_a_story_keeps_it():
    typed = "Siti\r\nAminah\tdan\u2028Budi"
    assert PlainLineField().clean(typed) == "Siti Aminah dan Budi"
    assert PlainTextField().clean(typed) == "Siti\nAminah\tdan\nBudi"


@pytest.mark.parametrize("text", ["👩‍👩‍👧 keluarga", "Ātmā", "ᬅᬓ᭄ᬱᬭ", "नमस्‍ते"])
def test_emoji_and_scripts_stay(text):
    assert tidy(text) == text


def modules():
    for app in HOUSE:
        package = importlib.import_module(app)
        for found in pkgutil.walk_packages(package.__path__, f"{app}."):
            if ".forms" in found.name or found.name.endswith("form"):
                yield importlib.import_module(found.name)


def bare(fields: dict) -> list[str]:
    """Names of fields that take any text whatever."""
    plain = (forms.CharField, UsernameField)
    return [
        name
        for name, field in fields.items()
        if type(field) in plain and not isinstance(field.widget, NOT_TYPED)
    ]


def test_every_form_of_the_portal_asks_for_plain_text():
    found = {
        f"{form.__name__}.{name}"
        for module in modules()
        for form in vars(module).values()
        if isinstance(form, type) and issubclass(form, forms.BaseForm) and form.__module__ == module.__name__
        for name in bare(form.base_fields)
        if not issubclass(form, forms.BaseModelForm)  # these get their fields from admin, below
    }
    assert found - READ_OTHERWISE == set()


@pytest.mark.parametrize("model", list(admin.site._registry), ids=lambda model: model._meta.label)
def test_every_form_of_admin_asks_for_plain_text(cast, model):
    request = RequestFactory().get("/")
    request.user, request.kept_fields = cast.bakti, None
    one = admin.site._registry[model]
    if not one.has_add_permission(request):
        pytest.skip("nothing is typed there")
    found = bare(one.get_form(request).base_fields)
    for inline in one.get_inline_instances(request):
        found += bare(inline.get_formset(request).form.base_fields)
    assert found == []
