"""Nothing lies around: every template and static file is used, every {% load %} too."""

import re
from pathlib import Path

import pytest
from django.template import engines
from django.template.library import import_library

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[2]
APPS = ["kk_portal", "planning", "complaints", "members", "villages", "safeguards"]
TEMPLATES = ROOT / "templates"
# Taken by Django and its apps because of their path, not because code of ours names them.
OVERRIDES = (
    "admin/",
    "bootstrap5/",
    "400.html",
    "403.html",
    "404.html",
    "500.html",
    "axes/",
    "django/forms/",
)
REGENCY_FILES = re.compile(r"villages/regency/\d\d\.\d\d\.json$")  # fetched by code, tested with the picker


def sources() -> str:
    files = [
        path for app in APPS for pattern in ("*.py", "*.js", "*.css") for path in (ROOT / app).rglob(pattern)
    ]
    return "\n".join(
        path.read_text() for path in [*files, *TEMPLATES.rglob("*.html"), *TEMPLATES.rglob("*.txt")]
    )


SOURCES = sources()


def templates() -> list[str]:
    return sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.*"))


def static_files() -> list[str]:
    found = [
        path.relative_to(ROOT / app / "static")
        for app in APPS
        for path in (ROOT / app / "static").rglob("*.*")
    ]
    return sorted(str(path) for path in found if not REGENCY_FILES.search(str(path)))


@pytest.mark.parametrize("name", [name for name in templates() if not name.startswith(OVERRIDES)])
def test_template_is_used(name):
    assert name in SOURCES


@pytest.mark.parametrize("name", static_files())
def test_static_file_is_used(name):
    """By its full name, or, among modules of one folder, by a relative import."""
    assert name in SOURCES or f"./{Path(name).name}" in SOURCES


@pytest.mark.parametrize(
    "path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: str(path.relative_to(TEMPLATES))
)
def test_template_has_no_inline_script_or_style(path):
    text = path.read_text()
    assert re.findall(r"<script(?![^>]*\bsrc=)[^>]*>|<style\b|\sstyle=|\son[a-z]+=", text) == []


def unused_loads(text: str) -> list[str]:
    """Libraries that a template loads and takes no tag or filter from."""
    named = [name for names in re.findall(r"{% load ([\w ]+?) %}", text) for name in names.split()]
    return [name for name in named if not set(re.findall(r"{%\s*(\w+)|\|(\w+)", text)) & offered(name)]


def offered(name: str) -> set[tuple[str, str]]:
    library = import_library(engines["django"].engine.libraries[name])
    return {(tag, "") for tag in library.tags} | {("", filter_) for filter_ in library.filters}


@pytest.mark.parametrize(
    "path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: str(path.relative_to(TEMPLATES))
)
def test_template_uses_what_it_loads(path):
    assert unused_loads(path.read_text()) == []


def test_unused_loads_are_found():
    assert unused_loads('{% load i18n static cases %}{% translate "Simpan" %}') == ["static", "cases"]
