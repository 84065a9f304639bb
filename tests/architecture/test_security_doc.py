"""The page on security names the tests that prove it: each is there, so that no promise outlives its test."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/security.md").read_text()
NAMED = re.compile(r"(tests/[\w/]+(?:\.py)?)?(?:::(\w+))?")  # what stands between backticks
ADVERSARIES = (
    *("A violent husband with her phone", "A husband who is the hamlet head and a member of the group"),
    *("A curious neighbour with a login", "A thief with the laptop", "A thief with a backup"),
    *("A stolen officer account", "The hosting company", "A court order"),
)


def named(page: str) -> list[tuple[str, str]]:
    """(path, test or nothing) of each; ``::test`` alone is of the file named before it."""
    found, last = [], ""
    for quoted in re.findall(r"`([^`\n]+)`", page):
        one = NAMED.fullmatch(quoted)
        if one and (one[1] or one[2]):
            last = one[1] or last
            found.append((last, one[2] or ""))
    return found


def is_there(path: str, test: str) -> bool:
    file = ROOT / path
    if not test:
        return file.exists()
    tree = ast.parse(file.read_text()) if file.is_file() else ast.Module([], [])
    return test in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_test_it_names_is_there():
    found = named(PAGE)
    assert len(found) > 60
    assert [one for one in found if not is_there(*one)] == []


def test_every_adversary_has_tests():
    _before, *sections = PAGE.partition("## Who might come\n")[2].partition("\n## ")[0].split("\n### ")
    told = {
        section.partition("\n")[0]: [test for _path, test in named(section) if test] for section in sections
    }
    assert list(told) == list(ADVERSARIES)
    assert [title for title, tests in told.items() if len(tests) < 3] == []


def test_one_that_is_gone_would_be_seen():
    here = "tests/architecture/test_security_doc.py"
    page = f"`{here}::test_gone`, `::named`, `tests/gone.py`, `tests/architecture`"
    assert [is_there(*one) for one in named(page)] == [False, True, False, True]


def test_links_within_the_page_lead_somewhere():
    titles = {
        re.sub(r"[^\w-]", "", title.lower().replace(" ", "-"))
        for title in re.findall(r"^#+ (.+)$", PAGE, re.M)
    }
    assert set(re.findall(r"\]\(#([\w-]+)\)", PAGE)) - titles == set()
