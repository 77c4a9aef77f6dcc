# One door for everything. `make run` and `make test` set themselves up on a bare machine.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: run test lint types imports bench screenshots assets package check clean setup

setup: $(STAMP)

$(STAMP): pyproject.toml requirements.lock tools/setup.sh
	PYTHON=$(PYTHON) tools/setup.sh $(VENV)
	touch $@

run: $(STAMP)
	$(BIN)/rootmap

test: $(STAMP)
	QT_QPA_PLATFORM=offscreen $(BIN)/pytest -n 2

lint: $(STAMP)
	$(BIN)/ruff check app tools tests benchmarks
	$(BIN)/ruff format --check app tools tests benchmarks

types: $(STAMP)
	$(BIN)/mypy

imports: $(STAMP)
	$(BIN)/lint-imports

clean:
	rm -rf $(VENV) build dist
