"""Files that are never laid on the server's disk as they came."""

from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest


class KeptInMemory(MemoryFileUploadHandler):
    """Whatever its size: how much may come at all is said elsewhere (`surveyhost.takes_up_to`)."""

    def handle_raw_input(self, *args: Any, **options: Any) -> None:
        """Always active; Django's own gives way to a file on disk above a limit."""
        super().handle_raw_input(*args, **options)
        self.activated = True


def in_memory(request: HttpRequest) -> None:
    """Call it before anything of the body is read."""
    request.upload_handlers = [KeptInMemory(request)]
