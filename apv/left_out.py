"""What a file from elsewhere said that we have no place for: kept as codes, said as sentences to whoever finishes the import."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: Final[Mapping[str, str | Promise]] = {
    "type": _("Question %(code)s is of a kind we do not have (%(kind)s) and was left out."),
    "text_only": _("%(code)s is a text without a question: it became the section's introduction."),
    "relevance": _("%(code)s is asked only after certain answers (%(formula)s). The rule was not carried over: everybody is asked."),
    "group_relevance": _("The section “%(code)s” is asked only after certain answers (%(formula)s). The rule was not carried over."),
    "language": _("The language %(language)s was left out: questionnaires are in Danish, Swedish and English."),
    "other": _("%(code)s lets one write an answer of one's own. It became the answer “Other” without a field."),
    "comment": _("%(code)s has a field for a comment. It became a question of its own."),
    "second_scale": _("%(code)s asks on two scales at once. Only the first was carried over."),
    "random": _("The questions of “%(code)s” come in random order there; here they come in the order of the file."),
    "mandatory": _("Some questions have to be answered there; here every question can be skipped."),
    "html": _("Bold, links and pictures in texts became plain text."),
    "value": _("The answers of %(code)s have got new numbers: theirs were not numbers."),
    "scores": _("The answers of %(code)s have got scores from 0 to 100 by their order or value there. See that they are right."),
    "quota": _("Quotas and assessments were left out."),
    "long": _("A text of %(code)s was too long and was cut."),
}


KINDS: Final[Mapping[str, str | Promise]] = {
    "date": _("a date"),
    "ranking": _("a ranking"),
    "file": _("a file to send"),
    "table of numbers": _("a table of numbers"),
    "table of texts": _("a table of texts"),
}


def note(code: str, /, **params: str) -> dict[str, Any]:
    """One such thing, as the row keeps it."""
    return {"code": code, **({"params": params} if params else {})}


def sentences(notes: Iterable[Mapping[str, Any]]) -> list[str]:
    """In the reader's language; what an older version noted under a code we no longer have is passed over."""
    return [str(SENTENCES[one["code"]]) % _in_words(one.get("params", {})) for one in notes if one.get("code") in SENTENCES]


def _in_words(params: Mapping[str, str]) -> dict[str, str]:
    return {name: str(KINDS.get(text, text)) if name == "kind" else text for name, text in params.items()}
