#!/usr/bin/env bash
# Libraries that no Python wheel brings. Without them everything but PDF works, and the page for a PDF says so.
. "$(dirname "$0")/common.sh"

case "$1" in
  pdf)
    done_with pdf ok && exit 0
    if "$PYTHON" -c 'import weasyprint' >/dev/null 2>&1; then mark_done pdf ok; exit 0; fi
    packages="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core"
    # shellcheck disable=SC2086  # a list of words
    if may_install && install_packages $packages && "$PYTHON" -c 'import weasyprint' >/dev/null 2>&1; then mark_done pdf ok; exit 0; fi
    if [ "$(uname)" = Darwin ]; then command="brew install pango"; else command="sudo apt-get install $packages"; fi
    say "PDF needs a few system libraries: $command   (everything else works without them)"
    ;;
  gettext)
    have xgettext && exit 0
    if may_install && install_packages gettext; then exit 0; fi
    if [ "$(uname)" = Darwin ]; then command="brew install gettext"; else command="sudo apt-get install gettext"; fi
    fail "GNU gettext is missing. Run: $command"
    ;;
esac
