"""Everything on screen is Indonesian and marked for translation."""

import re
from pathlib import Path

import pytest

from . import roles_table, world
from .asking import address
from .texts import read

pytestmark = pytest.mark.once

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
TAGS = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}", re.DOTALL)
TRANSLATED = re.compile(r"{%\s*(blocktranslate|comment)\b.*?%}.*?{%\s*end\1\s*%}", re.DOTALL)
CLASSES = re.compile(r"{% block \w*class %}.*?{% endblock %}", re.DOTALL)
NAMES = {"KK Portal"}
# Pieces of a tag, not of a page; and the page of all widgets, which only those who build pages see.
NOT_READ = {"components/steps.html", "bootstrap5/field.html", "kk_portal/style_guide.html"}
PAGES = {str(path.relative_to(TEMPLATES)): path for path in sorted(TEMPLATES.rglob("*.html"))}
# Words that Django, its admin or a library would say if nobody had taught them Indonesian.
ENGLISH = re.compile(
    r"\b(Save|Delete|Search|Select|Home|Log ?out|Log ?in|View site|Change|Changed|Add|Added|Import|Export|"
    r"Submit|Required|This field|Cancel|Close|Back|Next|Previous|Yes|History|Action|Go|Today|Show|Hide|"
    r"Password|Username|Please|Error|Remove|Clear|Choose|Unknown|None|True|False|the|of|and|is|are|was|not|"
    r"with|from|your|all|any|available|selected|rows?|results?|must|enter|valid)\b"
)
ROWS = list({row.route: row for row in roles_table.rows() if "o" in row.get}.values())


def bare_texts(template: str) -> list[str]:
    """Text that stands in a template outside of any translation."""
    return [
        text
        for text in read(TAGS.sub("", CLASSES.sub("", TRANSLATED.sub("", template))))
        if text not in NAMES
    ]


@pytest.mark.parametrize("name", sorted(set(PAGES) - NOT_READ))
def test_template_marks_its_words(name):
    assert bare_texts(PAGES[name].read_text()) == []


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_page_speaks_indonesian(scene, db, row):
    """As the first and the last of the roles that it opens to, and as an officer who may only look."""
    opened = [role for role, letter in zip(world.ROLES, row.get, strict=True) if letter == "o"]
    path = address(row, scene.things)
    for role in {opened[0], opened[-1], *({"petugas", "petugas2"} & set(opened))}:
        page = scene.visitors[role].ask("GET", path)
        html = page.content.decode() if page["Content-Type"].startswith("text/html") else ""
        assert [text for text in read(html) if ENGLISH.search(text)] == []


@pytest.mark.parametrize(
    ("template", "bare"),
    [
        ("<p>Simpan</p>", ["Simpan"]),
        ('<p>{% translate "Simpan" %}</p>', []),
        ("<p>{% blocktranslate %}Simpan {{ name }}{% endblocktranslate %} 3</p>", []),
        ('<input type="submit" value="Simpan"><img alt="Foto">', ["Simpan", "Foto"]),
        ("<script>const text = 1;</script>{# Simpan #}", []),
    ],
)
def test_bare_texts_are_found(template, bare):
    assert bare_texts(template) == bare
