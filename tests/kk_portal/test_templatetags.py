"""Icons that exist, numbers as links want them, and what every form carries."""

import re
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.template import base as template_base
from django.template.loader import render_to_string

from complaints.enums import Kind, ViolenceForm
from complaints.needs import NeedCategory
from kk_portal.context import navigation
from kk_portal.templatetags import portal
from safeguards import kept

SPRITE = Path(settings.BASE_DIR, "kk_portal/static/kk_portal/icons.svg").read_text()
SYMBOLS = re.findall(r'symbol id="([a-z-]+)"', SPRITE)


def test_every_symbol_has_a_name_of_its_own():
    assert len(SYMBOLS) == len(set(SYMBOLS))


@pytest.mark.parametrize("value", [*Kind.values, *ViolenceForm.values, *NeedCategory.values])
def test_choice_icon_knows_what_intake_asks(value):
    assert portal.choice_icon(value) in SYMBOLS


def test_choice_icon_of_an_unknown_choice_is_nothing():
    assert portal.choice_icon("entah") == ""


def test_icons_named_in_templates_are_in_the_sprite():
    templates = Path(settings.BASE_DIR, "templates").rglob("*.html")
    named = {name for path in templates for name in re.findall(r'{% icon "([^"]+)"', path.read_text())}
    assert named - set(SYMBOLS) == set()


def test_icon_is_silent_unless_it_carries_the_label():
    assert portal.icon("lock") == (
        '<svg class="icon" aria-hidden="true"><use href="/static/kk_portal/icons.svg#lock"/></svg>'
    )
    assert 'role="img" aria-label="Terkunci"' in portal.icon("lock", "Terkunci")


def test_form_guard_carries_a_fresh_key_the_owner_and_the_version(cast):
    first, second = (_guard(cast.relawan, versi=3) for _ in range(2))
    assert kept.owner_of(first["pemilik"]) == cast.relawan.pk
    assert first["versi"] == "3"
    assert first["kiriman"] != second["kiriman"]


def test_form_guard_keeps_the_key_of_a_form_that_comes_back(cast):
    class Bound:
        data = {"kiriman": "a-1"}

    assert _guard(cast.relawan, form=Bound())["kiriman"] == "a-1"


def test_form_guard_of_a_stranger_signs_nobody():
    fields = _guard(AnonymousUser())
    assert fields["pemilik"] == ""
    assert "versi" not in fields


def _guard(user, **context) -> dict[str, str]:
    page = render_to_string("components/form_guard.html", {"user": user, **context})
    return dict(re.findall(r'name="(\w+)" value="([^"]*)"', page))


def test_a_part_of_the_frame_is_rendered_once_for_the_same_places(cast):
    portal._frame.cache_clear()
    places = navigation(cast.relawan, "/pengaduan/")
    first, again = (_framed(cast.relawan, places) for _time in range(2))
    assert 'href="/pengaduan/" aria-current="page"' in first
    assert first is again
    assert portal._frame.cache_info().misses == 1


def test_a_part_of_the_frame_differs_by_person_and_place(cast):
    here, there = (_framed(cast.relawan, navigation(cast.relawan, path)) for path in ("/pengaduan/", "/"))
    hers = _framed(cast.sekdes, navigation(cast.sekdes, "/"))
    assert len({here, there, hers, _framed(AnonymousUser(), ())}) == 4
    assert _framed(AnonymousUser(), ()).strip() == ""


def _framed(user, places) -> str:
    return portal.frame({"user": user, "portal_nav": places}, "components/navigation.html")


def test_a_fixed_text_is_looked_up_once_and_nothing_else_is(monkeypatch):
    text = '{% translate "A & B" %} {% translate word %} {% translate "C" as c %}{{ c }}'
    page, asked = Template("{% load i18n portal %}" + text), []
    monkeypatch.setattr(template_base, "gettext_lazy", lambda text: asked.append(str(text)) or text)
    said = [page.render(Context({"word": word})) for word in ("satu", "dua")]
    assert said == ["A & B satu C", "A & B dua C"]
    assert (asked.count("A & B"), asked.count("C")) == (1, 2)


def test_a_fixed_text_is_kept_for_either_way_of_escaping():
    text = '{% translate "A" %}{% autoescape off %}{% translate "A" %}{% endautoescape %}'
    assert Template("{% load i18n portal %}" + text).render(Context()) == "AA"


class Ticks(forms.Form):
    ticks = forms.MultipleChoiceField(
        choices=[("a", "A"), ("Satu", [("b", "B"), ("c", "C")]), ("Kosong", []), ("d", "D")],
        widget=forms.CheckboxSelectMultiple,
    )


def test_options_stand_under_their_headings():
    told = portal.option_groups(Ticks({"ticks": ["c"]})["ticks"])
    assert [(heading, [one.data["value"] for one in options]) for heading, options in told] == [
        ("", ["a"]),
        ("Satu", ["b", "c"]),
        ("", ["d"]),
    ]
    told = [one.data["selected"] for _heading, options in told for one in options]
    assert told == [False, False, True, False]


def test_a_heading_names_its_options():
    page = Template("{% load crispy_forms_tags %}{{ form.ticks|as_crispy_field }}").render(
        Context({"form": Ticks()})
    )
    heading = re.search(r'<p class="option-head" id="([^"]+)">Satu</p>', page)[1]
    assert page.count(f'role="group" aria-labelledby="{heading}"') == 1
    assert re.findall(r'type="checkbox".*?value="(.)"', page) == ["a", "b", "c", "d"]
