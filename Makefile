# Two commands set up a fresh machine that has Python 3.11 or newer: make demo, make test.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
.PHONY: demo test check bench faults clean

$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[documents,pdf,reports,site]'
	touch $@

$(VENV)/dev: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $(VENV)/installed $@

demo: $(VENV)/installed
	@$(BIN)/mailflow demo

test: $(VENV)/dev
	$(BIN)/python -m pytest -n auto -rs

# Every position of the fault bench, with the figures for docs/reliability.md; `make faults only="kills cuts"` for some.
faults: $(VENV)/dev
	$(BIN)/python -m tests.faults $(only)

check: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Every measurement, some five minutes, with the tables for docs/performance.md; `make bench only="start latency"` for some.
bench: $(VENV)/dev
	$(BIN)/python -m bench $(only)

clean:
	rm -rf $(VENV) demo build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
