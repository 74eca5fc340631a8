"""What each kind of reaction asks of the workplace, in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from injuries.models.reactions import Reaction

Kind = Reaction.Kind
AT_ONCE = (Kind.IMMEDIATE_ORDER.value, Kind.PROHIBITION.value)
WITH_DEADLINE = (Kind.ORDER.value, Kind.INVESTIGATION.value, Kind.AGREEMENT.value)

ASKS: Mapping[str, Any] = {
    Kind.IMMEDIATE_ORDER: _("It must be put right at once. Tell the inspectorate how, by the day it sets."),
    Kind.ORDER: _("It must be put right by the deadline, and the inspectorate must be told how it was done."),
    Kind.PROHIBITION: _("The work stops until the danger is gone. It may begin again only as the inspectorate says."),
    Kind.INVESTIGATION: _("An authorised adviser must look into it. Send the inspectorate what was found, and what you will do."),
    Kind.AGREEMENT: _("You have agreed on a course with goals and a deadline. Tell the inspectorate when the goals are reached."),
    Kind.GUIDANCE: _("It binds you to nothing, and is still worth a plan: the inspectorate may ask what became of it."),
    Kind.DECISION: _("The law was broken and it was put right before the inspectorate decided. See to it that it stays so."),
}
KNOWN = _("The employees have a right to know what the inspectorate has written, so everybody who signs in can read this page.")
