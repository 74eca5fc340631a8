"""What every template may use without loading it: icons, marks, the menu, error summaries."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Union, cast

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BaseFormSet
from django.template.context import Context
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst, slugify

from safetynet.common import navigation
from safetynet.common.texts import Texts
from safetynet.common.texts import in_language as texts_in_language

if TYPE_CHECKING:
    from safetynet.common.renderer import DesignSystemField

register = template.Library()
Forms = Union[BaseForm, "BaseFormSet[Any]"]


@register.simple_tag
@cache
def icon(name: str, size: str = "") -> SafeString:
    """A drawing of the design system's sprite; it decorates, the word beside it speaks."""
    return format_html(
        '<svg class="icon-svg{}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        f" icon-{size}" if size else "",
        static("build/img/icons.svg"),
        name,
    )


@register.simple_tag
@cache
def mark(state: str) -> SafeString:
    """The shape of a state: also without colour each is told from the others."""
    return format_html('<svg aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>', static("img/marks.svg"), slug_of(state))


@register.filter
@cache
def slug_of(state: object) -> str:
    """A state's value as part of a CSS class: `not_carried_out` → `not-carried-out`."""
    return slugify(str(state)).replace("_", "-")


@register.simple_tag
def status(state: str, label: object) -> SafeString:
    """A state as shape and word."""
    return format_html('<span class="status status-{}">{}{}</span>', slug_of(state), mark(slug_of(state)), capfirst(str(label)))


@register.filter
def in_language(texts: Texts, language: str) -> str:
    """A text that the region may edit, in that language, else in the region's."""
    return texts_in_language(texts, language)


@register.filter
def at(rows: Mapping[Any, Any], key: object) -> Any:
    """What the mapping has under that key, or nothing."""
    return rows.get(key)


@register.filter
def initials(name: object) -> str:
    """Mette Skov Jensen → MJ."""
    words = str(name).split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


@register.filter
def page_numbers(page: Page[Any]) -> list[int | str]:
    """The numbers to show: first, last, those around this page, and an ellipsis between."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))


@register.simple_tag
def address(route: str, *args: object) -> str:
    """Where a URL name leads, or nothing."""
    return navigation.address(route, *args)


@register.simple_tag
def address_of(row: object) -> str:
    """Where a row has its page, or nothing."""
    return navigation.address_of(row)


@register.simple_tag(takes_context=True)
def main_menu(context: Context) -> list[navigation.MenuItem]:
    """The places of the header for this reader on this page."""
    match = getattr(context.get("request"), "resolver_match", None)
    return navigation.menu(getattr(match, "url_name", None) or "", context.get("rights") or ())


@register.inclusion_tag("components/error_summary.html")
def error_summary(*sources: Forms | None) -> dict[str, Any]:
    """All errors of the page's forms and formsets in one list at the top, each a link to its field."""
    return {"items": [item for source in sources if source for item in _errors_of(source)]}


@register.simple_tag
def has_errors(*sources: Forms | None) -> bool:
    """Any of the page's forms was refused: the page title begins with “Error:”."""
    return any(source.is_bound and not source.is_valid() for source in sources if source)


def _errors_of(source: Forms) -> Iterable[dict[str, str]]:
    if isinstance(source, BaseFormSet):
        yield from ({"text": str(text), "anchor": ""} for text in source.non_form_errors())
        for form in source.forms:
            yield from _errors_of(form)
        return
    yield from ({"text": str(text), "anchor": ""} for text in source.non_field_errors())
    for field in cast("Iterable[DesignSystemField]", source):
        anchor = "" if field.is_hidden else field.error_anchor
        yield from ({"text": text, "anchor": anchor} for text in field.said_errors)
