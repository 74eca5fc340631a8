# Shared by the scripts beside; source it. Runs in bash 3.2 (macOS) and with the tools every Unix has.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mkdir -p var/stamps
export PIP_DISABLE_PIP_VERSION_CHECK=1
PYTHON=.venv/bin/python

say() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# The content of files as one short word; changes when any of them does.
fingerprint() { cat "$@" 2>/dev/null | cksum | tr ' ' '-'; }

# Was this step done with exactly this input?
done_with() { [ -f "var/stamps/$1" ] && [ "$(cat "var/stamps/$1")" = "$2" ]; }
mark_done() { printf '%s' "$2" >"var/stamps/$1"; }

may_install() { [ "$(id -u)" = 0 ] && have apt-get; }

# Debian packages, where we may; the output is shown only when it fails.
install_packages() {
  say "Installing $* with apt …"
  local log=var/log/apt.log
  mkdir -p var/log
  export DEBIAN_FRONTEND=noninteractive
  apt-get -o DPkg::Lock::Timeout=600 install -y --no-install-recommends "$@" >"$log" 2>&1 </dev/null ||
    { apt-get -o DPkg::Lock::Timeout=600 update >"$log" 2>&1 </dev/null &&
      apt-get -o DPkg::Lock::Timeout=600 install -y --no-install-recommends "$@" >>"$log" 2>&1 </dev/null; } ||
    { tail -5 "$log" >&2; return 1; }
}

# Locked packages into .venv, by uv where the machine has it, else by pip.
install_locked() {
  if have uv && uv pip install --quiet --compile-bytecode --require-hashes --python "$PYTHON" -r "$1"; then return; fi
  "$PYTHON" -m pip --version >/dev/null 2>&1 || "$PYTHON" -m ensurepip -q
  "$PYTHON" -m pip install --quiet --compile --require-hashes -r "$1"
}
