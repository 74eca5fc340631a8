"""`python -m safetynet.common.local demo|clean`, called by the Makefile."""

import os
import shutil
import sys

from safetynet.common.local import demo, places
from safetynet.common.local.errors import LocalServerError
from safetynet.common.local.postgres import Cluster


def clean() -> None:
    """Stop the local servers and remove what lies outside the checkout."""
    for test in (False, True):
        place = places.postgres(test=test)
        if place.data.exists():
            Cluster(place).stop()
        shutil.rmtree(place.home, ignore_errors=True)
        shutil.rmtree(place.socket, ignore_errors=True)
        shutil.rmtree(places.broker_socket(test=test).parent, ignore_errors=True)
    shutil.rmtree(places.private_folder(), ignore_errors=True)


def main() -> int:
    """One verb; what goes wrong is one sentence and exit code 1."""
    try:
        if sys.argv[1:] == ["clean"]:
            clean()
        else:
            demo.run(os.environ.get("PORT") or "8000")
    except LocalServerError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


sys.exit(main())
