"""Their rules of what is asked after what, as far as they have our simple form: one earlier question, some of its answers."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from apv.blueprint import ShownIf
from apv.files.lss_survey import LimeQuestion
from apv.files.lss_tables import Row

ALWAYS: Final = ("", "1", "true")
_TERM = re.compile(r"""\{?([A-Za-z][\w]*|\d+X\d+X\w+)(?:\.(?:NAOK|code|value))?\}?\s*(?:==|\beq\b)\s*(?:"([^"]*)"|'([^']*)'|(-?\d+))""")


@dataclass
class Rules:
    """What our questions and answers are called there: by code, and by survey, group and question number."""

    answers: dict[str, tuple[str, Mapping[str, int]]] = field(default_factory=dict)

    def know(self, question: LimeQuestion, part: LimeQuestion | None, code: str, numbers: Mapping[str, int]) -> None:
        """A question with one answer, or a line of a grid."""
        line = part.code if part else ""
        self.answers[f"{question.code}_{line}" if line else question.code] = (code, numbers)
        self.answers[f"#{question.qid}{line}"] = (code, numbers)
        self.answers[f"#{question.qid}_S{part.qid}" if part else f"#{question.qid}"] = (code, numbers)

    def know_several(self, question: LimeQuestion, code: str, numbers: Mapping[str, int]) -> None:
        """A question with several answers: there each of them is asked after as a yes."""
        for answer, number in numbers.items():
            self.answers[f"{question.code}_{answer}"] = (code, {"Y": number})
            self.answers[f"#{question.qid}{answer}"] = (code, {"Y": number})
        for part in question.parts:
            self.answers[f"#{question.qid}_S{part.qid}"] = (code, {"Y": numbers[part.code]})

    def read(self, formula: str, conditions: Sequence[Row] = ()) -> tuple[ShownIf | None, str]:
        """The rule, or the formula that has no such form; neither when everybody is asked."""
        text = " ".join(formula.split())
        if text.lower() not in ALWAYS:
            rule = self._of_terms(_terms(text))
            return (rule, "") if rule else (None, text)
        if conditions:
            rule = self._of_terms([_condition(row) for row in conditions])
            return (rule, "") if rule else (None, "; ".join(row.get("cfieldname", "") for row in conditions))
        return None, ""

    def _of_terms(self, terms: Sequence[tuple[str, str]] | None) -> ShownIf | None:
        """All of one question that was asked before, joined by “or”."""
        known = [self._known(name, value) for name, value in terms or ()]
        found = [one for one in known if one]
        if not found or len(found) < len(known) or len({code for code, _value in found}) > 1:
            return None
        return ShownIf(found[0][0], tuple(dict.fromkeys(value for _code, value in found)))

    def _known(self, name: str, value: str) -> tuple[str, int] | None:
        there = self.answers.get(name) or self.answers.get(re.sub(r"^(?:\d+X\d+X|Q(?=\d))", "#", name))
        if there is None or value not in there[1]:
            return None
        return there[0], there[1][value]


def _terms(text: str) -> list[tuple[str, str]] | None:
    """`Q1 == "A1" or Q1 == "A2"` as pairs; None for anything that says more than that."""
    rest = _TERM.sub("•", text)
    if not re.fullmatch(r"[\s()]*•[\s()]*(?:(?:\bor\b|\|\|)[\s()]*•[\s()]*)*", rest, flags=re.IGNORECASE):
        return None
    return [(match[1], next(one for one in match.groups()[1:] if one is not None)) for match in _TERM.finditer(text)]


def _condition(row: Row) -> tuple[str, str]:
    """A condition as older versions keep it; one that is no plain “equals” becomes a name nobody knows."""
    if row.get("method", "==").strip() not in ("==", ""):
        return "", ""
    name = row.get("cfieldname", "").lstrip("+")
    return name, row.get("value", "")
