#!/usr/bin/env bash
# Builds static/build from the npm packages of package-lock.json and our own SCSS, when either has changed.
. "$(dirname "$0")/common.sh"

inputs() { find static package.json package-lock.json .npmrc -path static/build -prune -o -type f -print | LC_ALL=C sort; }
wanted="$(inputs | while IFS= read -r file; do cat "$file"; done | cksum | tr ' ' '-')"
[ -d static/build ] && done_with theme "$wanted" && exit 0

say "Building the look (static/build) …"
started=$SECONDS
new_enough() { have node && have npm && [ "$(node -p 'Number(process.versions.node.split(".")[0]) >= 18' 2>/dev/null)" = true ]; }
PATH="$PWD/.venv/bin:$PATH"
if ! new_enough; then install_locked requirements/node.txt; hash -r; fi
new_enough || fail "Node 18 or newer is needed to build the look, and could not be installed."
modules="$(fingerprint package-lock.json)"
if ! { [ -d node_modules ] && done_with modules "$modules"; }; then
  npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error --cache "$PWD/var/npm" </dev/null
  mark_done modules "$modules"
fi
npm run --silent build </dev/null
mark_done theme "$wanted"
say "Look ready after $((SECONDS - started)) s"
