"""Forms of the learning bank: what is searched for, and the words of an example before it is shared."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from actionplans.models import LearningExample, Theme
from safetynet.common.opentext import OpenTextField

HELPED = [("", _("All of them")), ("yes", _("It helped")), ("no", _("It did not help"))]


class BankForm(forms.Form):
    """Words, theme, helped or not; whatever is wrong is left out of the search."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100)
    theme = forms.ModelChoiceField(label=_("Theme"), queryset=Theme.objects.none(), required=False, empty_label=_("All themes"))
    helped = forms.ChoiceField(label=_("Did it help?"), choices=HELPED, required=False)

    def __init__(self, data: Any, *, themes: Any) -> None:
        """`themes` are those in use."""
        super().__init__(data)
        theme: Any = self.fields["theme"]
        theme.queryset = themes

    def asked(self) -> dict[str, Any]:
        """What is searched for."""
        self.full_clean()
        given = self.cleaned_data
        return {"words": given.get("q", "").replace("\x00", ""), "theme": given.get("theme"), "helped": given.get("helped", "")}


class ExampleForm(forms.Form):
    """The words of an example: read, and put right, by a person."""

    problem = OpenTextField(label=_("What was the problem?"), max_length=300, rows=2)
    did = OpenTextField(label=_("What was done?"), max_length=1500, rows=5)
    learned = OpenTextField(label=_("What was noticed?"), max_length=1500, rows=4, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, example: LearningExample) -> None:
        """As it was drafted, or shared."""
        super().__init__(data, initial={name: getattr(example, name) for name in ("problem", "did", "learned", "version")})
