"""Which places may answer together with those of an audit: found by name, and without a name those that lie nearest."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q

from apv.audit_opened import Opened
from apv.models import SENT_IN, AuditAnswer, AuditPlace
from apv.usecases.auditing import SAID
from orgstructure.models import Unit, User

MOST = 30


def joinable(opened: Opened, text: str) -> Sequence[AuditPlace]:
    """Places of the same year that nobody has sent in, `has_answers` on each; one more than is shown when there are more.

    Without a text: the other units of the managers, and the units beside and below.
    """
    rows = AuditPlace.objects.standing().filter(year=opened.audit.year_id).exclude(audit=opened.audit)
    rows = rows.exclude(audit__status__in=SENT_IN)
    rows = rows.filter(_called(text) if text.strip() else _near(opened))
    answered = Exists(AuditAnswer.objects.filter(SAID, audit=OuterRef("audit")))
    return list(rows.annotate(has_answers=answered).select_related("unit__parent", "manager").order_by("path", "pk")[: MOST + 1])


def _called(text: str) -> Q:
    return Q(unit__in=Unit.objects.called(text)) | Q(manager__in=User.objects.search(text).order_by())


def _near(opened: Opened) -> Q:
    managers = [one.pk for one in opened.managers]
    parents = [unit.parent_id for unit in opened.units if unit.parent_id]
    units = [unit.pk for unit in opened.units]
    return Q(manager__in=managers) | Q(unit__parent__in=[*parents, *units]) | Q(unit__in=units)
