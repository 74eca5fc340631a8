"""The template of the file: one line for each of our fields, and what is the same in every case."""

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from injuries.easy.mapping import FileMapping, Line
from injuries.easy.record import FIELDS
from safetynet.common.opentext import OpenTextField


class EasyTemplateForm(forms.Form):
    """A field left empty does not go into the file."""

    marks_optional = False

    root = forms.CharField(label=_("Name of the whole file's element"), max_length=60)
    case = forms.CharField(label=_("Name of each case's element"), max_length=60)
    fixed = forms.CharField(
        label=_("The same in every case"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One a line: path = value. For example Arbejdsgiver/CVR = 12345678."),
    )
    note = OpenTextField(label=_("Why it is changed"), max_length=300, required=False)
    stands = forms.IntegerField(widget=forms.HiddenInput)
    submission_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, mapping: FileMapping, stands: int) -> None:
        """As the template in force says; `stands` tells whether another was made meanwhile."""
        initial: dict[str, Any] = {"root": mapping.root, "case": mapping.case, "stands": stands, "submission_id": uuid.uuid4()}
        initial["fixed"] = "\n".join(f"{path} = {value}" for path, value in mapping.fixed)
        initial |= {f"path_{name}": path for name, path in mapping.paths.items()}
        initial |= {f"required_{name}": name in mapping.required for name in FIELDS}
        super().__init__(data, initial=initial)
        for name, field in FIELDS.items():
            self.fields[f"path_{name}"] = forms.CharField(label=field.label, required=False, max_length=200)
            self.fields[f"required_{name}"] = forms.BooleanField(label=_("A file without it is refused"), required=False)

    @property
    def lines(self) -> list[tuple[Any, Any]]:
        """Path and tick of each of our fields."""
        return [(self[f"path_{name}"], self[f"required_{name}"]) for name in FIELDS]

    def clean_fixed(self) -> list[tuple[str, str]]:
        """Path and value, line by line."""
        found = []
        for line in self.cleaned_data["fixed"].splitlines():
            if not line.strip():
                continue
            path, sign, value = line.partition("=")
            if not sign or not value.strip():
                raise forms.ValidationError(_("Write each line as path = value: “%(line)s” has none.") % {"line": line.strip()[:80]})
            found.append((path.strip().strip("/"), value.strip()))
        return found

    def mapping(self) -> FileMapping:
        """What was typed, not judged yet."""
        given = self.cleaned_data
        lines = [Line(name, given[f"path_{name}"].strip().strip("/"), given[f"required_{name}"]) for name in FIELDS]
        return FileMapping(given["root"].strip(), given["case"].strip(), tuple(line for line in lines if line.path), tuple(given["fixed"]))

    def say(self, wrong: Mapping[str, str]) -> None:
        """What the mapping cannot be, at its field."""
        for name, text in wrong.items():
            self.add_error(name, text)
