from io import StringIO

from django.core.management import call_command

from safeguards.crypto import KeyRing
from safeguards.keygen import FAMILIES


def printed() -> dict[str, str]:
    out = StringIO()
    call_command("make_keys", stdout=out)
    return dict(line.split("=", 1) for line in out.getvalue().splitlines())


def test_every_line_is_a_variable_that_parses():
    lines = printed()
    assert list(lines) == ["SECRET_KEY", *FAMILIES]
    assert [KeyRing(name, lines[name]).newest[0] for name in FAMILIES] == ["1"] * 4
    assert len(lines["SECRET_KEY"]) >= 50


def test_each_run_prints_others():
    assert set(printed().values()).isdisjoint(printed().values())
