#!/usr/bin/env bash
# Extracts the texts to translate into locale/{da,sv}: stable order, no places, no dates, nothing guessed.
. "$(dirname "$0")/common.sh"
scripts/system-packages.sh gettext

extract() {
  "$PYTHON" manage.py makemessages -l da -l sv --no-location --no-obsolete --no-wrap -v0 \
    -i .venv -i node_modules -i var -i staticfiles -i 'static/*'
  local file
  for file in locale/*/LC_MESSAGES/django.po; do
    msgattrib --no-fuzzy --no-wrap --sort-output "$file" | grep -v -e '^"POT-Creation-Date' -e '^"PO-Revision-Date' >"$file.new"
    mv "$file.new" "$file"
  done
}

extract
extract # a guessed translation is dropped by the first and comes back empty by the second
for file in locale/*/LC_MESSAGES/django.po; do
  say "$file: $(msgattrib --untranslated --no-obsolete "$file" | grep -c '^msgid "..*"' || true) to translate"
done
