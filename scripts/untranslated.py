"""Fails when a text has no translation, a guessed one, or one that drops a placeholder."""

import re
import sys
from pathlib import Path

import polib

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}")


def problems(catalog: polib.POFile) -> list[str]:
    """The msgids that a reader would meet in English, or with a hole."""
    found = []
    for entry in catalog:
        if entry.obsolete:
            continue
        texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        allowed = set(PLACEHOLDER.findall(entry.msgid)) | set(PLACEHOLDER.findall(entry.msgid_plural))
        if entry.fuzzy or not all(texts):
            found.append(f"untranslated: {entry.msgid!r}")
        elif any(not set(PLACEHOLDER.findall(text)) <= allowed for text in texts):
            found.append(f"a placeholder the source does not have: {entry.msgid!r}")
        elif not entry.msgid_plural and set(PLACEHOLDER.findall(entry.msgstr)) != allowed:
            found.append(f"a placeholder is missing: {entry.msgid!r}")
    return found


def main() -> int:
    """List every problem of every catalogue."""
    lines = [
        f"{path}: {problem}" for path in sorted(Path("locale").glob("*/LC_MESSAGES/*.po")) for problem in problems(polib.pofile(str(path)))
    ]
    print("\n".join(lines))
    return bool(lines)


sys.exit(main())
