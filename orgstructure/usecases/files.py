"""Files that belong to training and elections: checked, scanned, and kept under a name of our own."""

import uuid

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from safetynet.common.malware import InfectedError, ScannerUnavailableError, scan
from safetynet.common.uploads import CheckedFile, RefusedFileError, checked


def keep(folder: str, name: str, content: bytes) -> tuple[str, CheckedFile]:
    """The name in the storage, and the file as it was taken in; raises `RefusedFileError`, whose words are for a person."""
    file = checked(name, content)
    try:
        scan(file.content)
    except InfectedError as error:
        raise RefusedFileError(_("The virus scanner found something in the file. Do not open it, and call your IT support.")) from error
    except ScannerUnavailableError as error:
        message = _("The virus scanner does not answer, so no file can be taken in just now. Try again in a while.")
        raise RefusedFileError(message) from error
    return default_storage.save(f"{folder}/{uuid.uuid4()}", ContentFile(file.content)), file
