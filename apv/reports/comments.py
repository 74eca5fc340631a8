"""Free texts and the named part: read by the manager and the representative of exactly that unit, and by nobody else."""

from dataclasses import dataclass

from django.db.models import QuerySet

from apv.models import NamedAnswer, Question, RoundUnit, SurveyComment
from apv.scales import options_of
from orgstructure.access import scope_of
from orgstructure.models import User
from orgstructure.permissions import Perm


@dataclass(frozen=True)
class Comments:
    """A question and its texts, in an order that says nothing and stays."""

    question: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Named:
    """A question of the named part, with who answered what."""

    question: str
    answers: tuple[tuple[str, str], ...]


def may_read(place: RoundUnit, reader: User) -> bool:
    """Whether the person holds the right on this very unit; a right on what lies above is not enough."""
    return place.unit_id in scope_of(reader, Perm.READ_COMMENTS).unit_ids


def comments_in(place: RoundUnit, reader: User) -> list[Comments]:
    """The free texts shown in the unit; none for anybody else."""
    if not may_read(place, reader):
        return []
    rows = SurveyComment.objects.filter(shown_in=place).select_related("question").order_by("question__position", "order")
    found: dict[int, tuple[str, list[str]]] = {}
    for row in rows:
        found.setdefault(row.question_id, (str(row.question), []))[1].append(row.text)
    return [Comments(question, tuple(texts)) for question, texts in found.values()]


def named_in(place: RoundUnit, reader: User) -> list[Named]:
    """The answers given with a name in the unit; none for anybody else."""
    if not may_read(place, reader):
        return []
    found: dict[int, tuple[str, list[tuple[str, str]]]] = {}
    for row in _named(place):
        found.setdefault(row.question_id, (str(row.question), []))[1].append((str(row.person), _in_words(row.question, row.value)))
    return [Named(question, tuple(answers)) for question, answers in found.values()]


def _named(place: RoundUnit) -> QuerySet[NamedAnswer]:
    rows = NamedAnswer.objects.filter(round_unit=place).select_related("question", "person")
    return rows.order_by("question__position", "person__name_sort", "pk")


def _in_words(question: Question, value: object) -> str:
    words: dict[object, str] = {option.value: str(option.text) for option in options_of(question)}
    chosen = value if isinstance(value, list) else [value]
    return ", ".join(words.get(one, str(one)) for one in chosen)
