# Needs only Python >= 3.11 with pip, and make. The first target that runs makes .venv from the pinned, hashed
# requirements; afterwards it is kept until these change.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# What may run beside each other; `make test JOBS=1` to follow one test after the other.
JOBS ?= auto
# Further arguments of pytest: make test ARGS="tests/core -k funnel"
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help demo demo-google test test-long check format bench templates docs lock clean

help: ## what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(READY) ## build the sample workbook, refresh it, show it in the browser (CHECK=1: stop after the refresh)
	$(BIN)/planerka demo $(if $(CHECK),--check)

demo-google: $(READY) ## the whole Google path against the local Sheets server: connect, sync, what was asked of Google
	$(BIN)/python -m tests.sheets_api.demo

test: $(READY) ## every kind of test at small size (at most 8 minutes)
	$(BIN)/python -m pytest -m "not long" -n $(JOBS) --dist worksteal --durations 10 $(ARGS)

test-long: $(READY) ## the tests at full size
	$(BIN)/python -m pytest -m long --durations 0 $(ARGS)

check: $(READY) ## style, types, architecture, and what is generated is up to date
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m templates.build --check
	$(BIN)/python -m docs.build --check
	$(BIN)/python -m excel_udfs.office_addin --check
	$(BIN)/python -m sheets_addon.apps_script --check
	$(BIN)/python -m pytest -q tests/test_repository.py

format: $(READY) ## put the code in order
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

bench: $(READY) ## the promises about speed, as ratios measured here and now
	$(BIN)/python -m benchmarks $(ARGS)

templates: $(READY) ## build the workbooks that people start from
	$(BIN)/python -m templates.build

docs: $(READY) ## write the pages and files that are derived from the declarations, with pictures where LibreOffice is
	$(BIN)/python -m docs.build
	$(BIN)/python -m excel_udfs.office_addin
	$(BIN)/python -m sheets_addon.apps_script
	$(BIN)/python -m docs.pictures
	PLANERKA_SCREENSHOTS=docs/images/guide $(BIN)/python -m pytest -q tests/browser/test_guide.py

# A machine's own uv configuration must not leak into the lock: --no-config drops files, env -u the variables.
UV := env -u UV_FIND_LINKS -u UV_INDEX -u UV_INDEX_URL -u UV_EXTRA_INDEX_URL -u UV_DEFAULT_INDEX uv --no-config
EXPORT := $(UV) export --quiet --frozen --no-emit-project --no-header --no-annotate

lock: ## resolve again: uv.lock and the hashed requirements (the only target that needs uv; UPGRADE=1: newest)
	$(UV) lock $(if $(UPGRADE),--upgrade)
	$(EXPORT) --no-dev --output-file requirements.txt > /dev/null
	$(EXPORT) --output-file requirements-dev.txt > /dev/null

clean: ## remove the environment and the caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

# -c with the same file: older pips, such as Python 3.11's own, take a pin of «coverage» for none of «coverage[toml]»,
# and the day a newer coverage appears they stop.
$(READY): requirements-dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Planerka needs Python 3.11 or newer: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes \
		-r requirements-dev.txt -c requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
