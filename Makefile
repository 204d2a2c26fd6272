PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --disable-pip-version-check --quiet
# A worker for each processor and one more, since workers wait for servers and browsers; one that is idle takes tests of another, so
# that no long file is waited for.
WORKERS := $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)
PARALLEL ?= -n $(WORKERS) --maxprocesses 8 --dist worksteal

.PHONY: run test lint types check bench load soak mutants docs site notebooks notebooks-check picture refresh rebuild clean

run: .venv/.run.stamp
	@$(BIN)/python -m indicators serve

test: .venv/.test.stamp
	@$(BIN)/python -m pytest $(PARALLEL)

lint: .venv/.test.stamp
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: .venv/.test.stamp
	@$(BIN)/mypy

check: .venv/.run.stamp
	@$(BIN)/python -m indicators check

bench: .venv/.test.stamp
	@$(BIN)/python -m pytest tests/benchmarks --benchmark-only

# Some minutes with the machine for itself; the site's half needs nginx and wrk.
load: .venv/.test.stamp
	@$(BIN)/python -m tests.load

soak: .venv/.test.stamp
	@$(BIN)/python -m tests.soak

# MUTANTS=0 tries every mutant, ONLY=scoring/score one module.
MUTANTS ?= 250
mutants: .venv/.test.stamp
	@$(BIN)/python -m tests.mutants --sample $(MUTANTS) --only "$(ONLY)"

docs: .venv/.test.stamp
	@$(BIN)/python -m tests.test_docs

# The documentation as a site, in site/.
site: .venv/.test.stamp
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

notebooks: .venv/.test.stamp
	@$(BIN)/python notebooks/execute.py $(NOTEBOOKS)

notebooks-check: .venv/.test.stamp
	@$(BIN)/python notebooks/execute.py --check $(NOTEBOOKS)

refresh: .venv/.run.stamp
	@$(BIN)/python -m indicators refresh

picture: .venv/.test.stamp
	@$(BIN)/python -m tests.picture

rebuild: .venv/.run.stamp
	@$(BIN)/python -m indicators rebuild

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .benchmarks

# A failed `venv` leaves a bin/python behind, so a stamp says when an environment is finished.
.venv/.made.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: install it, then run make PYTHON=python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Python's venv module is missing: on Debian or Ubuntu run  sudo apt install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv --clear .venv
	@touch $@

.venv/.run.stamp: .venv/.made.stamp requirements.txt constraints.txt
	@echo "installing what the dashboard needs"
	@$(PIP) -r requirements.txt -c constraints.txt
	@touch $@

.venv/.test.stamp: .venv/.run.stamp requirements-dev.txt
	@echo "installing what the tests need"
	@$(PIP) -r requirements-dev.txt -c constraints.txt
	@touch $@
