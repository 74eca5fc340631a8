"""What the report to the authority must hold, and what of it a case still lacks (BEK 799/2022, annex 1; R45)."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from injuries.models.cases import Case
from injuries.sealing import Health, Identity

# In the order of the annex; also the labels of the form, so that a missing field and its error are said in the same words.
LABELS: Final[Mapping[str, Any]] = {  # lazy texts
    "name": _("Name"),
    "cpr": _("CPR number"),
    "sex": _("Sex"),
    "age": _("Age on the day"),
    "nationality": _("Nationality"),
    "occupation": _("Occupation"),
    "employment": _("Employment status"),
    "hired_on": _("Hired on"),
    "injury": _("Type of injury"),
    "body": _("Part of the body"),
    "expected_absence": _("Expected absence"),
    "place": _("Where it happened, in words"),
    "happened_on": _("Day"),
    "happened_at": _("Time of day"),
    "course": _("What happened"),
    "environment": _("Surroundings"),
    "process": _("Kind of work"),
    "activity": _("What the person was doing"),
    "activity_agent": _("With what"),
    "deviation": _("What went wrong, the last before the contact"),
    "deviation_agent": _("What it came from"),
    "contact": _("How the person was hurt"),
    "contact_agent": _("What hurt"),
}
CHOSEN: Final = ("sex", "employment", "injury", "body", "expected_absence", "contact", "contact_agent", "deviation", "process", "activity")
CHOSEN_TOO: Final = ("environment", "activity_agent", "deviation_agent")


def missing_in(case: Case, identity: Identity, health: Health) -> dict[str, str]:
    """By field what the case must be given before it is sent, as a sentence; empty when it is whole."""
    has = _held(case, identity, health)
    return {name: sentence(name) for name in LABELS if name in has and not has[name]()}


def _held(case: Case, identity: Identity, health: Health) -> Mapping[str, Callable[[], object]]:
    """The fields of the annex that this case needs, each with what answers it."""
    wanted: dict[str, Callable[[], object]] = {
        "name": lambda: case.injured_id or identity.name,
        "occupation": lambda: identity.occupation,
        "employment": lambda: identity.employment,
        "hired_on": lambda: case.hired_on,
        "injury": lambda: health.injury,
        "body": lambda: health.body,
        "expected_absence": lambda: health.expected_absence,
        "happened_at": lambda: case.happened_at,
        "course": lambda: case.course,
        "contact": lambda: case.contact,
        "contact_agent": lambda: case.contact_agent,
    }
    if case.is_off_premises:
        wanted["place"] = lambda: case.place
    if not has_cpr(case, identity):
        wanted |= {
            "sex": lambda: identity.sex,
            "age": lambda: identity.age is not None,
            "nationality": lambda: identity.nationality,
        }
    return wanted


def has_cpr(case: Case, identity: Identity) -> bool:
    """The number is known, from the directory or as it was given with the report."""
    return bool(identity.cpr or (case.injured_id and case.injured and case.injured.cpr_encrypted))


def sentence(name: str) -> str:
    """What to do about it; the words of a form's own error."""
    words = {"field": LABELS[name]}
    return gettext("Choose “%(field)s”") % words if name in (*CHOSEN, *CHOSEN_TOO) else gettext("Fill in “%(field)s”") % words
