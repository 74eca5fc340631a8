"""What each field of a plan is called: one list for forms, messages and history."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

FIELD_LABELS: dict[str, "_StrPromise"] = {
    "title": _("The problem or the ambition in one line"),
    "description": _("Tell a little more"),
    "source": _("Where does it come from?"),
    "theme": _("Theme"),
    "urgency": _("How urgent is it?"),
    "immediate_measure": _("What has been done at once?"),
    "immediate_measure_by": _("Who did it?"),
    "nature": _("What kind of problem is it?"),
    "seriousness": _("How serious is it?"),
    "extent": _("How widespread is it?"),
    "causes": _("What causes it?"),
    "risk": _("How large is the risk today?"),
    "risk_likelihood": _("Likelihood"),
    "risk_consequence": _("Consequence"),
    "owner": _("Owner of the plan"),
    "starts_on": _("Starts"),
    "implement_by": _("Carried out no later than"),
    "evaluate_on": _("Effect evaluated"),
    "expected_closing_on": _("Expected closing date"),
    "evaluation_occasion": _("Occasion"),
    "evaluator": _("Who asks"),
    "evaluation_question": _("What is asked"),
    "evaluation_method": _("How do you evaluate the effect?"),
    "informed": _("Who is to be informed?"),
    "involved": _("Who is to be involved?"),
    "equipping": _("How are they involved and equipped?"),
    "other_initiatives": _("What else is going on?"),
    "feedback_methods": _("How do you hear from staff and leaders?"),
    "carrying_on": _("How is it carried on and adjusted?"),
    "if_not_working": _("What do you do if it does not work?"),
    "anything_else": _("Anything else?"),
    "is_confidential": _("Confidential plan"),
    "confidential_note": _("Confidential paragraph"),
    "measures": _("Measures"),
    "criteria": _("Success criteria"),
}
