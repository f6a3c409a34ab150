# make demo   generates a service with its default answers and runs that service's own checks and tests
# make test   this repository's own checks and tests
# make matrix the services of all answers that go together two by two, each through its own checks and tests
#
# Both need Python 3.11 or newer, git and make, nothing else: they make their own environment in .venv.

SHELL := /bin/sh
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
BIN := .venv/bin
READY := .venv/ready
DEMO := build/demo/shop
PYTEST_ARGS ?=
ROUNDS ?= 50

.PHONY: help demo test matrix kills lint format tags clean

help:
	@echo 'make demo     generate a service and run its own checks and tests'
	@echo 'make test     run the checks and tests of this repository'
	@echo 'make matrix   run the checks and tests of a service of each row of the matrix (docs/matrix.md)'
	@echo 'make kills    kill workers at random, and count what becomes of events (ROUNDS=50)'
	@echo 'make lint     run its checks only'
	@echo 'make format   bring its code into form'
	@echo 'make tags     tag the releases in the history of this clone'
	@echo 'make clean    remove what the others made'

$(READY): pyproject.toml
	@test -n '$(PYTHON)' || { echo 'Python 3.11 or newer is needed: install it, or pass PYTHON=/path/to/python3' >&2; exit 1; }
	@command -v git >/dev/null || { echo 'git is needed: install it (Debian: apt install git)' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo 'the venv module of $(PYTHON) is needed: install it (Debian: apt install python3-venv)' >&2; exit 1; }
	@echo 'Making the environment .venv ...'
	@$(PYTHON) -m venv --clear .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

demo: $(READY)
	rm -rf $(DEMO)
	$(BIN)/ringfence new $(DEMO) --defaults
	$(MAKE) -C $(DEMO) check
	$(MAKE) -C $(DEMO) test
	@echo
	@echo 'The service in $(DEMO) is green.  To see it: make -C $(DEMO) run'
	@echo 'Then open http://localhost:8000/api/docs/ and http://localhost:8000/admin/'

test: lint
	$(BIN)/python -m pytest -n 2 --dist worksteal $(PYTEST_ARGS)

matrix: $(READY)
	$(BIN)/python -m pytest -n 2 --dist worksteal -m matrix tests/template $(PYTEST_ARGS)

kills: $(READY)
	RINGFENCE_KILL_ROUNDS=$(ROUNDS) $(BIN)/python -m pytest --timeout 3600 tests/e2e/test_kills.py $(PYTEST_ARGS)

lint: $(READY)
	$(BIN)/ruff format --check src extensions tests hatch_build.py
	$(BIN)/ruff check src extensions tests hatch_build.py
	$(BIN)/mypy src extensions tests hatch_build.py

format: $(READY)
	$(BIN)/ruff check --fix src extensions tests hatch_build.py
	$(BIN)/ruff format src extensions tests hatch_build.py

tags: $(READY)
	@$(BIN)/python -m ringfence.releases

clean:
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .cache
