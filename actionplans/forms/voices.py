"""A colleague's words under a plan."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safetynet.common.opentext import OpenTextField


class CommentForm(forms.Form):
    """A few words, with the form's own number: sent twice, they are said once."""

    text = OpenTextField(
        label=_("What do you want to add?"),
        help_text=_("Everybody who reads the plan sees it, with your name. Leave out the names of others."),
        max_length=1000,
        rows=2,
    )
    submission_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None) -> None:
        """A new number for each form that is shown."""
        super().__init__(data, initial={"submission_id": uuid.uuid4()}, auto_id="comment_%s")
