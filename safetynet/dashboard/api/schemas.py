"""What is asked and what is answered; the OpenAPI document is made from it."""

import re
from datetime import date
from typing import Annotated, Any, Literal

from ninja import Field, Schema
from pydantic import BeforeValidator

MOST = 500
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
NUMBER = re.compile(r"\d{1,18}", re.ASCII)


def _day(value: Any) -> Any:
    """Only a day written out: never a number of seconds, as the library would take it."""
    if isinstance(value, str) and not DAY.fullmatch(value):
        raise ValueError(value)
    return value


def _number(value: Any) -> Any:
    if isinstance(value, str) and not NUMBER.fullmatch(value):
        raise ValueError(value)
    return value


Day = Annotated[date, BeforeValidator(_day)]


class Asked(Schema):
    """The day looked at, and the part of the list."""

    on: Day | None = Field(None, description="The organisation as of this day; left out: today.")
    after: Annotated[int, BeforeValidator(_number)] = Field(0, ge=0, description="“next” of the answer before; left out: from the start.")
    limit: Annotated[int, BeforeValidator(_number)] = Field(
        200, ge=1, le=MOST, description="How many rows at most, 1 to 500; left out: 200."
    )


class FiguresAsked(Schema):
    """The day the figures are known on, their period, and what they are held against."""

    on: Day | None = Field(None, description="The day the figures are known on; left out: today.")
    first: Day | None = Field(None, description="The period's first day, at most five years before the last; left out: a year before it.")
    last: Day | None = Field(None, description="The period's last day, not after “on”; left out: “on”.")
    against: Literal["year", "before"] | None = Field(
        None, description="year (the same days a year before, also when left out), or before."
    )


class UnitRow(Schema):
    """One unit of the line organisation as it was that day."""

    id: int
    key: str = Field(description="The organisation feed's own key (Afdelingskode).")
    name: str
    parent: int | None
    level: int = Field(description="Steps below the top of the organisation, which is 0.")
    p_number: str
    manager: str | None = Field(description="Name of the manager; employees read it too.")
    valid_from: date
    valid_to: date | None = Field(description="The first day the unit is closed.")


class CommitteeRow(Schema):
    """One MED committee or work-environment group that covered units the token reads."""

    id: int
    key: str
    name: str
    parent: int | None
    level: str | None = Field(description="Code of the level, as the region has set them up.")
    is_group: bool
    is_sub_committee: bool
    units: list[int] = Field(description="The units it covers itself, of those the token reads.")
    valid_from: date
    valid_to: date | None


class SeatRow(Schema):
    """One seat of the statutory overview, which every employee reads. Union, number and contact are left out."""

    id: int
    committee: int
    name: str
    role: str
    role_word: str = Field(description="The feed's own word.")
    chosen: str | None = Field(description="elected, designated, or neither is said.")
    is_deputy: bool
    valid_from: date
    valid_to: date | None = Field(description="The first day the seat is not held.")


class Answer(Schema):
    """What every list says about itself."""

    on: date
    next: int | None = Field(description="Ask with `after` for what follows; nothing follows when empty.")


class Units(Answer):
    """Units, by id."""

    rows: list[UnitRow]


class Committees(Answer):
    """Committees and groups, by id."""

    rows: list[CommitteeRow]


class Seats(Answer):
    """Seats, by id."""

    rows: list[SeatRow]


class GapRow(Schema):
    """One gap of the statutory overview, which every employee reads: what is missing, by what rule, and who is to act."""

    kind: str = Field(description="Code of the kind; docs/api.md lists them.")
    subject: str = Field(description="The unit, committee, group or word it is about.")
    text_da: str = Field(description="What is missing, in Danish.")
    basis: str = Field(description="The rule and its source.")
    follows: Literal["law", "agreement"]
    since: date | None
    unit: int | None
    committee: int | None
    seat: int | None
    actor: str | None = Field(description="Name of who is to act; empty where nobody is found.")
    actor_role_da: str


class Gaps(Schema):
    """Gaps of a unit and all below it, by kind and place."""

    on: date
    total: int
    next: int | None = Field(description="Ask with `after` for what follows; nothing follows when empty.")
    rows: list[GapRow]


class LevelTold(Schema):
    """Where the figures are from."""

    kind: Literal["unit", "committee"]
    id: int
    name: str


class PeriodTold(Schema):
    """First and last day."""

    first: date
    last: date


class StepTold(Schema):
    """One step of the curve: on day `days` after publishing."""

    days: int
    followed: int
    closed: int
    share_open: float = Field(description="0 to 1.")


class CurveTold(Schema):
    """How long plans take to close."""

    plans: int
    median_days: int | None
    steps: list[StepTold]


class DepthTold(Schema):
    """The figures from one standpoint."""

    known_on: date
    period: PeriodTold
    plans: dict[str, int] = Field(description="Number of plans by code; docs/api.md says what each counts.")
    measures_by_step: dict[str, int] = Field(description="Measures by step of the prevention ladder.")
    time_to_close: CurveTold


class MissingTold(Schema):
    """What open plans lack today."""

    code: str
    plans: int
    of: int


class Figures(Schema):
    """Figures of a unit or committee, beside its own past."""

    version: int
    level: LevelTold
    now: DepthTold
    before: DepthTold
    missing: list[MissingTold]


class Fault(Schema):
    """One parameter that was not understood."""

    parameter: str
    detail: str
    detail_da: str


class Problem(Schema):
    """Why something was refused (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    detail_da: str
    errors: list[Fault] = []
