#!/usr/bin/env python
"""Django's command line, run as the owner of the database (or as the web server for `runserver`)."""

import os
import sys

from safetynet.common.local import ensure_services


def main() -> None:
    """Run one management command; start the local Postgres first where none is configured."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safetynet.settings")
    os.environ.setdefault("SAFETYNET_PROCESS", "web" if "runserver" in sys.argv[1:2] else "owner")
    ensure_services(*sys.argv[1:2])
    from django.core.management import execute_from_command_line  # noqa: PLC0415  settings must be chosen first

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
