"""What self-audits keep about one person: those taken part in, help asked for, and why one was not answered. Own words, no other names."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from apv.models import AuditHelp, AuditParticipation, AuditPlace, SelfAudit
from orgstructure.models import User

Row = dict[str, Any]


def taken_part_in(person: User) -> Iterator[Row]:
    """Each audit once, with every part the person had in it; units by name, colleagues never."""
    parts: dict[int, list[str]] = defaultdict(list)
    for row in AuditParticipation.objects.filter(person=person).order_by("pk"):
        parts[row.audit_id].append(" ".join(word for word in (row.get_part_display(), f"({row.role})" if row.role else "") if word))
    for pk in SelfAudit.objects.filter(submitted_by=person).values_list("pk", flat=True):
        parts[pk].append(_("sent it in"))
    for pk in SelfAudit.objects.filter(started_by=person).values_list("pk", flat=True):
        parts[pk].append(_("began it"))
    audits = SelfAudit.objects.filter(pk__in=parts).select_related("year__question_set").prefetch_related("places__unit")
    for audit in audits.order_by("started_at", "pk"):
        units = sorted({place.unit.name for place in audit.places.all()})
        yield {"year": audit.year.year, "units": units, "as": "; ".join(parts[audit.pk]), "state": audit.get_status_display()}


def help_asked_for(person: User) -> Iterator[Row]:
    """What is in the way and the note, as the person wrote it."""
    rows = AuditHelp.objects.filter(asked_by=person).select_related("answer__question", "answer__audit__year__question_set")
    for row in rows.order_by("asked_at", "pk"):
        year, state = row.answer.audit.year.year, _("ended") if row.ended_at else _("taken on") if row.taken_at else _("waits")
        told = {"year": year, "question": f"{row.answer.question}", "hindrance": row.get_hindrance_display(), "note": row.note}
        yield told | {"on": f"{row.asked_at:%Y-%m-%d}", "state": state}


def said_why_not(person: User) -> Iterator[Row]:
    """Why the person did not answer."""
    rows = AuditPlace.objects.filter(reason_by=person).select_related("unit", "year__question_set").order_by("reason_at", "pk")
    for row in rows:
        yield {"year": row.year.year, "unit": row.unit.name, "reason": row.get_reason_display(), "note": row.reason_note}
