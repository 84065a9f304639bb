"""The house keeps its measure: short modules and functions, imports on top, writes in services."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[2]
APPS = ["kk_portal", "planning", "complaints", "members", "villages", "safeguards"]
LONGEST_MODULE, LONGEST_FUNCTION = 350, 40
NOT_OURS = {".git", ".venv", "var", "node_modules", "__pycache__", ".pytest_cache", ".ruff_cache"}
# Where rows are written in bulk: services, invented people, and the ground on which all of it stands.
WRITERS = re.compile(r"/services/|/services\.py|/demo/|^safeguards/|/session_store\.py")


def files(*tops: str) -> list[Path]:
    found = (path for top in tops for path in (ROOT / top).rglob("*"))
    return sorted(path for path in found if path.is_file() and not NOT_OURS & set(path.parts))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


MODULES = [path for path in files(*APPS) if path.suffix == ".py" and "migrations" not in path.parts]
TREES = {name(path): ast.parse(path.read_text()) for path in MODULES}
LINES = {name(path): path.read_text().splitlines() for path in MODULES}


def functions(tree: ast.AST) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def test_modules_are_no_longer_than_they_should_be():
    assert [module for module, lines in LINES.items() if len(lines) > LONGEST_MODULE] == []


def test_functions_are_no_longer_than_they_should_be():
    found = [(module, node) for module, tree in TREES.items() for node in functions(tree)]
    long = [(m, node.name) for m, node in found if node.end_lineno - node.lineno >= LONGEST_FUNCTION]
    assert long == []


def test_every_module_says_what_it_is_for():
    """Empty ones mark a package; apps.py is Django's own form."""
    told = [module for module, lines in LINES.items() if lines and not module.endswith("apps.py")]
    assert [module for module in told if not ast.get_docstring(TREES[module])] == []


def test_imports_inside_functions_give_their_reason():
    inside = {
        (module, node.lineno)
        for module, tree in TREES.items()
        for function in functions(tree)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert [place for place in sorted(inside) if not gives_reason(*place)] == []


def gives_reason(module: str, number: int) -> bool:
    """A comment behind the import, or on the line above it."""
    above, line = LINES[module][number - 2 : number]
    return "#" in line or above.strip().startswith("#")


def test_only_services_write_past_the_model():
    """`update(field=…)` and bulk writes of cases pass the version and the trail by."""
    calls = [
        (module, node)
        for module, tree in TREES.items()
        if not WRITERS.search(module)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]
    assert [(module, call.lineno) for module, call in calls if writes_past(call)] == []


def writes_past(call: ast.Call) -> bool:
    bulk = call.func.attr in {"bulk_create", "bulk_update"}
    return bulk or (call.func.attr == "update" and bool(call.keywords))


@pytest.mark.parametrize("room", ["complaints", "planning"])
def test_the_page_on_architecture_draws_the_layers_that_are_held(room):
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    held = next(one["layers"] for one in contracts if one.get("containers") == [room])
    page = (ROOT / "docs/architecture.md").read_text()
    drawn = page.partition(f"## Inside `{room}/`")[2].split("```")[1]
    assert drawn.split() == "\n".join(held).replace("|", "·").split()
