# Everything a newcomer or the CI types. Each target does its own set-up; the second time is quick.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV_PYTHON := .venv/bin/python
OUT ?= build/tour
WORKERS ?= 2
CODE := mairie_quartier tests packaging $(wildcard db)
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard i18n/*/LC_MESSAGES/*.po))
OFFSCREEN := QT_QPA_PLATFORM=offscreen

export PYTHONUTF8 := 1
# Tests start the program dozens of times: compiled anew each time, that is most of their cost.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run test check tour papers bench central two-desks torture i18n lock format setup-run setup-test clean

help: ## Say what can be made
	@sed -nE 's/^([a-z0-9-]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

run: setup-run $(CATALOGUES) ## Open the program (without a display: the tour, in build/tour)
	@if [[ -n "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ]]; then \
	  exec $(VENV_PYTHON) -m mairie_quartier; \
	else \
	  echo "Aucun écran : la visite guidée s'exécute à la place, dans $(OUT)."; \
	  $(OFFSCREEN) $(VENV_PYTHON) -m mairie_quartier tour --out "$(OUT)"; \
	fi

test: check ## Set up, check, and run the whole test suite
	$(OFFSCREEN) $(VENV_PYTHON) -m pytest -n $(WORKERS)

check: setup-test $(CATALOGUES) ## Formatting, lint, types, layers, catalogues
	$(VENV_PYTHON) -m ruff format --check $(CODE)
	$(VENV_PYTHON) -m ruff check $(CODE)
	$(VENV_PYTHON) -m mypy
	$(VENV_PYTHON) .venv/bin/lint-imports
	$(VENV_PYTHON) packaging/catalogues.py check

tour: setup-run $(CATALOGUES) ## Drive the real windows through the main job, into OUT=dir
	$(OFFSCREEN) $(VENV_PYTHON) -m mairie_quartier tour --out "$(OUT)"

papers: OUT = build/papers
papers: setup-run $(CATALOGUES) ## Draw every paper in every language, with contact sheets, into OUT=dir
	$(OFFSCREEN) $(VENV_PYTHON) -m tests.papers --out "$(OUT)"

# A peer to compare with, beside this checkout, where Node.js is there to run it.
bench: PEER = $(if $(shell command -v node),$(firstword $(wildcard ../*/bench/pouchdb/run.sh)))
bench: setup-test $(CATALOGUES) ## Measure speed as ratios, into build/bench.json (PEER=program)
	@mkdir -p build
	$(OFFSCREEN) $(VENV_PYTHON) -m tests.bench --out build/bench.json --peer "$(PEER)"

central: setup-test ## A central service to try: private PostgreSQL, three offices, codes (Ctrl+C ends it)
	@$(VENV_PYTHON) packaging/demonstration_centre.py

two-desks: OUT = build/two-desks
two-desks: setup-test $(CATALOGUES) ## Two desks exchange a visit and a conflict: pictures of both, into OUT=dir
	$(OFFSCREEN) $(VENV_PYTHON) -m tests.two_desks --out "$(OUT)"

torture: setup-test $(CATALOGUES) ## The long tests: kill -9, full disk, hostile files
	$(OFFSCREEN) $(VENV_PYTHON) -m pytest -m torture

i18n: setup-run ## Extract the texts, update the catalogues, compile them
	$(VENV_PYTHON) packaging/catalogues.py extract
	$(VENV_PYTHON) packaging/catalogues.py update
	$(VENV_PYTHON) packaging/catalogues.py compile

%.mo: %.po | setup-run
	@$(VENV_PYTHON) packaging/catalogues.py compile

format: setup-test ## Put the code in the project's form
	$(VENV_PYTHON) -m ruff check --fix $(CODE)
	$(VENV_PYTHON) -m ruff format $(CODE)

lock: setup-run ## Pin every dependency again, with hashes, for Python 3.11 to 3.13
	.venv/bin/uv pip compile --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --group dev pyproject.toml -o packaging/requirements.lock

setup-run:
	@packaging/setup.sh run

setup-test:
	@packaging/setup.sh test

clean: ## Remove what was built (not .venv)
	rm -rf build dist .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find mairie_quartier tests packaging -name __pycache__ -type d -prune -exec rm -rf {} +
	find i18n -name '*.mo' -delete
