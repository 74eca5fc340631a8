"""Files come to a plan and are taken out again."""

import hashlib
import uuid
from datetime import datetime
from functools import partial

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from actionplans.models import ActionPlan, Attachment
from actionplans.usecases.attribution import attributed
from orgstructure.models import User
from safetynet.common.malware import InfectedError, ScannerUnavailableError, scan
from safetynet.common.uploads import RefusedFileError, checked

MOST_FILES = 20


@attributed
def attach(plan: ActionPlan, *, name: str, content: bytes, by: User, now: datetime) -> Attachment:
    """Check, scan and keep the file; the same content twice is one file. `RefusedFileError` says what to do."""
    file = checked(name, content)
    is_scanned = scanned(file.content)
    ActionPlan.objects.select_for_update().get(pk=plan.pk)
    digest = hashlib.sha256(file.content).hexdigest()
    if there := plan.attachments.kept().filter(sha256=digest).first():
        return there
    if plan.attachments.kept().count() >= MOST_FILES:
        raise RefusedFileError(_("There are twenty files on the plan already. Take one out first."))
    stored = default_storage.save(f"attachments/{uuid.uuid4()}", ContentFile(file.content))
    plan.touch(at=now)
    return plan.attachments.create(
        name=file.name, kind=file.kind, size=len(file.content), sha256=digest, file=stored, is_scanned=is_scanned, at=now, by=by
    )


@attributed
def take_out(attachment: Attachment, *, by: User, now: datetime) -> None:
    """The row stays as a trace, the content is deleted; twice is as once."""
    if Attachment.objects.filter(pk=attachment.pk, removed_at=None).update(removed_at=now, removed_by=by):
        attachment.plan.touch(at=now)
        transaction.on_commit(partial(default_storage.delete, attachment.file))


def scanned(content: bytes) -> bool:
    """Whether a scanner found it clean, where there is one; `RefusedFileError` for what it found, or when it does not answer."""
    try:
        return scan(content)
    except InfectedError as error:
        raise RefusedFileError(_("The virus scanner found something in the file. Do not open it, and call your IT support.")) from error
    except ScannerUnavailableError as error:
        raise RefusedFileError(
            _("The virus scanner does not answer, so no file can be taken in just now. Try again in a while.")
        ) from error
