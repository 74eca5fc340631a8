"""A questionnaire from a file: whole, or not at all."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from apv.errors import RefusedError
from apv.files.lss_in import Imported, read_lss
from apv.files.xlsx_in import read_xlsx
from apv.models import Questionnaire
from apv.usecases.questionnaires import begin, free_family
from orgstructure.models import User


@dataclass(frozen=True)
class Terms:
    """Under which terms it comes, and whether it is the next version of one there is. Without a licence it is our own."""

    is_ours: bool = False
    licence: str = ""
    attribution: str = ""
    no_derivatives: bool = False
    version_of: Questionnaire | None = None


def read_file(content: bytes) -> Imported:
    """What a spreadsheet or a LimeSurvey file says, by its content. Raises `FaultyFileError`."""
    return Imported(read_xlsx(content), []) if content.startswith(b"PK") else read_lss(content)


@transaction.atomic
def bring_in(imported: Imported, terms: Terms, *, submission_id: UUID, by: User, now: datetime) -> Questionnaire:
    """An unfinished questionnaire that says what the file says. Sent twice it is one. `RefusedError` while a version is being written."""
    told = imported.blueprint
    ours: dict[str, Any] = {"licence": "", "attribution": "", "no_derivatives": False}
    theirs: dict[str, Any] = {"licence": terms.licence, "attribution": terms.attribution, "no_derivatives": terms.no_derivatives}
    blueprint = replace(told, **(ours if terms.is_ours else theirs))
    columns: dict[str, Any] = {"is_imported": not terms.is_ours, "left_out": imported.left_out}
    trace: dict[str, Any] = {"submission_id": submission_id, "by": by, "now": now}
    if terms.version_of is None:
        name = next(iter(told.name.values()), told.family)
        return begin(replace(blueprint, family=free_family(name)), **trace, **columns)
    newest = Questionnaire.objects.filter(family=terms.version_of.family).order_by("-version")[0]
    if not newest.is_finished and newest.submission_id != submission_id:
        raise RefusedError(_("A version of it is being written already. Finish or delete that one first."))
    version = newest.version + (newest.submission_id != submission_id)
    return begin(replace(blueprint, family=newest.family), version=version, **trace, **columns)
