"""A set of questions of the self-audit from a table: whole, or not at all."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from actionplans.models import Theme
from apv.audit_set_rows import SetRow
from apv.files.audit_set_table import read_set
from apv.models import AuditQuestion, AuditSet
from apv.usecases.audit_sets import Head, begin
from orgstructure.models import User


def bring_in(content: bytes, head: Head, *, based_on: AuditSet | None, submission_id: UUID, by: User, now: datetime) -> AuditSet:
    """An unfinished set with the questions of the file. Sent twice it is one. Raises `FaultyFileError`; nothing was saved then."""
    links = _links(based_on)
    rows = read_set(content, links=links, themes=set(Theme.objects.values_list("code", flat=True)))
    questions = [_question(number, row, links) for number, row in enumerate(rows, start=1)]
    return begin(head, questions, based_on=based_on, submission_id=submission_id, by=by, now=now)


def _links(based_on: AuditSet | None) -> dict[str, int | None]:
    """What an address in the table means: a code one of the set it is based on, “2025:code” one of a finished set of that year."""
    found: dict[str, int | None] = {}
    rows = AuditQuestion.objects.filter(question_set__in=AuditSet.objects.finished().order_by())
    for pk, code, year, question_set in rows.values_list("pk", "code", "question_set__year", "question_set"):
        address = f"{year}:{code}"
        found[address] = None if address in found else pk
        if based_on and question_set == based_on.pk:
            found[code] = pk
    return found


def _question(number: int, row: SetRow, links: Mapping[str, int | None]) -> AuditQuestion:
    return AuditQuestion(
        position=number,
        code=row.code,
        group=row.group,
        text=row.text,
        hint=row.hint,
        law=row.law,
        is_policy=row.is_policy,
        theme_code=row.theme_code,
        continues_id=links.get(row.continues),
    )
