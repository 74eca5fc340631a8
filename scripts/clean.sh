#!/usr/bin/env bash
# Stops the local servers, and removes what the verbs made: everything that git ignores but .env.
. "$(dirname "$0")/common.sh"

if [ -x "$PYTHON" ] && [ -d var ]; then
  "$PYTHON" -m safetynet.common.local clean || fail "The local servers could not be stopped; nothing was removed."
fi
[ -L .venv ] || rm -rf .venv
[ -L node_modules ] || rm -rf node_modules
rm -rf var static/build staticfiles test-results .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
find locale -name '*.mo' -delete
find . -name __pycache__ -type d -prune -not -path './.venv/*' -exec rm -rf {} +
say "Clean."
