"""A case is gathered for the authority: the read is in the log before, the CPR number too, and nothing is kept."""

from collections.abc import Sequence
from datetime import datetime

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from injuries.completeness import sentence
from injuries.easy.mapping import FileMapping
from injuries.easy.record import Record, values_of
from injuries.errors import NotReadyError, ReadRefusedError
from injuries.models import Case
from injuries.reading import unsealed
from injuries.sealing import Health, Identity
from orgstructure import cpr
from orgstructure.models import CprRead, User


def gathered(cases: Sequence[Case], *, by: User, now: datetime, with_cpr: bool = True) -> list[Record]:
    """Each case wholly; call it with cases that `injuries.reading` has opened for an administrator. Outside any transaction.

    A number of the directory is written in the log of CPR reads first; the person sees it there, with the case as the reason.
    """
    if with_cpr:
        _log_cpr(cases, by=by, now=now)
    return [_record(case, with_cpr=with_cpr) for case in cases]


def _record(case: Case, *, with_cpr: bool) -> Record:
    identity, health = unsealed(case.pk) or (Identity(), Health())
    number = ""
    if with_cpr:
        kept = case.injured.cpr_encrypted if case.injured else None
        number = cpr.decrypt(bytes(kept)) if kept else identity.cpr
    return Record(case, identity, health, number, tuple(case.absences.values_list("starts_on", flat=True)))


def _log_cpr(cases: Sequence[Case], *, by: User, now: datetime) -> None:
    rows = [
        CprRead(
            by=by, person=case.injured, unit=case.unit, reason=_("Report %(number)s to the authority") % {"number": case.number}, at=now
        )
        for case in cases
        if case.injured and case.injured.cpr_encrypted
    ]
    try:
        with transaction.atomic(durable=True):
            CprRead.objects.bulk_create(rows)
    except DatabaseError as error:
        raise ReadRefusedError from error


def refuse_holes(mapping: FileMapping, records: Sequence[Record]) -> None:
    """Raise `NotReadyError` where the template wants a field that a case does not have, by case and field."""
    missing = {}
    for record in records:
        for name, value in values_of(record, mapping.required).items():
            if not value:
                missing[f"{record.case.number} {name}"] = f"{record.case.number}: {_said(name)}"
    if missing:
        raise NotReadyError(missing)


def _said(name: str) -> str:
    try:
        return sentence(name)
    except KeyError:
        return _("The template wants “%(name)s”, and the case has none.") % {"name": name}
