#!/usr/bin/env bash
# Compiles the locks: exact versions and hashes, for every platform and Python from 3.11, and no address of any registry.
. "$(dirname "$0")/common.sh"

have uv || fail "Locks are compiled by uv. Install it: python3 -m pip install uv (or: brew install uv)"
for name in demo dev production node; do
  uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links \
    "$@" "requirements/$name.in" -o "requirements/$name.txt"
  say "requirements/$name.txt"
done
