"""Bars of the self-audit's report as SVG: lengths are attributes, so the page needs no inline style. The numbers stand beside them."""

from functools import lru_cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from apv.models import Answer
from apv.reports.audit_counts import Answers

SHADES = {Answer.YES: "yes", Answer.PARTLY: "partly", Answer.NO: "no"}


def stacked(answers: Answers) -> SafeString:
    """Yes, partly and no side by side; “not relevant” is no part of it. Empty where nobody answered."""
    return _stacked(answers.yes, answers.partly, answers.no)


@lru_cache(maxsize=4096)
def _stacked(*counts: int) -> SafeString:
    total, start, parts = sum(counts), 0.0, []
    for shade, count in zip(SHADES.values(), counts, strict=True):
        width = 100 * count / total if total else 0
        if count:
            parts.append((shade, f"{start:.2f}", f"{width:.2f}"))
        start += width
    drawn = format_html_join("", '<rect class="sn-audit-{}" x="{}" width="{}" height="6"/>', parts)
    return format_html(
        '<svg class="sn-audit-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false">{}</svg>', drawn
    )


@lru_cache(maxsize=4096)
def single(number: int, highest: int) -> SafeString:
    """One bar, as long as its share of the longest."""
    width = f"{100 * number / highest:.2f}" if highest else "0"
    drawn = '<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect width="{}" height="10"/></svg>'
    return format_html(drawn, width)
