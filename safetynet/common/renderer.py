"""Forms drawn as the design system draws them; every form of the product uses this, none lays out fields itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField, BoundWidget
from django.forms.renderers import TemplatesSetting
from django.utils.functional import Promise, cached_property
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from safetynet.common.widgets import draw

REQUIRED: Final = forms.Field.default_error_messages["required"]
GROUPS: Final = (forms.RadioSelect, forms.CheckboxSelectMultiple)
CHOSEN: Final = (forms.Select, *GROUPS)


@dataclass(frozen=True)
class Matrix:
    """Radio buttons laid out in a table: heads of its rows and columns, each with a number and a word.

    A field wears it as `field.matrix`; its choices are the one for “none of them”, then the cells row by row. `cells` gives for
    each value the short text that is seen in its cell and the code of its tint; the choice's own label is read aloud.
    """

    row_title: str | Promise
    column_title: str | Promise
    rows: Sequence[tuple[int, str | Promise]]
    columns: Sequence[tuple[int, str | Promise]]
    cells: Mapping[str, tuple[str, str]]


@dataclass(frozen=True)
class GuidanceLink:
    """Something to read or use, kept by the region's staff; `kind` says what one finds there."""

    title: str
    url: str
    kind: str
    description: str = ""


@dataclass(frozen=True)
class Guidance:
    """Help folded away under a field: one guiding question, one good and one weak example, all in our own words.

    A form names them by field: `guidance = {"title": Guidance(question, good, weak)}`.
    """

    question: str | Promise
    good: str | Promise
    weak: str | Promise
    links: tuple[GuidanceLink, ...] = ()


class _Cell(NamedTuple):
    widget: BoundWidget
    face: str
    tint: str


class DesignSystemField(BoundField):
    """One field with its label, hint, error and help.

    No `required` attribute: the browser would speak before we do, in its own language. What is optional says so.
    """

    @cached_property
    def kind(self) -> str:
        """How `components/field.html` lays it out: matrix, checkbox, group, date or control."""
        widget = self.field.widget
        if self.matrix:
            return "matrix"
        if isinstance(widget, forms.CheckboxInput):
            return "checkbox"
        if isinstance(widget, GROUPS):
            return "group"
        return "date" if isinstance(widget, forms.DateInput) else "control"

    @property
    def matrix(self) -> Matrix | None:
        """The table that the field asked for."""
        found: Matrix | None = getattr(self.field, "matrix", None)
        return found

    @property
    def matrix_rows(self) -> list[dict[str, Any]]:
        """Each row of the table: its number and word, and its radio buttons."""
        matrix = self.matrix
        if matrix is None:
            return []
        cells = [_Cell(one, *matrix.cells[str(one.data["value"])]) for one in list(self.subwidgets)[1:]]
        width = len(matrix.columns)
        return [
            {"number": number, "word": word, "cells": cells[place * width : (place + 1) * width]}
            for place, (number, word) in enumerate(matrix.rows)
        ]

    @property
    def is_checkbox_group(self) -> bool:
        """Several may be chosen."""
        return isinstance(self.field.widget, forms.CheckboxSelectMultiple)

    @property
    def is_marked_optional(self) -> bool:
        """Says “(optional)”; a lone checkbox never needs to, nor a form that says otherwise what it needs (`marks_optional`).

        A field that another answer asks for (`field.is_asked_for = True`) is not optional where it is seen.
        """
        if self.field.required or self.field.disabled or getattr(self.field, "is_asked_for", False):
            return False
        return getattr(self.form, "marks_optional", True) and self.kind != "checkbox"

    @property
    def guidance(self) -> Guidance | None:
        """The folded help that the form gives for this field."""
        found: Guidance | None = getattr(self.form, "guidance", {}).get(self.name)
        return found

    @property
    def options(self) -> list[dict[str, Any]]:
        """Radios or checkboxes with the hint that the field's `option_hints` gives each."""
        hints = getattr(self.field, "option_hints", {})
        return [{"widget": widget, "hint": hints.get(widget.data["value"], "")} for widget in self.subwidgets]

    @property
    def looks_like_cards(self) -> bool:
        """The field asked for large choices: `field.as_cards = True`."""
        return bool(getattr(self.field, "as_cards", False))

    @property
    def error_anchor(self) -> str:
        """The id that a link in the error summary moves to: the first choice of a group, else the control."""
        return f"{self.auto_id}_0" if self.kind in ("group", "matrix") else self.id_for_label or self.auto_id

    @property
    def said_errors(self) -> list[str]:
        """The errors in words that say what to do, the same at the field and in the summary."""
        found: list[ValidationError] = self.form.errors.as_data().get(self.name, [])
        return [text for error in found for text in self._said(error)]

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Django's own, plus the design system's class."""
        widget = widget or self.field.widget
        built: dict[str, Any] = super().build_widget_attrs(attrs, widget)
        built.pop("required", None)
        if not widget.is_hidden:
            built["class"] = f"{widget.attrs.get('class', '')} {_class_of(widget)}".strip()
        if isinstance(widget, forms.DateInput):
            built |= {"inputmode": "numeric", "autocomplete": "off", "placeholder": _("dd-mm-yyyy")}
        return built

    def _said(self, error: ValidationError) -> list[str]:
        if error.code != "required" or getattr(error, "message", None) != REQUIRED:
            return list(error.messages)
        label = str(self.label)
        if label.endswith("?"):
            return [_("Answer “%(field)s”") % {"field": label}]
        if self.kind == "checkbox":
            return [_("Tick “%(field)s”") % {"field": label}]
        if isinstance(self.field.widget, CHOSEN):
            return [_("Choose “%(field)s”") % {"field": label}]
        return [_("Fill in “%(field)s”") % {"field": label}]


class DesignSystemRenderer(TemplatesSetting):
    """The renderer named in the settings."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
    formset_template_name = "components/formset.html"
    bound_field_class = DesignSystemField

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> SafeString:
        """Small controls without a template (`widgets.py`), everything else by its own."""
        return draw(template_name, context) or mark_safe(super().render(template_name, context, request))  # noqa: S308  a template's own


def _class_of(widget: forms.Widget) -> str:
    if isinstance(widget, forms.CheckboxInput | forms.CheckboxSelectMultiple):
        return "form-checkbox"
    if isinstance(widget, forms.RadioSelect):
        return "form-radio"
    return "form-select" if isinstance(widget, forms.Select) else "form-input"
