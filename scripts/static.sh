#!/usr/bin/env bash
# Translations compiled and static files collected, when a source has changed.
. "$(dirname "$0")/common.sh"

mkdir -p locale
sources() { find static locale -type f ! -name '*.mo*' -print | LC_ALL=C sort; }
wanted="$(cat .venv/installed 2>/dev/null || true) $(sources | while IFS= read -r file; do printf '%s' "$file"; cat "$file"; done | cksum)"
[ -d staticfiles ] && done_with static "$wanted" && exit 0
say "Collecting static files and compiling translations …"
SAFETYNET_MODE=demo "$PYTHON" manage.py compile_catalogs
SAFETYNET_MODE=demo "$PYTHON" manage.py collectstatic --noinput --clear -v0
mark_done static "$wanted"
