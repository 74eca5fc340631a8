"""What the answers of a report say, as the use case wants it."""

from datetime import timedelta
from typing import Any

from injuries import bodymap
from injuries.forms.reporting import ABSENT, EXPECTED, ReportForm
from injuries.models import WITHOUT_INJURED, Place, ReportedAs
from injuries.report_words import AWAY, ENVIRONMENTS, codes_of, harm_of
from injuries.sealing import Health, Identity
from injuries.usecases.registering import NewAbsence, NewCase
from orgstructure.access import may
from orgstructure.models import Engagement, Unit, User
from orgstructure.permissions import Perm


def new_case(form: ReportForm) -> NewCase:
    """Of a valid form. Event and health go apart here: nothing of the body, and no name, is among the event's columns."""
    given = form.cleaned_data
    unit = Unit.objects.get(pk=given["unit"])
    injured = _injured(given)
    is_somebody = form.kind not in WITHOUT_INJURED
    return NewCase(
        kind=form.kind,
        unit=unit,
        event=_event(given),
        submission_id=given["submission_id"],
        injured=injured,
        reported_as=_as_whom(form, unit),
        identity=_identity(form, injured) if is_somebody else None,
        health=_health(given) if is_somebody else None,
        absent=_absent(given),
        is_kept_from_manager=given.get("is_kept_from_manager", False),
    )


def _event(given: dict[str, Any]) -> dict[str, Any]:
    place, phrase, perpetrator = given["place_kind"], given.get("phrase", ""), given.get("perpetrator", "")
    kept = {name: given.get(name) for name in ("happened_on", "happened_at", "course")}
    words = {name: given.get(name, "") for name in ("place", "suggestion", "label")}
    marks = {name: given.get(name, False) for name in ("is_outside_hours", "may_claim")}
    shape = {
        "place_kind": place,
        "is_off_premises": Place(place) in AWAY,
        "environment": ENVIRONMENTS.get(place, ""),
        "phrase": phrase,
        "perpetrator": perpetrator,
    }
    return kept | words | marks | shape | codes_of(phrase, perpetrator)


def _injured(given: dict[str, Any]) -> User | None:
    return User.objects.filter(pk=given["injured"]).first() if given.get("injured") else None


def _as_whom(form: ReportForm, unit: Unit) -> ReportedAs:
    """Who says to be the manager and is not, tells it as a colleague; where nobody was hurt there is no other than colleagues."""
    told = ReportedAs(form.cleaned_data.get("reported_as") or ReportedAs.COLLEAGUE)
    signs = may(form.desk.reporter, Perm.SIGN_INJURIES, unit.pk, unit.path)
    return ReportedAs.COLLEAGUE if told == ReportedAs.MANAGER and not signs else told


def _identity(form: ReportForm, injured: User | None) -> Identity:
    """Name and occupation of that day; the rest is completed by the injury administrator."""
    if injured is None:
        return Identity(name=form.cleaned_data.get("injured_name", ""))
    row = Engagement.objects.current(form.desk.today).filter(user=injured).home_first().first()
    return Identity(name=injured.get_full_name(), occupation=row.title if row else "", phone=injured.phone)


def _health(given: dict[str, Any]) -> Health:
    body, side = bodymap.parts_of(given.get("body", ()))
    return Health(injury=given.get("harm") or harm_of(given.get("phrase", "")), body=body, side=side, harm=given.get("harm_words", ""))


def _absent(given: dict[str, Any]) -> tuple[NewAbsence, ...]:
    """Absence that is to be expected begins the day after at the earliest (R40), and counts (domain, 3.1)."""
    if given.get("absence") == ABSENT and given.get("absent_from"):
        return (NewAbsence(given["absent_from"]),)
    if given.get("absence") == EXPECTED:
        return (NewAbsence(given["happened_on"] + timedelta(days=1), is_expected=True),)
    return ()
