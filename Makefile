# The ways into the project. `make` alone tells them.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.samsyn-setup
BENCH  := .venv-bench

.PHONY: help
help: ## tell what there is
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

.PHONY: setup
setup: $(STAMP) ## .venv with .venv/bin/samsyn in it, and the system libraries that Qt needs

$(STAMP): requirements/dev.txt pyproject.toml packaging/setup.sh tests/signin/provider/package.json
	PYTHON=$(PYTHON) VENV=$(VENV) sh packaging/setup.sh
	@touch $@

.PHONY: run
run: setup ## the practice meeting: console and room screen
	$(BIN)/samsyn practice

# Tests of pure code run side by side. Those of real processes wait for each other, and a busy machine
# is slow; and no Qt in a process whose garbage any thread may collect (ui/garbage.py), as that of -n is.
PURE  := -n auto tests/unit --ignore=tests/unit/commands
ALONE := tests/endtoend tests/host tests/processes tests/signin tests/ui tests/unit/commands
LONG  := -m "thorough or not thorough"

.PHONY: test
test: setup lint ## every test, without a display
	$(BIN)/python -m pytest $(PURE)
	$(BIN)/python -m pytest $(ALONE)

.PHONY: test-all
test-all: setup lint ## every test and the long ones: all practice cases on both hosts
	$(BIN)/python -m pytest $(LONG) $(PURE)
	$(BIN)/python -m pytest $(LONG) $(ALONE)

.PHONY: lint
lint: setup ## formatting, style, types, layers, dead code
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/mypy --platform win32 -p app -p ui
	$(BIN)/lint-imports
	$(BIN)/vulture

.PHONY: format
format: setup ## let ruff put the code in order
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

$(BENCH)/.samsyn-bench: requirements/bench.txt
	$(PYTHON) -m venv $(BENCH)
	$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes \
		-r requirements/bench.txt
	@touch $@

.PHONY: bench
bench: setup $(BENCH)/.samsyn-bench ## measure speed and size (docs/benchmarks.md): some minutes
	-$(BENCH)/bin/python -m benchmarks.fhirpath 1000 10000
	$(BIN)/python -m benchmarks

.PHONY: lock
lock: setup ## pin all dependencies anew, with hashes and without addresses
	sh packaging/lock.sh $(BIN)

.PHONY: clean
clean: ## take away what was made
	rm -rf $(VENV) $(BENCH) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis htmlcov .coverage
