# The verbs of this checkout. Each installs what it needs first, and only when the locks have changed.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
PORT ?= 8000
PYTHON := .venv/bin/python
PYTEST := $(PYTHON) -m pytest -n 2 --dist loadgroup --max-worker-restart 1
export PORT
unexport PYTHONDONTWRITEBYTECODE # three processes would compile every test anew, each time

.PHONY: help demo test test-fast check lock theme messages clean bench guide demo-environment environment browser pdf-libraries static

help: ## List the verbs
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

demo: demo-environment pdf-libraries static ## Run the whole product at http://127.0.0.1:$PORT (8000), with invented people
	@exec $(PYTHON) -m safetynet.common.local demo

test: environment pdf-libraries theme browser ## Run every test, in a real browser too
	@CHROMIUM="$$(cat var/stamps/chromium)" PLAYWRIGHT_BROWSERS_PATH=var/browsers $(PYTEST) $(TESTS)

test-fast: environment theme ## Run the tests that need no browser and are not marked slow
	@$(PYTEST) -m "not browser and not slow" $(TESTS)

check: environment theme ## Check style, types, import rules, templates, migrations, translations and deployment
	@scripts/check.sh

lock: environment ## Compile requirements/*.in to locks with hashes, for all platforms
	@scripts/lock.sh

theme: demo-environment ## Build the look from npm packages and static/scss into static/build
	@scripts/theme.sh

messages: environment ## Extract the texts to translate into locale/ (needs GNU gettext)
	@scripts/messages.sh

bench: environment static ## Measure every page at the size of a region, beside a bare Django page; writes var/bench.json
	@$(PYTHON) scripts/bench.py

guide: environment browser ## Take the user guide's pictures from a running demo (PORT=)
	@CHROMIUM="$$(cat var/stamps/chromium)" $(PYTHON) scripts/guide_pictures.py

clean: ## Stop the local servers and remove everything the other verbs made
	@scripts/clean.sh

demo-environment:
	@scripts/environment.sh demo

environment:
	@scripts/environment.sh dev

pdf-libraries: demo-environment
	@scripts/system-packages.sh pdf

browser: environment
	@scripts/browser.sh

static: theme
	@scripts/static.sh
