"""Codes of rows that nobody named: made of the words."""

from collections.abc import Collection

from django.utils.text import slugify

from apv.blueprint import Texts
from safetynet.common.texts import in_language

LONGEST_CODE = 40


def code_of(texts: Texts, taken: Collection[str]) -> str:
    """A code made of the text that is not among those taken."""
    word = "_".join(slugify(in_language(texts, "da")).replace("-", "_").split("_")[:4])[: LONGEST_CODE - 4] or "q"
    return next(one for one in (word, *(f"{word}_{number}" for number in range(2, 999))) if one not in taken)
