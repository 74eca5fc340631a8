"""“Get my data” (GDPR art. 15): what the product keeps about one person, as JSON and PDF with the documents of the own cases, in one ZIP.

Own cases are whole; of other people nothing is told: who signed, noted, reported or read stands there as a role, never as a name
(C-579/21). Each case is opened through the log first. Nothing of it is kept: the file is made while the person waits.
"""

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from actionplans.models import ActionPlan, PlanPerson
from apv.models import NamedAnswer
from injuries.models import Case, Channel, Purpose
from injuries.reading import Read, health_of, opened
from injuries.reads_page import told
from injuries.usecases import filing
from orgstructure import cpr
from orgstructure.access import scope_of
from orgstructure.models import CprRead, Engagement, RoleHolding, Seat, TrainingFact, User
from orgstructure.permissions import Perm
from safetynet.common.pdf import PdfUnavailableError, font_faces, render_pdf
from safetynet.operations.person_audits import help_asked_for, said_why_not, taken_part_in
from safetynet.operations.person_year import of_the_year

Row = dict[str, Any]
READ = Read(Channel.EXPORT, Purpose.DATA_REQUEST)


@dataclass(frozen=True)
class PersonData:
    """One shape for JSON and PDF: sections by name, each a list of rows of plain values; `files` by their names in the ZIP."""

    sections: dict[str, list[Row]]
    files: dict[str, bytes]


def data_of(person: User, *, reader: User, now: datetime) -> PersonData:
    """What is kept about the person. Another reader than the person gets the cases that he or she may open, and no others."""
    cases = list(_own(person, reader, now))
    files = {f"{case.number}/{row.name}": filing.content_of(row.file) for case in cases for row in filing.files_of(case)}
    sections = {
        _("Person"): [_person(person)],
        _("Employments"): [
            _engagement(row) for row in Engagement.objects.filter(user=person).select_related("unit").order_by("valid_from")
        ],
        _("Seats"): [_seat(row) for row in Seat.objects.filter(user=person).select_related("committee").order_by("valid_from")],
        _("Roles"): [_role(row) for row in RoleHolding.objects.filter(user=person).select_related("unit").order_by("valid_from", "pk")],
        _("Training"): [_training(row) for row in TrainingFact.objects.filter(user=person).order_by("on", "pk")],
        _("Injury cases about me"): [_case(case) for case in cases],
        _("Who has seen my cases"): [{"case": case.number, **row} for case in cases for row in told(case.pk)],
        _("Cases I have reported"): list(_reported(person, reader, now)),
        _("Plans that name me"): list(_plans(person, reader)),
        _("Answers with my name"): [_answer(row) for row in _answers(person) if reader == person],
        _("Self-audits I have taken part in"): [*taken_part_in(person)] if reader == person else [],
        _("Help I have asked for in a self-audit"): [*help_asked_for(person)] if reader == person else [],
        _("Why I did not answer a self-audit"): [*said_why_not(person)] if reader == person else [],
        **(of_the_year(person) if reader == person else {}),
        _("Who has read my CPR number"): [
            {"on": f"{row.at:%Y-%m-%d}", "reason": row.reason} for row in CprRead.objects.filter(person=person)
        ],
    }
    return PersonData({name: rows for name, rows in sections.items() if rows}, files)


def packed(person: User, *, reader: User, now: datetime, today: date) -> bytes:
    """The ZIP. Where PDFs cannot be made on this machine, it comes without one."""
    data = data_of(person, reader=reader, now=now)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("data.json", json.dumps(data.sections, ensure_ascii=False, indent=1, default=str))
        for name, content in data.files.items():
            package.writestr(name, content)
        try:
            package.writestr("data.pdf", _pdf(data, today))
        except PdfUnavailableError:
            package.writestr("PDF.txt", _("The PDF could not be made on this machine. Everything stands in data.json."))
    return written.getvalue()


def _pdf(data: PersonData, today: date) -> bytes:
    # Our own file, read from static/build: base64 letters, nothing a person wrote.
    letters = mark_safe(font_faces())  # noqa: S308
    sections = [(name, [list(_flat(row)) for row in rows]) for name, rows in data.sections.items()]
    frame = {"today": today, "language": get_language(), "letters": letters, "region": settings.REGION_NAME, "sections": sections}
    return render_pdf(render_to_string("pdf/person_data.html", frame))


def _flat(row: Row) -> Iterator[tuple[str, str]]:
    for name, value in row.items():
        if isinstance(value, list):
            parts = (", ".join(f"{text}" for text in one.values()) if isinstance(one, dict) else f"{one}" for one in value)
            yield from ((name.replace("_", " "), text) for text in ["\n".join(parts)] if text)
        elif value not in ("", None):
            yield name.replace("_", " "), f"{value}"


def _person(person: User) -> Row:
    number = cpr.mask(cpr.decrypt(bytes(person.cpr_encrypted))) if person.cpr_encrypted else ""
    return {"name": person.get_full_name(), "mail": person.email, "phone": person.phone, "language": person.language, "cpr": number}


