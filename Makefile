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

.PHONY: help setup run test test-fast test-postgres test-production lint fix types content check sync export code \
  lock upgrade check-locks audit coverage fit fuzz lighthouse bench image-check screens clean

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

test: $(VENV)/.dev  ## run the tests: engine, pages, API, PostgreSQL, browser
	@scripts/test

# The parts of the tests; CI runs them all.
test-fast: $(VENV)/.dev
	@$(BIN)/python -m pytest -q -n 2 --dist loadscope --ignore tests/browser --ignore tests/production

test-postgres: $(VENV)/.dev
	@$(BIN)/python -m tests.postgres $(BIN)/python -m pytest -q -n 2 --dist loadscope --ignore tests/browser --ignore tests/production

test-production: $(VENV)/.dev
	@$(BIN)/python -m pytest -q -n 2 --dist loadscope tests/production

fit: $(VENV)/.dev  ## fit the weights of the decoder's signals, print precision and recall of both halves
	@$(BIN)/python -m tools.fit_weights

lint: $(VENV)/.dev  ## check the style of Python and templates
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/djlint --quiet --lint templates

fix: $(VENV)/.dev  ## fix what the linter can fix
	@$(BIN)/ruff check --fix . && $(BIN)/ruff format .

types: $(VENV)/.dev
	@$(BIN)/mypy exchange_errors codes ops portal

content: $(VENV)/.dev  ## hold every note to the content standard
	@$(BIN)/python -m tools.lint_content && $(BIN)/python -m tools.replies

check: lint types content  ## check everything that needs no test: style, types, content, migrations, deployment files
	@SECRET_KEY=only-for-checks $(MANAGE) makemigrations --check --dry-run -v 0 \
	  || { echo "make: models have changes that no migration holds." >&2; exit 1; }
	@$(BIN)/hadolint Dockerfile
	@$(BIN)/kubernetes-validate --strict deploy/kubernetes/[!k]*.yaml
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.compose-spec deploy/compose.yaml

sync: setup  ## load the content files into the database that `make run` serves
	@$(MANAGE) sync_codes --migrate

export: setup  ## write editors' changes back into the content files
	@$(MANAGE) export_codes

code: setup  ## start the file of a new code: make code CODE=231 NAME=INVALID_CONDITION
	@[ -n "$(CODE)" ] && [ -n "$(NAME)" ] || { echo "make: say CODE=number and NAME=MESSAGE_CODE." >&2; exit 1; }
	@$(MANAGE) new_code "$(CODE)" "$(NAME)"

lock: $(VENV)/.dev  ## write the lock files after a change of requirements.in or dev.in
	@scripts/lock

# What a change seldom needs. CONTRIBUTING.md says when.
upgrade: $(VENV)/.dev
	@scripts/lock $(if $(PACKAGE),--upgrade-package "$(PACKAGE)",--upgrade)

check-locks: $(VENV)/.dev
	@PYTHON="$(PYTHON)" scripts/check-locks

audit: $(VENV)/.dev
	@scripts/audit

coverage: $(VENV)/.dev
	@$(BIN)/python -m pytest -q -n 2 --dist loadscope --cov=exchange_errors --cov-branch --cov-fail-under=95 \
	  --cov-report=term:skip-covered tests/exchange_errors

fuzz: $(VENV)/.dev
	@$(BIN)/python -m tools.fuzz

lighthouse:
	@cd tools/lighthouse && npm ci --silent --no-audit --no-fund && node measure.mjs http://127.0.0.1:$(PORT)

bench: $(VENV)/.dev
	@$(BIN)/python -m tools.bench.decode
	@$(BIN)/python -m tools.bench.search
	@$(BIN)/python -m tools.bench.stream

image-check:
	@scripts/image-check

screens: $(VENV)/.dev  ## draw twelve key screens into artefacts/, and the README's picture
	@$(BIN)/python -m pytest -q tests/browser/test_screens.py && cp artefacts/readme.png docs/screenshot.png

clean:
	@rm -rf $(VENV) $(STATE_DIR) staticfiles artefacts
