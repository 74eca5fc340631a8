"""Guiding questions with one clear and one vague example, in our own words; folded away until wanted.

They follow the template's questions (seed 2) without repeating them, so that a manager meets a colleague's words.
"""

from django.utils.translation import gettext_lazy as _

from safetynet.common.renderer import Guidance

GUIDANCE: dict[str, Guidance] = {
    "title": Guidance(
        _("What is the problem, said so that a colleague from another ward understands it?"),
        _("We lift patients by hand in rooms 4 to 6, several times every shift"),
        _("Ergonomics"),
    ),
    "description": Guidance(
        _("When and where does it happen, and how did you find out?"),
        _("In the morning, when three are to be up at once and the lift is in use. It came up at the round in October."),
        _("It has been a problem for a long time."),
    ),
    "immediate_measure": Guidance(
        _("What did you do the same day, so that nobody is hurt?"),
        _("The bed with the broken brake is out of use and marked, and the night shift is told."),
        _("Everybody is told to be careful."),
    ),
    "nature": Guidance(
        _("What in the work is it that strains or endangers?"),
        _("Lifting and holding with a twisted back, because the bed stands against the wall."),
        _("Physical strain."),
    ),
    "seriousness": Guidance(
        _("What can happen in the worst case, and what has happened already?"),
        _("Back injuries with long absence. Two reported strains since the summer."),
        _("Quite serious."),
    ),
    "extent": Guidance(
        _("How many does it touch, how often, and in which shifts?"),
        _("12 of 23 colleagues, day and evening, about six lifts each a shift."),
        _("Many feel it."),
    ),
    "causes": Guidance(
        _("Why does it happen? Ask “why” until you reach something you can change."),
        _("One lift for six rooms, and nobody has the task of bringing it back."),
        _("People are in a hurry."),
    ),
    "evaluation_question": Guidance(
        _("What would you ask, to learn whether it has become better, and whether something has become worse?"),
        _("whether the lift is used for every transfer, and what gets in the way"),
        _("how it goes"),
    ),
    "evaluation_method": Guidance(
        _("Can you use the same way to look as when you found the problem?"),
        _("The same round with the same list, and two questions at the staff meeting"),
        _("We will evaluate."),
    ),
    "equipping": Guidance(
        _("Who is to do something new, and how do they get a say and the time to learn it?"),
        _("Two from each shift try the lift first and show the others in week 3; half an hour each is in the roster."),
        _("Information by mail."),
    ),
    "other_initiatives": Guidance(
        _("What else happens in the same months that can help or get in the way?"),
        _("Accreditation in March and three new colleagues in February, so the training comes after."),
        _("We are busy."),
    ),
    "feedback_methods": Guidance(
        _("How do you hear from those who say little, and from the leaders too?"),
        _("A round of one sentence each at the board meeting, and a note box in the break room"),
        _("The door is always open."),
    ),
    "carrying_on": Guidance(
        _("If it works: who keeps it going, and when do you adjust it?"),
        _("The lift is on the list of the weekly check, and the AMG looks at it again in September."),
        _("We go on."),
    ),
    "if_not_working": Guidance(
        _("What do you do if nothing changes, or if something else becomes worse?"),
        _("Then we take up two fixed ceiling lifts with the department's management, with the figures we have."),
        _("We will see."),
    ),
}
MEASURE_GUIDANCE: dict[str, Guidance] = {
    "text": Guidance(
        _("What exactly is done, by whom, where? Can you remove the cause rather than ask people to be careful?"),
        _("A lift in each of the six rooms no later than 1 May"),
        _("More focus on lifting"),
    ),
}
CRITERION_GUIDANCE: dict[str, Guidance] = {
    "text": Guidance(
        _("What will be different, so that anybody can tell?"),
        _("Nobody lifts alone; the lift is used in 9 of 10 transfers in a week's count"),
        _("A better work environment"),
    ),
}
