# The commands of this project. Everything else is explained in README.md and docs/operations.md.
#
#   make run                  http://127.0.0.1:8000/ (PORT=8001 HOST=0.0.0.0 to change)
#   make test                 lint, types, import rules, migrations, deployment check, all tests
#   make lint                 only what needs no database
#   make bench                figures against COPY (N=1000000 for the larger one)
#   make clean                removes .venv and caches, never the database in var/

PORT ?= 8000
HOST ?= 127.0.0.1
# The first Python that is new enough; the error message of an old one is better than silence.
ifeq ($(origin PYTHON),undefined)
PYTHON := $(or $(shell for p in python3 python3.13 python3.12 python3.11 python3.14; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; \
	done),python3)
endif
VENV_PYTHON = .venv/bin/python

.PHONY: run test lint bench clean python setup setup-dev
.DEFAULT_GOAL := run

python:
	@command -v "$(PYTHON)" >/dev/null 2>&1 || { \
	echo "Python 3.11 or newer is needed and '$(PYTHON)' was not found: install it, or say PYTHON=/path/to/python3.11 make run." >&2; exit 1; }

setup: python
	@"$(PYTHON)" tracker/bootstrap.py

setup-dev: python
	@"$(PYTHON)" tracker/bootstrap.py --dev

# exec: the signals that stop make must reach the server, not a shell in between.
run: setup
	@exec $(VENV_PYTHON) -m tracker.runner --host "$(HOST)" --port "$(PORT)"

lint: setup-dev
	@exec $(VENV_PYTHON) -m tests lint

test: setup-dev
	@exec $(VENV_PYTHON) -m tests

bench: setup-dev
	@exec $(VENV_PYTHON) -m bench

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache staticfiles test-results
	find . -name __pycache__ -type d -not -path './var/*' -prune -exec rm -rf {} +
