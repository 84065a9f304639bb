"""No word of the portal settles violence out of court (UU 12/2022 Ps 23): nothing is "damai" here."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from complaints.enums import Outcome
from complaints.forms.followup import CloseForm

from .texts import read

pytestmark = pytest.mark.once

ROOT = Path(settings.BASE_DIR)
APPS = ("kk_portal", "planning", "complaints", "members", "villages", "safeguards")
SETTLED = re.compile(r"damai|kekeluargaan", re.IGNORECASE)
TEMPLATES = sorted((ROOT / "templates").rglob("*.*"))
MODULES = sorted(path for app in APPS for path in (ROOT / app).rglob("*.py"))
DATA = sorted(path for app in APPS for path in (ROOT / app / "data").glob("*.json"))


def spoken(source: str) -> list[str]:
    """Every text of a module but its docstrings, which may say what there is not."""
    tree = ast.parse(source)
    silent = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent
    ]


def settling(texts) -> list[str]:
    return [text for text in map(str, texts) if SETTLED.search(text)]


def test_no_choice_of_any_field_says_so():
    fields = [
        field
        for app in APPS
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.fields
    ]
    listed = [field for field in fields if field.choices]
    assert len(listed) > 20
    assert settling(word for field in listed for choice in field.flatchoices for word in choice) == []


def test_closing_offers_the_outcomes_of_the_field_and_no_others():
    offered = [value for value, _label in CloseForm(running=False).fields["outcome"].choices]
    assert offered == Outcome.values
    assert set(offered) == {
        *("served", "solved_by_group", "chose_not_to", "unavailable", "moved_away", "duplicate")
    }


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_template_says_so(path):
    text = path.read_text()
    assert settling([*read(text), *re.findall(r'"([^"]*)"', text)]) == []


def test_no_text_of_the_code_says_so():
    assert {str(path): found for path in MODULES if (found := settling(spoken(path.read_text())))} == {}


def test_no_data_that_comes_along_says_so():
    assert {str(path): found for path in DATA if (found := settling([path.read_text()]))} == {}


def test_such_words_are_found():
    source = '"""Never damai."""\nLABEL = _("Didamaikan")\ndef f():\n    """No damai."""\n    return "x"\n'
    assert settling(spoken(source)) == ["Didamaikan"]
