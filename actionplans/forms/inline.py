"""One thing of one plan, changed where it stands in the list: who owns it, or when it is expected to close."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from actionplans.forms.life import ExtendForm, sentence_case
from actionplans.forms.plan import PersonField
from actionplans.models import ActionPlan
from actionplans.models.choices import CHOSEN_DEADLINE_REASONS
from actionplans.people import Directory
from orgstructure.models import User
from safetynet.common.given import read_id
from safetynet.common.http import QueryDict
from safetynet.common.opentext import tidy

LONGEST_SEARCH = 100


def own_ids(plan: ActionPlan) -> str:
    """Ids that no other form of the page has: the filters ask for an owner, too."""
    return f"plan-{plan.pk}-%s"


class OwnerForm(forms.Form):
    """Another owner; knows in which version the person saw the plan."""

    marks_optional = False

    owner = PersonField(label=_("New owner"))
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)

    def __init__(self, data: QueryDict | None = None, *, plan: ActionPlan, today: date, looked_for: str = "") -> None:
        """The people of the plan's unit, and those found by the words looked for."""
        super().__init__(data, initial={"owner": plan.owner_id, "version": plan.version})
        self.auto_id = own_ids(plan)
        self.looked_for = tidy(looked_for)[:LONGEST_SEARCH]
        posted = read_id(data.get("owner", "")) if data else None
        also = [pk for pk in (plan.owner_id, posted) if pk]
        self.directory = Directory(plan.unit, today, also=also, looked_for=self.looked_for)
        self.fields["owner"].offer(self.directory)  # type: ignore[attr-defined]  # a person field, by the class above
        self.fields["owner"].required = True


class DueForm(ExtendForm):
    """A new expected closing date and why, small enough for a row."""

    how = None  # type: ignore[assignment]  # takes the question out: here the date itself is moved
    code = forms.ChoiceField(
        label=_("Why do you need more time?"),
        choices=[("", _("Choose a reason")), *sentence_case([(code.value, code.label) for code in CHOSEN_DEADLINE_REASONS])],
    )

    def __init__(self, data: QueryDict | None = None, *, plan: ActionPlan, by: User, today: date) -> None:
        """For this plan and person on this day."""
        super().__init__(data, plan=plan, by=by, today=today)
        self.auto_id = own_ids(plan)
        self.initial["new_on"] = plan.expected_closing_on