def _stretch(row: Any) -> Row:
    return {"from": row.valid_from, "to": row.valid_to}


def _engagement(row: Engagement) -> Row:
    return {
        "number": row.number,
        "unit": row.unit.name,
        "title": row.title,
        "profession": row.profession,
        "hired": row.hired_on,
        **_stretch(row),
    }


def _seat(row: Seat) -> Row:
    return {"committee": row.committee.name, "role": row.role_word, "union": row.union, **_stretch(row)}


def _role(row: RoleHolding) -> Row:
    return {"role": row.get_role_display(), "unit": row.unit.name, "given_as": row.get_source_display(), **_stretch(row)}


def _training(row: TrainingFact) -> Row:
    return {"course": row.get_course_display(), "what": row.get_what_display(), "on": row.on}


def _own(person: User, reader: User, now: datetime) -> Iterator[Case]:
    yield from _opened(Case.objects.filter(injured=person), reader, now)


def _opened(cases: QuerySet[Case], reader: User, now: datetime) -> Iterator[Case]:
    numbers = list(cases.visible_to(reader).order_by("pk").values_list("public_id", flat=True))  # type: ignore[attr-defined]
    for number in numbers:
        yield opened(reader, number, now=now, read=READ)


def _case(case: Case) -> Row:
    sealed = health_of(case)
    identity, health = ({}, {}) if sealed is None else (_kept(sealed[0]), _kept(sealed[1]))
    if identity.get("cpr"):
        identity["cpr"] = cpr.mask(identity["cpr"])
    return {
        "number": case.number,
        "kind": case.get_kind_display(),
        "state": case.get_state_display(),
        "unit": case.unit.name,
        "happened": f"{case.happened_on} {case.happened_at or ''}".strip(),
        "place": f"{case.get_place_kind_display()} {case.place}".strip(),
        "course": case.course,
        "suggestion": case.suggestion,
        "manager_said": "\n".join(text for text in (case.get_could_be_prevented_display(), case.manager_comment, case.done_now) if text),
        **{f"identity_{name}": value for name, value in identity.items()},
        **{f"health_{name}": value for name, value in health.items()},
        "absence": [
            {"from": row.starts_on, "to": row.ends_on, "extent": row.get_extent_display()} for row in case.absences.order_by("starts_on")
        ],
        "told_to_authority": [
            {"on": f"{row.sent_at:%Y-%m-%d}", "receipt": row.receipt_number, "decision": row.get_decision_display()}
            for row in case.reports.order_by("sent_at")
        ],
        "feedback": [{"on": f"{row.at:%Y-%m-%d}", "text": row.text} for row in case.feedback.order_by("at") if row.text],
        "documents": [row.name for row in filing.files_of(case)],
    }


def _kept(sealed: Any) -> Row:
    return {name: value for name, value in vars(sealed).items() if value not in ("", (), None)}


def _reported(person: User, reader: User, now: datetime) -> Iterator[Row]:
    """What the person told of others: the own words, not whose case it is."""
    for case in _opened(Case.objects.filter(reporter=person).exclude(injured=person), reader, now):
        words = {"course": case.course, "suggestion": case.suggestion} if reader == person else {}
        yield {"number": case.number, "kind": case.get_kind_display(), "happened": case.happened_on, **words}


def _plans(person: User, reader: User) -> Iterator[Row]:
    named = (
        Q(owner=person)
        | Q(evaluator=person)
        | Q(measures__responsible=person)
        | Q(pk__in=PlanPerson.objects.filter(user=person).values("plan"))
    )
    for plan in ActionPlan.objects.visible_to(reader).filter(named).select_related("unit").distinct().order_by("pk"):
        yield {"plan": plan.reference, "unit": plan.unit.name, "as": "; ".join(_parts_in(plan, person))}


def _parts_in(plan: ActionPlan, person: User) -> Iterator[str]:
    """The titles and texts of plans may name others, so the person's part in it is told and the plan is named by its number."""
    if plan.owner_id == person.pk:
        yield _("owner")
    if plan.evaluator_id == person.pk:
        yield _("evaluates the effect")
    if plan.measures.filter(responsible=person).exists():
        yield _("carries out a measure")
    for row in plan.people.filter(user=person):
        yield row.get_part_display()


def _answers(person: User) -> QuerySet[NamedAnswer]:
    return NamedAnswer.objects.filter(person=person).select_related("question", "round").order_by("round", "question")


def _answer(row: NamedAnswer) -> Row:
    return {"survey": f"{row.round}", "question": f"{row.question}", "answer": row.value}


def people_with_cases(reader: User, pk: int) -> User | None:
    """The person when the injury administrator may open at least one case about him or her: the right to answer a request for it."""
    mine = Case.objects.visible_to(reader).filter(scope_of(reader, Perm.ADMINISTER_INJURIES).where(), injured=pk)
    return User.objects.filter(pk=pk, kind=User.Kind.PERSON).first() if mine.exists() else None
