"""A kept file, sent so that a browser never opens it as a page of ours."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404

from safetynet.common.uploads import MEDIA_TYPES


def attachment(stored: str, name: str, kind: str) -> FileResponse:
    """404 where the storage does not have it."""
    if not stored or not default_storage.exists(stored):
        raise Http404
    response = FileResponse(default_storage.open(stored), as_attachment=True, filename=name, content_type=MEDIA_TYPES[kind])
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
    return response
