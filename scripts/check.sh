#!/usr/bin/env bash
# Every check runs, also after one has failed; the summary at the end names those that did.
. "$(dirname "$0")/common.sh"
failed=""
bin=.venv/bin

check() {
  local name=$1 started=$SECONDS
  shift
  if "$@" >var/check.log 2>&1 </dev/null; then
    say "  ok      $name ($((SECONDS - started)) s)"
  else
    say "  FAILED  $name"
    sed 's/^/          /' var/check.log | tail -40
    failed="$failed, $name"
  fi
}

# What a production process sees; its database and broker are not asked by `check`.
in_production() {
  env SAFETYNET_MODE=production SECRET_KEY=2rJ9zvTq8LwYxN4mBhC6sKdFgAeUoPiW7kRtXjVnQbZyMc3S5H ALLOWED_HOSTS=safetynet.example \
    BASE_URL=https://safetynet.example CPR_HASH_KEY=checked-only FIELD_KEYS=Y2hlY2tlZC1vbmx5LWtleS0wMTIzNDU2Nzg5QUJDREU= \
    SURVEY_HOST=svar.safetynet.example SURVEY_WORKER_PUBLIC_KEY=c3VydmV5LXdvcmtlci1wdWJsaWMta2V5LTAxMjM0NTY= \
    DATABASE_URL=postgres://safetynet_web:x@db.example/safetynet WORKER_DATABASE_URL=postgres://safetynet_worker:x@db.example/safetynet \
    OWNER_DATABASE_URL=postgres://safetynet_owner:x@db.example/safetynet REDIS_URL=redis://redis.example:6379/0 \
    EMAIL_URL=smtp://mail.example:25 DEFAULT_FROM_EMAIL=safetynet@safetynet.example SAFETYNET_PROCESS=web "$@"
}
deployment() { in_production "$PYTHON" manage.py check --deploy --fail-level WARNING; }

extraction() {
  rm -rf var/locale-before
  cp -Rp locale var/locale-before # with its times: a stale .mo must not come back as the newer one
  scripts/messages.sh || { rm -rf locale; mv var/locale-before locale; return 1; }
  local same=0
  diff -r -x '*.mo' var/locale-before locale || same=1
  rm -rf locale
  mv var/locale-before locale
  [ "$same" = 0 ] || { say "The texts in the code and in locale/ differ. Run: make messages"; return 1; }
}

check "style (ruff)" "$bin/ruff" check .
check "format (ruff)" "$bin/ruff" format --check .
check "types (mypy)" "$bin/mypy"
check "import rules (import-linter)" "$bin/lint-imports" --no-cache
check "templates (djlint)" "$bin/djlint" --lint templates
check "migrations are complete" "$PYTHON" manage.py makemigrations --check --dry-run
check "translations are complete" "$PYTHON" scripts/untranslated.py
if have xgettext || may_install; then check "translations are extracted" extraction; else
  say "  FAILED  translations are extracted: run  sudo apt-get install gettext"; failed="$failed, translations are extracted"; fi
check "deployment (check --deploy)" deployment
check "docker-compose.yml (schema)" "$bin/check-jsonschema" --builtin-schema vendor.compose-spec docker-compose.yml
check "Dockerfile (hadolint)" "$bin/hadolint" Dockerfile

[ -z "$failed" ] || fail "Failed: ${failed#, }"
say "All checks pass."
