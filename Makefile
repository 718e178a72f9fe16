# Two commands do everything: `make run` and `make test`. `make help` lists the rest.
SHELL := /bin/sh
.DEFAULT_GOAL := help

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
# An environment that holds the tools as well gets both from one lock, so that its packages always fit together.
PACKAGES := $(VENV)/$(if $(wildcard $(VENV)/.dev),.dev,.runtime)
STATE_DIR ?= var
export STATE_DIR PORT

.PHONY: help setup run test test-production test-postgres test-fast lint fix types content check sync export screenshot code lock upgrade check-locks audit coverage fuzz bench drill image-check clean

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo "make: Python 3.11 or newer is needed; name it with PYTHON=/path/to/python3.11." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
	  || { echo "make: $(PYTHON) cannot make a virtual environment; on Debian install python3-venv." >&2; rm -rf $(VENV); exit 1; }

$(VENV)/.runtime: requirements.txt | $(BIN)/python
	@echo "Installing what the portal needs …"
	@scripts/install $(BIN)/python requirements.txt
	@touch $@

$(VENV)/.dev: dev.txt | $(BIN)/python
	@echo "Installing what the tests and checks need …"
	@scripts/install $(BIN)/python dev.txt
	@touch $@ $(VENV)/.runtime

$(STATE_DIR)/secret-key: | $(BIN)/python
	@mkdir -p $(STATE_DIR)
	@umask 077 && $(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(50))' > $@

setup: $(PACKAGES) $(STATE_DIR)/secret-key  ## virtual environment, packages, local secret

run: setup  ## set up and serve on 127.0.0.1:$(PORT)
	@exec scripts/run

test: $(VENV)/.dev  ## the tests: core, pages, API, PostgreSQL, browser
	@scripts/test

test-production: $(VENV)/.dev  ## what only a running server shows: limits, restarts, two machines, lost databases
	@$(BIN)/python -m pytest -q -n 2 --dist loadscope tests/production

test-postgres: $(VENV)/.dev  ## every test that needs no browser, on a PostgreSQL server of its own
	@$(BIN)/python -m tests.postgres $(BIN)/python -m pytest -q -n 2 --dist loadscope -m "not browser" --ignore tests/production

test-fast: $(VENV)/.dev  ## the tests that need no browser and no PostgreSQL server
	@$(BIN)/python -m pytest -q -n 2 -m "not browser" --ignore tests/production

lint: $(VENV)/.dev  ## style of Python and templates
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/djlint --quiet --lint templates

fix: $(VENV)/.dev  ## mend what the linter can mend
	@$(BIN)/ruff check --fix . && $(BIN)/ruff format .

types: $(VENV)/.dev  ## mypy: strict on the core, plain elsewhere
	@$(BIN)/mypy exchange_errors codes ops portal

content: $(VENV)/.dev  ## hold every note to the content standard
	@$(BIN)/python -m tools.lint_content

check: lint types content  ## everything that CI checks besides the tests
	@SECRET_KEY=only-for-checks $(MANAGE) makemigrations --check --dry-run -v 0 \
	  || { echo "make: models have changes that no migration holds." >&2; exit 1; }
	@$(BIN)/hadolint Dockerfile
	@$(BIN)/kubernetes-validate --strict deploy/kubernetes/[!k]*.yaml
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.compose-spec deploy/compose.yaml

sync: setup  ## load the content files into the database
	@$(MANAGE) sync_codes --migrate

export: setup  ## fold editors' changes back into the content files
	@$(MANAGE) export_codes

screenshot: $(VENV)/.dev  ## take the README picture anew, with the browser tests
	@$(BIN)/python -m pytest -q tests/browser/test_screens.py && cp artefacts/readme.png docs/screenshot.png

code: setup  ## begin a new code's file: make code CODE=229 NAME=INVALID_REF_PRICE
	@[ -n "$(CODE)" ] && [ -n "$(NAME)" ] || { echo "make: say CODE=number and NAME=MESSAGE_CODE." >&2; exit 1; }
	@$(MANAGE) new_code "$(CODE)" "$(NAME)"

lock: $(VENV)/.dev  ## after a change of requirements.in or dev.in: write the lock files, move nothing else
	@scripts/lock

upgrade: $(VENV)/.dev  ## move every pin to the newest allowed release, or one: make upgrade PACKAGE=django
	@scripts/lock $(if $(PACKAGE),--upgrade-package "$(PACKAGE)",--upgrade)

check-locks: $(VENV)/.dev  ## install both lock files into fresh environments, with the oldest pip
	@PYTHON="$(PYTHON)" scripts/check-locks

audit: $(VENV)/.dev  ## licences and known vulnerabilities of what the portal runs on
	@scripts/audit

coverage: $(VENV)/.dev  ## the engine's tests, and how many of its branches they take: 95% at least
	@$(BIN)/python -m tools.engine_coverage

fuzz: $(VENV)/.dev  ## feed the decoder, and every place that takes a text, hostile text for a minute each
	@$(BIN)/python -m tools.fuzz.fuzz_decode
	@$(BIN)/python -m tools.fuzz.fuzz_requests

bench: $(VENV)/.dev  ## measure, as ratios
	@for name in decode search http; do echo "== bench.$$name"; $(BIN)/python -m bench.$$name || exit 1; done

drill: $(VENV)/.dev  ## break things on purpose: kill -9, a database that goes away (minutes)
	@$(BIN)/python -m pytest -q -s tools/drills/drill_*.py

image-check: $(VENV)/.dev  ## build the image and run it, without a Docker engine (root, Debian)
	@scripts/image-check

clean:  ## remove everything that make made, the local database included
	@rm -rf $(VENV) $(STATE_DIR) staticfiles artefacts
