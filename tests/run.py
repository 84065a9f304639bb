"""Everything CI runs: checks, then the suite on SQLite and, where a server answers, on PostgreSQL.

``--checks`` runs the checks alone. PostgreSQL is ``TEST_DATABASE_URL`` or a server on localhost that lets
us in as ``postgres``. With ``CI`` set, a missing PostgreSQL, Chromium or LibreOffice is a failure.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import psycopg2

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
LOCAL_POSTGRES = "postgres://postgres@127.0.0.1:5432/postgres"
PYTEST = ["-q", "--dist", "loadfile", "--no-loadscope-reorder"]
PRODUCTION = {  # invented secrets: `check --deploy` looks at the shape of production
    "KK_MODE": "production",
    "ALLOWED_HOSTS": "portal.example.org",
    "DATABASE_URL": "postgres://portal@127.0.0.1:5432/portal",
}


def run(title: str, *command: str, **environment: str) -> bool:
    print(f"\n== {title}", flush=True)  # noqa: T201 - this program talks to a terminal
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=False)  # noqa: S603 - our own commands
    return done.returncode == 0


def tool(name: str) -> str:
    return str(BIN / name)


def production_environment() -> dict[str, str]:
    sys.path.insert(0, str(ROOT))
    from safeguards.keygen import fresh_environment  # after the path is set

    return {**PRODUCTION, **fresh_environment()}


def checks() -> list[bool]:
    python, manage = sys.executable, str(ROOT / "manage.py")
    return [
        run("ruff format", tool("ruff"), "format", "--check", "."),
        run("ruff check", tool("ruff"), "check", "."),
        run("import contracts", tool("lint-imports")),
        run("migrations", python, manage, "makemigrations", "--check", "--dry-run"),
        run(
            "deployment check",
            *(python, manage, "check", "--deploy", "--fail-level", "WARNING"),
            **production_environment(),
        ),
    ]


def postgres_url() -> str | None:
    url = os.environ.get("TEST_DATABASE_URL", LOCAL_POSTGRES)
    try:
        psycopg2.connect(url, connect_timeout=3).close()
    except psycopg2.OperationalError:
        return None
    return url


def suite(database: str, *options: str, **environment: str) -> bool:
    return run(f"tests on {database}", tool("pytest"), *PYTEST, *options, **environment)


def suites(postgres: str | None) -> list[bool]:
    """Everything on PostgreSQL; on SQLite what is not ``once``, or everything where it stands alone.

    Counting lines doubles the time of a test, so it is done on one database.
    """
    os.environ.pop("DATABASE_URL", None)
    chosen = ["-m", "not once"] if postgres else []
    results = [suite("SQLite", "-n", "2", *chosen, "--cov", "--cov-report=")]
    if postgres:  # which, like the browser, is waited for: a third worker goes on meanwhile
        results.append(suite("PostgreSQL", "-n", "3", DATABASE_URL=postgres))
    return results


def coverage() -> bool:
    return run("coverage", tool("coverage"), "report")


def main() -> int:
    results = checks()
    postgres = postgres_url()
    chromium = shutil.which("chromium")
    office = shutil.which("soffice")
    if "--checks" not in sys.argv:
        for old in ROOT.glob(".coverage*"):
            old.unlink()
        results += [*suites(postgres), coverage()]
        ran_on = ["SQLite", "PostgreSQL" if postgres else "PostgreSQL: none answered, skipped"]
        print(f"\nDatabases: {', '.join(ran_on)}")  # noqa: T201
        print(f"Browser: {chromium or 'Chromium is missing, journeys skipped'}")  # noqa: T201
        print(f"Office: {office or 'LibreOffice is missing, its test skipped'}")  # noqa: T201
        if os.environ.get("CI"):
            results += [bool(postgres), bool(chromium), bool(office)]
    print("\nAll well." if all(results) else "\nSomething failed; see above.")  # noqa: T201
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
