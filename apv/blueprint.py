"""A whole questionnaire as plain values: what comes with the product, what a file says, what a copy is made from.

Two questionnaires ask the same exactly when their blueprints are equal. Nothing here reads the database.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from apv.models import Dimension, Question, Questionnaire, Section

Texts = Mapping[str, str]
LANGUAGES = ("da", "sv", "en")


def words(da: str, sv: str = "", en: str = "") -> Texts:
    """One text in the three languages; those that are empty are left out."""
    return {code: text for code, text in zip(LANGUAGES, (da, sv, en), strict=True) if text}


@dataclass(frozen=True)
class Choice:
    """One answer of a question with words of its own; without a score it counts as not answered."""

    value: int
    text: Texts
    score: float | None = None

    def as_row(self) -> dict[str, Any]:
        """As the question's row keeps it."""
        return {"value": self.value, "text": dict(self.text), "score": self.score}


@dataclass(frozen=True)
class ShownIf:
    """Asked only of those who gave one of these answers to an earlier question."""

    question: str
    any_of: tuple[int, ...]


@dataclass(frozen=True)
class Asked:
    """One question."""

    code: str
    text: Texts
    scale: str
    dimension: str = ""
    hint: Texts = field(default_factory=dict)
    options: tuple[Choice, ...] = ()
    is_reversed: bool = False
    is_sensitive: bool = False
    shown_if: ShownIf | None = None


@dataclass(frozen=True)
class Part:
    """One section with its questions."""

    title: Texts
    questions: tuple[Asked, ...]
    intro: Texts = field(default_factory=dict)
    is_named: bool = False


@dataclass(frozen=True)
class Measured:
    """One dimension."""

    code: str
    name: Texts
    topic: str
    theme_code: str = ""
    is_burden: bool = False


@dataclass(frozen=True)
class Blueprint:
    """One questionnaire from its name to its last answer."""

    family: str
    name: Texts
    parts: tuple[Part, ...]
    dimensions: tuple[Measured, ...] = ()
    purpose: Texts = field(default_factory=dict)
    languages: tuple[str, ...] = LANGUAGES
    minutes: int = 8
    licence: str = ""
    attribution: str = ""
    no_derivatives: bool = False

    @property
    def questions(self) -> Iterator[Asked]:
        """All of them, in the order they are asked."""
        return (question for part in self.parts for question in part.questions)


def blueprint_of(questionnaire: "Questionnaire") -> Blueprint:
    """The blueprint of one that is in the database, in four queries at most."""
    asked: dict[int, list[Asked]] = {}
    for question in questionnaire.questions.select_related("dimension").order_by("position"):
        asked.setdefault(question.section_id, []).append(_asked(question))
    return Blueprint(
        family=questionnaire.family,
        name=questionnaire.name,
        purpose=questionnaire.purpose,
        languages=tuple(questionnaire.languages),
        minutes=questionnaire.minutes,
        licence=questionnaire.licence,
        attribution=questionnaire.attribution,
        no_derivatives=questionnaire.no_derivatives,
        dimensions=tuple(_measured(one) for one in questionnaire.dimensions.order_by("position")),
        parts=tuple(_part(one, asked.get(one.pk, [])) for one in questionnaire.sections.order_by("position")),
    )


def _part(section: "Section", asked: list[Asked]) -> Part:
    return Part(title=section.title, intro=section.intro, is_named=section.is_named, questions=tuple(asked))


def _measured(row: "Dimension") -> Measured:
    return Measured(code=row.code, name=row.name, topic=row.topic, theme_code=row.theme_code, is_burden=row.is_burden)


def _asked(row: "Question") -> Asked:
    return Asked(
        code=row.code,
        text=row.text,
        hint=row.hint,
        scale=row.scale,
        dimension=row.dimension.code if row.dimension else "",
        options=tuple(Choice(one["value"], one["text"], one.get("score")) for one in row.options),
        is_reversed=row.is_reversed,
        is_sensitive=row.is_sensitive,
        shown_if=ShownIf(row.shown_if["question"], tuple(row.shown_if["any_of"])) if row.shown_if else None,
    )
