# Two commands are all a newcomer needs: `make run` and `make test`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
export PORT

.PHONY: run test bench check fast drill faults attack clean

run: $(VENV)/.installed
	@$(BIN)/python manage.py serve

test: $(VENV)/.installed-dev
	@$(BIN)/python tests/run.py

fast: $(VENV)/.installed-dev  ## the tests of the code alone, on SQLite, without a browser
	@$(BIN)/pytest -q -n 2 -m "not journey"

check: $(VENV)/.installed-dev  ## format, lint, imports, migrations, deployment settings
	@$(BIN)/python tests/run.py --checks

faults: $(VENV)/.installed-dev  ## the long form of tests/faults, on SQLite and on a PostgreSQL of its own
	@FAULTS=long $(BIN)/pytest -q tests/faults
	@FAULTS=long DATABASE_URL=$${TEST_DATABASE_URL:-postgres://postgres@127.0.0.1:5432/postgres} $(BIN)/pytest -q tests/faults

attack: $(VENV)/.installed-dev  ## tries to work out small numbers from all that is told: 1,000 village-years and the demo
	@$(BIN)/python -m tests.attack

drill: $(VENV)/.installed  ## backup and restore, tried on the current database
	@$(BIN)/python manage.py drill

bench: $(VENV)/.installed-dev
	@$(BIN)/python -m bench

$(VENV)/bin/python:
	@echo "Making a Python environment in $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.txt | $(VENV)/bin/python
	@echo "Installing what the portal runs on ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	@echo "Installing what tests and checks need ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements-dev.txt
	@touch $@

clean:
	rm -rf $(VENV) var
