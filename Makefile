# What a newcomer needs: make demo, make test. Everything runs in .venv, which is made when it is missing or stale.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PRODUCED := build/produced
PAGE := tests/browser tests/slackapp/test_words_on_page.py
ARGS ?=
STEPS ?= 3000

# Some machines forbid Python to keep what it has compiled. Each of hundreds of processes would then compile everything anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: install demo test browser check format bench chaos lock clean

install: $(STAMP)

$(STAMP): pyproject.toml requirements.lock
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=python3.11 ...")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint requirements.lock --editable '.[dev]'
	touch $@

demo: $(STAMP)
	$(BIN)/interview-prep demo $(ARGS)

# All tests, five processes at once, which also wait; then the test that reads every word the others made people see; then the page.
# With ARGS only those: make test ARGS="tests/prep -x".
test: $(STAMP)
ifdef ARGS
	$(BIN)/pytest $(ARGS)
else
	rm -rf $(PRODUCED)
	PRODUCED=$(PRODUCED) $(BIN)/pytest --numprocesses 5 --dist worksteal --ignore tests/browser --ignore-glob '*/test_words*.py'
	PRODUCED=$(PRODUCED) $(BIN)/pytest --quiet tests/slackapp/test_words.py
	@$(MAKE) --no-print-directory browser
endif

# The demo's page in a Chromium, and on it every message and view that `make test` left in $(PRODUCED). Where there is no
# Chromium these tests are skipped and say so; with NEED_BROWSER set they fail. CHROMIUM says where it is.
browser: $(STAMP)
	PRODUCED=$(PRODUCED) $(BIN)/pytest --numprocesses 3 --dist loadfile -r fE $(PAGE) $(ARGS)

check: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/interview-prep bank check
	$(BIN)/pytest --quiet tests/storage/test_migrations.py

format: $(STAMP)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(STAMP)
	$(BIN)/python -m bench $(ARGS)

# Real processes that are killed, stopped and cut off; then anything done to interviews in any order, STEPS of it on each
# database. With SABOTAGE (lookup, lease, unique) only a storm without that safeguard: messages have to come twice.
chaos: $(STAMP)
ifdef SABOTAGE
	$(BIN)/python -m tests.chaos --sabotage $(SABOTAGE) $(ARGS)
else
	$(BIN)/python -m tests.chaos $(ARGS)
	STEPS=$(STEPS) $(BIN)/pytest --quiet --numprocesses 2 tests/anything
endif

# Brings requirements.lock up to date with pyproject.toml: every package, with its exact version.
lock:
	rm -rf $(VENV)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --editable '.[dev]'
	$(BIN)/pip freeze --exclude-editable > requirements.lock
	touch $(STAMP)

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
