#!/usr/bin/env bash
# The virtual environment .venv from a lock file: demo (what the product runs on) or dev (tests and checks as well).
# Made again when its lock changes; left alone otherwise.
. "$(dirname "$0")/common.sh"
kind=$1
lock=requirements/$kind.txt

if [ -L .venv ]; then exit 0; fi # somebody else's environment, linked on purpose
wanted="$kind $(fingerprint "$lock")"
has="$(cat .venv/installed 2>/dev/null || true)"
[ "$has" = "$wanted" ] && exit 0
[ "$kind" = demo ] && [ "$has" = "dev $(fingerprint requirements/dev.txt)" ] && exit 0

suitable() { "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' >/dev/null 2>&1; }
find_python() {
  local name
  for name in python3 python3.13 python3.12 python3.11 python3.14 python; do
    if have "$name" && suitable "$name"; then command -v "$name"; return; fi
  done
}

say "Preparing the Python environment (.venv) from $lock …"
started=$SECONDS
python=$(find_python)
case "$has" in
  "") rm -rf .venv ;;                              # nothing, or a half-finished one
  "demo $(fingerprint requirements/demo.txt)") ;;  # grows from demo to dev
  *) rm -rf .venv ;;                               # the lock has changed
esac
if [ ! -x "$PYTHON" ]; then
  if [ -n "$python" ] && "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    "$python" -m venv .venv
  elif have uv; then
    uv venv --quiet --seed --python "${python:-3.13}" .venv
  elif [ -z "$python" ]; then
    fail "SafetyNet needs Python 3.11 to 3.14, and none was found. Debian and Ubuntu: apt-get install python3 python3-venv. macOS: brew install python@3.13"
  else
    fail "This Python cannot make virtual environments. Run: apt-get install python3-venv   and start again."
  fi
fi
rm -f .venv/installed
install_locked "$lock"
printf '%s' "$wanted" >.venv/installed
say "Python environment ready after $((SECONDS - started)) s"
