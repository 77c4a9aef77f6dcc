# One door for everything. `make run` and `make test` set themselves up on a bare machine.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
CODE := app tools tests benchmarks

.PHONY: run test check lint types imports assets package bench screenshots validate setup clean

run: $(STAMP)
	@$(BIN)/rootmap

test: $(STAMP)
	QT_QPA_PLATFORM=offscreen $(BIN)/pytest -n auto --maxprocesses 4 --dist worksteal

check: lint types imports test

lint: $(STAMP)
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)

types: $(STAMP)
	$(BIN)/mypy

imports: $(STAMP)
	$(BIN)/lint-imports

# Rebuilds all of assets/figures from the published mesh, bit for bit, and the compiled atlases with them.
assets: $(STAMP)
	$(BIN)/pip install --quiet -c requirements.lock scipy
	$(BIN)/python -m tools.build_figure
	$(BIN)/rootmap atlas build

package: $(STAMP)
	$(BIN)/python -m build --wheel --no-isolation

# Both under a private X server, so that numbers and pictures do not depend on the desktop.
bench: $(STAMP)
	@command -v Xvfb >/dev/null || tools/apt.sh xvfb libxtst6
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.progress

screenshots: $(STAMP)
	@command -v xvfb-run >/dev/null || tools/apt.sh xvfb xauth
	$(BIN)/python -m tools.screenshots

# 20,000 simulated patients of each mix on all cores; writes docs/validation.md, the same bytes for the same code.
validate: $(STAMP)
	$(BIN)/python -m tools.validate

setup: $(STAMP)

$(STAMP): pyproject.toml requirements.lock tools/setup.sh tools/apt.sh tools/qt_probe.py
	@PYTHON="$(PYTHON)" tools/setup.sh $(VENV)

clean:
	rm -rf $(VENV) build dist
