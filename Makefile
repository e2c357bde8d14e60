# One door to all tasks. Needs python3 with venv, and make; everything else comes from the locks.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Wheels only: a source distribution would fetch its builders unhashed.
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all:
LOCK := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header \
	--python-version 3.11
PYTEST ?= $(BIN)/python -m pytest -n auto --dist loadfile

.DEFAULT_GOAL := help
.PHONY: help install browser cluster peers demo test test-postgres migrations check lint-imports format bench lock messages reference clean

help: ## Show what can be done here
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 16

install: $(VENV)/.installed ## Make the environment from the hashed locks (only what changed)

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.locked: requirements.lock | $(BIN)/python
	$(PIP) --require-hashes -r requirements.lock
	@touch $@

# The map's JavaScript and the font come out of wheels; their own dependencies are not wanted.
$(VENV)/.assets: requirements-assets.lock $(VENV)/.locked
	$(PIP) --require-hashes --no-deps -r requirements-assets.lock
	@touch $@

$(VENV)/.installed: pyproject.toml $(VENV)/.assets
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

browser: ## Install Chromium for the browser tests, where that is possible (never fails)
	@if command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null; then \
		echo "Chromium is there."; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		(apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null) \
			|| echo "Chromium could not be installed: the browser tests will be skipped, and say so."; \
	else \
		echo "No Chromium, and no right to install it: the browser tests will be skipped, and say so."; \
	fi

peers: ## Install the R packages that benchmarks and tests compare with, where that is possible (never fails)
	@if command -v Rscript >/dev/null && Rscript -e 'library(EpiEstim); library(surveillance); library(epiR)' >/dev/null 2>&1; then \
		echo "R and its packages are there."; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		(apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
			r-base-core r-cran-epiestim r-cran-surveillance r-cran-epir >/dev/null) \
			|| echo "R could not be installed: comparisons with its packages will be skipped, and say so."; \
	else \
		echo "No R, and no right to install it: comparisons with its packages will be skipped, and say so."; \
	fi

cluster: install ## Install Ray for the nightly run on a cluster (an optional extra, from its own lock)
	$(PIP) --require-hashes -r requirements-cluster.lock \
		|| echo "Ray could not be installed: the cluster tests will be skipped, and say so."

demo: install ## Simulate an outbreak in District 6, assess, publish and serve it
	$(BIN)/vungxanh demo --out demo-out

test: check ## Everything: checks, then all tests
	$(PYTEST)

test-postgres: install ## The office's tests once more, on PostgreSQL (skipped where it does not run, and says so)
	$(BIN)/python -m tools.with_postgres $(PYTEST) tests/office || [ $$? -eq 77 ]

check: install lint-imports ## Lint, format, types, layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

lint-imports: install ## Who may import whom
	$(BIN)/lint-imports --no-logo

format: install ## Put the code into the house format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: install ## What README claims about speed
	$(BIN)/python -m benchmarks.nation

lock: | $(BIN)/python ## Renew the hashed locks (they name no host)
	$(PIP) --require-hashes -r requirements-uv.lock
	$(LOCK) --extra office --group dev pyproject.toml -o requirements.lock
	$(LOCK) --extra cluster -c requirements.lock pyproject.toml -o requirements-cluster.lock
	$(LOCK) --no-deps --group assets -o requirements-assets.lock
	$(LOCK) --group lock -o requirements-uv.lock

migrations: install ## Write the first migration anew (until the first release; afterwards migrations are added)
	@cd src/vungxanh/office/records/migrations && rm -f 0001_initial.py && mkdir .later && mv 000[2-9]_*.py .later/
	@VUNGXANH_HOME=$$(mktemp -d) DJANGO_SETTINGS_MODULE=vungxanh.office.settings \
		$(BIN)/python -m django makemigrations --skip-checks records -n initial; \
		status=$$?; cd src/vungxanh/office/records/migrations && mv .later/*.py . && rmdir .later; exit $$status

messages: install ## Bring the catalogues up to date with the sentences (ROOM=cli for one room)
	$(BIN)/python -m tools.refresh_messages $(ROOM)

reference: install ## Write the generated pages of the manual
	$(BIN)/python -m tools.write_reference
	$(BIN)/python -m tools.pack_pages
	$(BIN)/python -m tools.linelist_pages

clean: ## Remove everything that can be made again
	rm -rf $(VENV) demo-out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .artefacts
	find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
