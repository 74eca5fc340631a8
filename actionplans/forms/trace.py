"""What a form that two people may hold at once remembers of the moment it was shown."""

import json

from django import forms


class TraceForm(forms.Form):
    """What the form knew when it was shown: never trusted for rights, only compared."""

    submission_id = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    base = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_base(self) -> dict[str, str]:
        """Unreadable stamps are no stamps: then everything that differs is asked about."""
        try:
            read = json.loads(self.cleaned_data["base"] or "{}")
        except (ValueError, RecursionError):
            return {}
        return {str(name): str(value) for name, value in read.items()} if isinstance(read, dict) else {}
