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
    from django.conf import settings  # noqa: PLC0415  settings must be chosen first
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    try:
        settings.MODE  # noqa: B018  reads them: a wrong value ends with its sentence, not with a traceback
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
