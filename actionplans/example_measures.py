"""Our own library of example measures: shown until the region has enough examples of its own, and said to be ours.

Each says a problem, what to do by the ladder of prevention (take it away, replace it, build it out, organise, and last the person),
and how to see whether it helped. Two for each theme that a region starts with; in our own words.
"""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class ExampleMeasure:
    """One entry: the code of its theme, and its three texts."""

    theme: str
    problem: Promise
    do: Promise
    see: Promise


LIBRARY: Final[tuple[ExampleMeasure, ...]] = (
    ExampleMeasure(
        "accidents",
        _("People slip on wet floors between kitchen and corridor."),
        _("Stop the leak and lay a floor that grips when wet; put the washing of floors where nobody walks. Signs come last."),
        _("Count falls and near misses for three months before and after."),
    ),
    ExampleMeasure(
        "accidents",
        _("Needles are found where they should not be."),
        _("Buy needles that cover themselves, hang the box within reach of where they are used, and stop putting caps back on."),
        _("Count stick injuries and stray needles each month; ask those who empty the bins."),
    ),
    ExampleMeasure(
        "violence",
        _("Threats arise while people wait without knowing why."),
        _("Shorten the wait and say how long it is; a second door and clear sight lines; agree who comes when somebody calls."),
        _("Count events each month by time and place, and ask staff whether they feel safe on the shift."),
    ),
    ExampleMeasure(
        "violence",
        _("One person alone meets citizens who may become violent."),
        _("Plan such visits for two or move them to where others are; judge the risk before each visit; alarms and training come on top."),
        _("Look at how often the judgement was made, and what happened on the visits where it was not."),
    ),
    ExampleMeasure(
        "lifting",
        _("Patients are moved up in bed by hand."),
        _("Ceiling lifts and sliding sheets in every room, charged and within reach; the care plan says which aid is used."),
        _("Watch ten moves in a week before and after: how many used the aid? Ask about pain after the shift."),
    ),
    ExampleMeasure(
        "lifting",
        _("Heavy boxes are carried from the door to the store."),
        _("Have them delivered in smaller boxes to where they are used; a trolley of the right height; nothing heavy above the shoulder."),
        _("Count lifts over 15 kilos on one ordinary day, before and after."),
    ),
    ExampleMeasure(
        "postures",
        _("Necks and shoulders hurt after a day at the screen."),
        _("Mix the work so that other tasks break up the screen work; desks that are really raised; screens at the right distance."),
        _("Ask the same three questions about pain now and in two months."),
    ),
    ExampleMeasure(
        "postures",
        _("Work is done bent over low beds and couches."),
        _("Beds and couches that go up at the push of a button, and time to do so; a stool on wheels for work that must be low."),
        _("Look in for ten minutes at three times of the day: at which height is the work done?"),
    ),
    ExampleMeasure(
        "noise",
        _("Noise in the shared office makes it hard to think."),
        _("A separate room for calls and meetings; sound-absorbing ceiling and screens; agree when it is quiet."),
        _("Ask how often people are disturbed, and count how often somebody goes elsewhere to work."),
    ),
    ExampleMeasure(
        "noise",
        _("Alarms and trolleys ring through the ward."),
        _("Turn off alarms that nobody acts on; rubber wheels and closed doors; send the alarm to the one who is to come."),
        _("Count alarms in a day and how many led to something; measure the level at night."),
    ),
    ExampleMeasure(
        "climate",
        _("It is too warm in summer and the air is heavy."),
        _("Shade on the outside of the windows; ventilation set to how many are there; move what gives off heat out of the room."),
        _("Note temperature and complaints for two weeks at the same time of the year."),
    ),
    ExampleMeasure(
        "climate",
        _("There is no room to pass, and things stand in the way."),
        _("Move out what is not used each week; mark where the rest stands; plan the room together with those who work in it."),
        _("A photo from the same spot every month, and how many bruises and stumbles there were."),
    ),
    ExampleMeasure(
        "chemicals",
        _("A cleaning agent makes skin red and hands sore."),
        _("Replace it by a milder one or by water and cloth; machines that dose it; gloves only for what is left."),
        _("Ask about skin every month, and count which agents stand on the list now and then."),
    ),
    ExampleMeasure(
        "chemicals",
        _("Medicine is crushed and mixed in the open."),
        _("Order it ready to use; a closed system or extraction where it must be mixed; one place for it, and nowhere else."),
        _("Look at how many doses are still mixed by hand, and at spills that were noted."),
    ),
    ExampleMeasure(
        "infection",
        _("Infection goes round among staff every winter."),
        _("Fewer shared surfaces, hand rub where hands are used, clean air; staff stay at home when ill without being short of hands."),
        _("Count days of illness by week against last winter, and how much hand rub is used."),
    ),
    ExampleMeasure(
        "infection",
        _("Protective gear is not put on, because it is far away."),
        _("Hang it at the door of each room in all sizes; say on the door what is needed; refill is somebody's task."),
        _("Watch twenty entries a month: how many had it on? Ask what was missing."),
    ),
    ExampleMeasure(
        "workload",
        _("There is more to do than the hours allow."),
        _("Agree with management what is not done; move tasks to where they fit; more people at the peaks. Courses in coping come last."),
        _("Count overtime and skipped breaks each week, and ask whether what matters most was reached."),
    ),
    ExampleMeasure(
        "workload",
        _("Breaks are skipped, because nobody can take over."),
        _("Put breaks and who relieves whom into the plan of the day; a phone that is passed on; a room away from the work."),
        _("Tick each day who had a break; look at it together after a month."),
    ),
    ExampleMeasure(
        "clarity",
        _("Two managers ask for different things at once."),
        _("One place for priorities, written by both; a fixed quarter of an hour a week to settle what collides."),
        _("Count tasks that were begun and dropped, and ask whether people know what comes first."),
    ),
    ExampleMeasure(
        "clarity",
        _("Calls and questions break up all concentration."),
        _("One person a shift takes the calls; a board for what can wait; quiet hours for work that needs it."),
        _("Make a stroke for each interruption on one day before and one day after."),
    ),
    ExampleMeasure(
        "emotional",
        _("Hard events are carried home alone."),
        _("Talk them through the same day with whoever was there; share the hardest tasks; regular supervision in working hours."),
        _("Look at how many events were talked through within a day, and ask whether it was of use."),
    ),
    ExampleMeasure(
        "emotional",
        _("Angry relatives meet whoever stands nearest."),
        _("Say early what can be expected and who answers; fixed times for talks, with two people; a manager who takes over."),
        _("Count hard talks that were planned against those that were not."),
    ),
    ExampleMeasure(
        "cooperation",
        _("Two groups of staff blame each other."),
        _("Look at the work that passes between them and agree on it step by step; one shared board; meet where it hurts."),
        _("Ask the same two questions about working together before, and after three months."),
    ),
    ExampleMeasure(
        "cooperation",
        _("New colleagues leave within the first year."),
        _("A plan for the first three months with time for it; one person to ask; no shifts alone before both say yes."),
        _("Count who is still there after a year, and talk with each after two and six weeks."),
    ),
    ExampleMeasure(
        "offence",
        _("The tone is rough, and somebody is left out."),
        _("The manager says what is not accepted and acts the first time; agree how we talk when busy; a second way to tell of it."),
        _("Ask without names twice a year; look at whether what was told was followed up."),
    ),
    ExampleMeasure(
        "offence",
        _("Patients or citizens say or do what offends."),
        _("Agree what staff may walk away from; change who meets whom; the manager talks with the person, not the one who was hit."),
        _("Count events told of, and how many were talked through within a week."),
    ),
    ExampleMeasure(
        "absence",
        _("Short illness is frequent and nobody knows why."),
        _("Ask what in the work makes people ill or keeps them away; change that first; an early talk about what is possible."),
        _("Look at short and long absence apart, quarter by quarter, and at what the talks led to."),
    ),
    ExampleMeasure(
        "absence",
        _("People come back after long illness and fall ill again."),
        _("Agree tasks and hours before the first day and look at them every week; colleagues know what is different."),
        _("Look at who is still at work after three months, and ask what helped."),
    ),
    ExampleMeasure(
        "other",
        _("Work in the evening is done alone far from others."),
        _("Move it to the day or to a place with others; if not, an alarm that is answered and a fixed call."),
        _("Test the alarm each month and time the answer; ask whether people feel safe."),
    ),
    ExampleMeasure(
        "other",
        _("A move or rebuilding is planned without those who work there."),
        _("Bring the work-environment group in before the drawings are final; try the new rooms with tape on the floor."),
        _("Walk through after a month with the list of what was wished for."),
    ),
)
