"""Compiles the translations without GNU gettext, which a machine need not have."""

import os
from typing import Any

import polib
from django.core.management import BaseCommand

from safetynet.common.local.places import BASE_DIR


def compile_catalogs() -> None:
    """Write each .mo that is missing or older than its .po. Two processes may do so at once."""
    for source in BASE_DIR.glob("locale/*/LC_MESSAGES/*.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            partial = source.with_suffix(f".mo.{os.getpid()}")
            polib.pofile(str(source)).save_as_mofile(str(partial))
            partial.replace(compiled)


class Command(BaseCommand):
    """Run at set-up; the tests do it themselves."""

    help = "Compile the translations that have changed."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Silent when there is nothing to do."""
        compile_catalogs()
