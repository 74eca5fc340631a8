"""What a case's facts suggest and do not force (R46, R54): said to the administrator, who decides."""

from collections.abc import Iterator
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from injuries.models import Case, CaseKind, Perpetrator
from injuries.sealing import Health

SUDDEN_DAYS: Final = 5
BY_PEOPLE: Final = ("80", "82", "83")
IS_IT_A_DISEASE: Final = _(
    "It went on for more than five days, so it may be an occupational disease and no accident. The doctor reports those: change what it is."
)
IS_IT_AN_OFFENCE: Final = _(
    "It was done by somebody who works here. That is an offensive act, with a course of its own: consider changing what it is."
)
IS_IT_VIOLENCE: Final = _(
    "It is violence or threats, and what went wrong says something else. Usually it is 83, or 82 between people who work here."
)
IS_A_DISEASE: Final = _(
    "A suspected occupational disease is reported by the doctor, not by us. It is registered here, and the person is guided to a doctor."
)


def advice(case: Case, health: Health) -> Iterator[str | Promise]:
    """Sentences, in the order of the page."""
    if health.exposure_days and health.exposure_days > SUDDEN_DAYS and case.kind != CaseKind.DISEASE:
        yield IS_IT_A_DISEASE
    if case.kind == CaseKind.VIOLENCE and case.perpetrator == Perpetrator.INTERNAL:
        yield IS_IT_AN_OFFENCE
    if case.kind == CaseKind.VIOLENCE and case.deviation and case.deviation not in BY_PEOPLE:
        yield IS_IT_VIOLENCE
    if case.kind == CaseKind.DISEASE:
        yield IS_A_DISEASE
