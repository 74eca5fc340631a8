"""Which question a line of an earlier year's table means: one of the set it belongs to, or one that the table itself makes."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from itertools import chain, count
from typing import NamedTuple, Self

from django.utils.text import slugify
from django.utils.translation import gettext as _

from apv.audit_import_words import numbered
from apv.models import AuditQuestion, AuditSet
from safetynet.common.cells import plain

LONGEST_CODE, MOST_QUESTIONS = 40, 200
Cell = tuple[str, str]  # the question's cell, and its words where they stand in a column of their own


class Named(NamedTuple):
    """A question of the set that the year gets: its number, its code, which never repeats in a set, and its words."""

    position: int
    code: str
    text: str


@dataclass
class _Draft:
    number: int
    code: str
    text: str


@dataclass
class Asked:
    """The questions there are, the words that mean them, and what is wrong with a cell that ought to."""

    questions: list[Named]
    words: dict[str, str] = field(default_factory=dict)  # plain words, or “#3”: code
    faults: dict[Cell, str] = field(default_factory=dict)

    @classmethod
    def of_set(cls, audit_set: AuditSet) -> Self:
        """By number, by code, and by the words in each language."""
        found = cls([])
        for one in AuditQuestion.objects.filter(question_set=audit_set).order_by("position"):
            found.questions.append(Named(one.position, one.code, str(one)))
            texts = [plain(text) for text in one.text.values() if text]
            found.words |= dict.fromkeys([f"#{one.position}", plain(one.code), *texts], one.code)
        return found

    @classmethod
    def of_table(cls, cells: Iterable[Cell]) -> Self:
        """A question for each number, code or text, in the order of the table."""
        drafts: dict[str, _Draft] = {}
        found, pairs = cls([]), list(dict.fromkeys(pair for pair in cells if pair[0]))[: MOST_QUESTIONS * 10]
        for cell, words in pairs:
            draft, text = drafts.setdefault(_key(cell), _draft(cell, words)), words or numbered(cell).words
            if draft.text and text and plain(text) != plain(draft.text):
                found.faults[cell, words] = _("The same number stands with other words before: “%(text)s”.") % {"text": draft.text[:80]}
            draft.text = draft.text or text
        by_number = all(draft.number for draft in drafts.values())
        for order, (key, draft) in enumerate(drafts.items(), start=1):
            position = draft.number if by_number else order
            found.words[key] = _free([draft.code, f"q{position:02}"], found.words.values())
            found.questions.append(Named(position, found.words[key], draft.text))
        for cell, words in pairs:
            if not drafts[_key(cell)].text:
                found.faults[cell, words] = _("The question has no words. Add a column with them, or choose the set the table belongs to.")
        found.questions.sort()
        return found

    def find(self, cell: str) -> str | None:
        """The code of the one meant; a cell that tells a number is taken by it, else by its words."""
        return self.words.get(_key(cell)) or self.words.get(plain(numbered(cell).words))


def _key(cell: str) -> str:
    number = numbered(cell).number
    return f"#{number}" if number else plain(cell)


def _free(wanted: list[str], taken: Collection[str]) -> str:
    """The first code that is one and stands for no other question yet."""
    more = (f"{wanted[-1]}-{number}" for number in count(2))
    return next(code for code in chain(wanted, more) if code and code not in taken)


def _draft(cell: str, words: str) -> _Draft:
    number = numbered(cell).number
    return _Draft(number, slugify(cell)[:LONGEST_CODE] if words and not number else "", "")
