# Everything that a newcomer, a developer or the build does, one target each.
# `make` alone lists them. Variables from the outside (PORT, DATABASE_URL, ...) reach the programs.

VENV   := .venv
# The system's own Python before one from elsewhere: one that was built without profiling is a fifth slower.
PYTHON ?= $(firstword $(foreach p,/usr/bin/python3.11 python3.11 python3,$(shell $(p) -c 'import venv, ensurepip' 2>/dev/null && command -v $(p))) python3)
UV     ?= uv
# One test process more than cores: a tenth of a test's time is waiting for a browser, a disk or a clock.
JOBS   ?= $(shell expr 1 + $$(nproc 2>/dev/null || echo 2))
PIP    := $(VENV)/bin/python -m pip --disable-pip-version-check -q

# The tests start Python some hundred times: what it has compiled is kept, whatever the outside says.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup demo test check prove bench texts format pin clean chromium
.DELETE_ON_ERROR:

help: ## this list
	@echo "Samrum: what make can do here"
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-14s %s\n", $$1, $$2 }'

setup: $(VENV)/.package ## make .venv with what it takes to run

demo: $(VENV)/.package ## serve the made-up town on 127.0.0.1:8000 (PORT=... changes it); keeps its data
	@exec $(VENV)/bin/samrum demo

test: $(VENV)/.dev chromium ## every test, on SQLite, a real PostgreSQL and a real browser
	$(VENV)/bin/pytest -n $(JOBS) --dist worksteal

check: $(VENV)/.dev ## lint, format, types (strict) and the walls between packages
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

prove: $(VENV)/.dev ## try the promises in full counts, with faults planted too (hours; ONLY=R3 for one)
	@$(VENV)/bin/python -m tests.prove $(ONLY)

bench: $(VENV)/.bench ## measure against the goals, comparisons in the same run (ONLY=P2 for one)
	@$(VENV)/bin/python -m tests.benchmarks $(ONLY)

texts: $(VENV)/.dev ## bring the translations' catalogues up to date with the texts in the code
	@$(VENV)/bin/python -m hub.wording.gathering

format: $(VENV)/.dev ## write the code as `make check` wants it
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

pin: ## choose versions again from pyproject.toml and write them down with hashes (needs uv)
	@command -v $(UV) >/dev/null || { echo "make pin needs uv: pip install uv, or make pin UV=path-to-uv"; exit 1; }
	$(PINNED) --extra setup --extra dev pyproject.toml -o requirements-dev.txt
	$(PINNED) --extra setup -c requirements-dev.txt pyproject.toml -o requirements.txt
	$(PINNED) --extra setup --extra dev --extra bench -c requirements-dev.txt pyproject.toml -o requirements-bench.txt

clean: ## remove .venv and every cache; data/ stays
	rm -rf $(VENV) build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Without the address of an index, so that the files say nothing about where they were made.
PINNED := $(UV) pip compile -q --universal --python-version 3.11 --upgrade --generate-hashes --no-emit-index-url --no-header --no-annotate

# The stamps below are files, so that a second start checks dates and nothing else.

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo "Samrum needs Python 3.11 or newer. On Debian 12: apt-get install python3 python3-venv"; \
	       echo "If you have it under another name: make PYTHON=its-name"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null \
	  || { echo "This Python can't make a virtual environment. On Debian 12: apt-get install python3-venv"; exit 1; }
	@echo "Making $(VENV) ..."
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

# Without looking for dependencies: the pinned files name them all, and the pip of Debian 12 would
# otherwise ask for the newest release of a package wanted with an extra, which no hash here covers.
$(VENV)/.requirements: requirements.txt $(VENV)/.made
	@echo "Installing what Samrum needs to run (once; about a minute) ..."
	@$(PIP) install --no-deps --require-hashes -r requirements.txt
	@touch $@

# Without build isolation: the setuptools that builds is the pinned one, and nothing unpinned is fetched.
$(VENV)/.package: pyproject.toml $(VENV)/.requirements
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.package
	@echo "Installing what the tests and checks need ..."
	@$(PIP) install --no-deps --require-hashes -r requirements-dev.txt
	@touch $@

$(VENV)/.bench: requirements-bench.txt $(VENV)/.dev
	@echo "Installing what Samrum is compared with ..."
	@$(PIP) install --no-deps --require-hashes -r requirements-bench.txt
	@touch $@

# The one thing that pip does not have. Root, or sudo without a password, may install it.
chromium:
	@if [ -n "$$CHROMIUM" ] || command -v chromium-headless-shell || command -v chromium \
	   || command -v chromium-browser || command -v google-chrome; then exit 0; fi; \
	 if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then may=""; \
	 elif command -v apt-get >/dev/null && sudo -n true 2>/dev/null; then may="sudo -n"; \
	 else echo "The browser tests need Chromium. Install it and run make test again:"; \
	      echo "  sudo apt-get install chromium-headless-shell"; \
	      echo "or set CHROMIUM to the executable of a Chromium or Chrome that you have."; exit 1; fi; \
	 echo "Installing Chromium for the browser tests ..."; \
	 $$may apt-get update -qq && for one in chromium-headless-shell chromium; do \
	   $$may env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$one && exit 0; done; exit 1
