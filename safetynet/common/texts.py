"""Texts that the region may edit: one JSON object by language, at least Danish or Swedish."""

from collections.abc import Mapping

from django.conf import settings
from django.db.models import Q
from django.utils import translation

Texts = Mapping[str, str]


def in_language(texts: Texts, language: str | None = None) -> str:
    """The text in that language (the reader's when not said), else the region's, else whatever there is; "" for no text at all."""
    wanted = language or translation.get_language() or settings.LANGUAGE_CODE
    return texts.get(wanted) or texts.get(settings.LANGUAGE_CODE) or next((text for text in texts.values() if text), "")


def has_a_text(column: str) -> Q:
    """For a CHECK: Danish, Swedish or English is there."""
    return Q(**{f"{column}__has_any_keys": ["da", "sv", "en"]})
