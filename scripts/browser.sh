#!/usr/bin/env bash
# A Chromium for the browser tests; its path ends up in var/stamps/chromium ("" means Playwright's own).
. "$(dirname "$0")/common.sh"

works() { [ -n "$1" ] && "$1" --version >/dev/null 2>&1; }
found() { printf '%s' "$1" >var/stamps/chromium; exit 0; }
on_machine() {
  local name
  for name in chromium chromium-browser google-chrome google-chrome-stable \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" "/Applications/Chromium.app/Contents/MacOS/Chromium"; do
    if have "$name" && works "$name"; then command -v "$name"; return; fi
  done
}

# Playwright speaks to the browser through a Node of its own, which needs one library that a minimal Debian lacks.
driver() { "$PYTHON" -m playwright --version >/dev/null 2>&1; }
driver || { may_install && install_packages libatomic1 && driver; } ||
  fail "Playwright does not start. Run: sudo apt-get install libatomic1 (Debian, Ubuntu), and start again. Without the browser tests: make test-fast"

if [ -n "${CHROMIUM:-}" ]; then
  works "$CHROMIUM" || fail "CHROMIUM is “$CHROMIUM”, which does not start. Set it to a Chromium program, or leave it unset."
  found "$CHROMIUM"
fi
browser=$(on_machine)
[ -z "$browser" ] || found "$browser"
if may_install && grep -q '^ID=debian' /etc/os-release 2>/dev/null && install_packages chromium; then
  browser=$(on_machine)
  [ -z "$browser" ] || found "$browser"
fi
export PLAYWRIGHT_BROWSERS_PATH=var/browsers
if done_with playwright "$(fingerprint requirements/dev.txt)"; then found ""; fi
say "Installing a browser for the tests …"
starts='from playwright.sync_api import sync_playwright as p
with p() as play: play.chromium.launch().close()'
mkdir -p var/log
if "$PYTHON" -m playwright install chromium >var/log/playwright.log 2>&1 </dev/null && "$PYTHON" -c "$starts" >>var/log/playwright.log 2>&1; then
  mark_done playwright "$(fingerprint requirements/dev.txt)"
  found ""
fi
fail "The browser tests need Chromium. Run: sudo apt-get install chromium (Debian), or set CHROMIUM to one, and start again. Without: make test-fast"
