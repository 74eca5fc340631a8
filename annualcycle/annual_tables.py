"""The numbers and tables of an annual report's chapters, each number with the address of its rows where a list holds them."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from actionplans.filters import plan_list_url
from actionplans.models import StallStage, Topic, Verdict
from actionplans.models.stall import in_readers_language
from actionplans.reports import InTime
from annualcycle.annual_parts import Key, Link, Row, Table, name_of_cause, share, text_of
from annualcycle.annual_pictures import name_of
from annualcycle.models import Reached
from annualcycle.reports.annual_figures import AnnualFigures
from annualcycle.reports.annual_plans import PartLine, ThemeLine
from orgstructure.gaps import GapKind
from safetynet.common.law.assessment import assessment_law
from safetynet.common.law.injuries import injury_law
from safetynet.common.law.organisation import organisation_law
from safetynet.common.law.training import training_law
from safetynet.common.tablefiles import Cell
from safetynet.common.texts import in_language


class Rows:
    """Addresses of exactly the plans that a figure counted, as known on the report's day."""

    def __init__(self, of: AnnualFigures) -> None:
        """Of that report."""
        period = of.period
        self.of = of
        self.words: dict[str, Any] = {"figure_from": period.first, "figure_to": period.last, "known_on": of.day}

    def __call__(self, code: str, words: dict[str, Any] | None = None) -> str:
        """Of the level, or of the part whose words are given."""
        return plan_list_url(confidential="counted", **(words or self.of.words), figure=code, **self.words)

    def about(self, theme: str, code: str) -> str:
        """Of the level, about that theme: confidential plans are in none."""
        return plan_list_url(confidential="no", theme=theme, **self.of.words, figure=code, **self.words)


def was(value: str) -> str:
    """What it was the year before."""
    return _("the year before: %(value)s") % {"value": value}


def summary_keys(of: AnnualFigures) -> list[Key]:
    """The report in five numbers."""
    rows, now, before = Rows(of), of.plans.now, of.plans.before
    return [
        Key(_("Evaluated in time"), share(now.first), was(share(before.first)), rows("in-time"), is_main=True),
        Key(_("Plans made"), text_of(now.made), was(text_of(before.made)), rows("published")),
        Key(
            _("It helped, of those judged"),
            share(InTime(now.evaluated, now.worked)),
            was(share(InTime(before.evaluated, before.worked))),
            rows("helped"),
        ),
        Key(
            _("Late by law with the APV"),
            text_of(of.apv.now.late),
            was(text_of(of.apv.before.late)),
            _late_list(of.words.get("unit", 0)),
            of=text_of(of.apv.now.units),
        ),
        Key(_("Injuries with absence"), *_pair(of.injuries.year(of.year).absent, of.injuries.year(of.year - 1).absent)),
    ]


def _pair(now: int | None, before: int | None) -> tuple[str, str]:
    return text_of(now), was(text_of(before))


def plan_keys(of: AnnualFigures) -> list[Key]:
    """What happened with plans in the year."""
    rows, now, before = Rows(of), of.plans.now, of.plans.before
    return [
        Key(_("Evaluated in time"), share(now.first), was(share(before.first)), rows("in-time"), is_main=True),
        Key(_("Made"), text_of(now.made), was(text_of(before.made)), rows("published")),
        Key(_("Evaluated"), text_of(now.evaluated), was(text_of(before.evaluated)), rows("found")),
        Key(_("Closed"), text_of(now.closed), was(text_of(before.closed)), rows("ended")),
        Key(_("Overdue on the day"), text_of(now.overdue), was(text_of(before.overdue)), rows("overdue"), of=text_of(now.open)),
    ]


def in_time_table(of: AnnualFigures) -> Table:
    """The one figure year by year, or quarter by quarter where few years have one."""
    head = [_("When"), _("Evaluated in time"), _("Evaluated in time, number"), _("Had their date")]
    return Table(_("Evaluated in time"), head, [[name_of(one), _share(one.first), one.done, one.due] for one in of.plans.trend])


def _share(in_time: InTime) -> Cell:
    return share(in_time)


def parts_table(of: AnnualFigures) -> Table:
    """Plans by the level's parts."""
    head = [
        _("Part"), _("Evaluated in time"), _("the year before"), _("Had their date"), _("Made"), _("Evaluated"), _("Closed"), _("Open"),
        _("Overdue"),
    ]  # fmt: skip
    return Table(_("Plans by part"), head, [_part(one, of) for one in of.plans.parts])


def _part(one: PartLine, of: AnnualFigures) -> Row:
    rows, now = Rows(of), one.now
    return [
        Link(one.name, one.url),
        Link(share(now.first), rows("in-time", one.words)),
        share(one.before.first),
        Link(now.due, rows("due", one.words)),
        Link(now.made, rows("published", one.words)),
        Link(now.evaluated, rows("found", one.words)),
        Link(now.closed, rows("ended", one.words)),
        Link(now.open, rows("open", one.words)),
        Link(now.overdue, rows("overdue", one.words)),
    ]


def themes_table(of: AnnualFigures) -> Table:
    """Plans by theme; confidential ones in one line, because what they are about is not told by a count either."""
    head = [_("Theme"), _("Evaluated in time"), _("the year before"), _("Made"), _("Evaluated"), _("Closed"), _("Overdue")]
    return Table(_("Plans by theme"), head, [_theme(one, of) for one in of.plans.themes])


def _theme(one: ThemeLine, of: AnnualFigures) -> Row:
    now, code = one.now, one.code or ("" if one.pk or one.is_confidential else "none")
    cells: dict[str, Cell] = {
        "in-time": share(now.first),
        "published": now.made,
        "found": now.evaluated,
        "ended": now.closed,
        "overdue": now.overdue,
    }
    first, *others = [Link(value, Rows(of).about(code, figure) if code else "") for figure, value in cells.items()]
    return [theme_name(one), first, share(one.before.first), *others]


def theme_name(one: ThemeLine) -> str:
    """In the reader's language."""
    if one.is_confidential:
        return _("Confidential plans")
    return in_language(one.name) or _("Without a theme")


def effects_table(of: AnnualFigures) -> Table:
    """Verdicts of the year."""
    head = [_("Effect"), _("Plans"), _("of these with a named source"), _("the year before")]
    rows: list[Row] = [
        [capfirst(str(Verdict(one.verdict).label)), Link(one.plans, Rows(of)(f"found-{one.verdict}")), one.named, one.before]
        for one in of.plans.effects
    ]
    return Table(_("Plans by effect"), head, rows)


def quarters_table(of: AnnualFigures) -> Table:
    """Verdicts by quarter: the table of the picture."""
    verdicts = [Verdict(one.verdict) for one in of.plans.effects]
    rows: list[Row] = [[name_of(one), *(one.verdicts.get(verdict, 0) for verdict in verdicts)] for one in of.plans.judged_quarters]
    return Table(_("Effect by quarter"), [_("Quarter"), *(capfirst(str(one.label)) for one in verdicts)], rows)


def causes_table(of: AnnualFigures) -> Table:
    """Causes by the stage at which plans stopped."""
    head = [_("Cause"), *(capfirst(str(stage.label)) for stage in StallStage), _("Together"), _("the year before")]
    rows: list[Row] = [
        [name_of_cause(one.code, one.texts), *(one.by_stage.get(stage, 0) for stage in StallStage), one.total, one.before]
        for one in of.plans.causes
    ]
    return Table(_("Causes by stage"), head, rows)


def cause_parts_table(of: AnnualFigures) -> Table:
    """Why not in time, part by part: how many have said nothing, and the cause named most often."""
    names, behind = {one.code: name_of_cause(one.code, one.texts) for one in of.plans.causes}, Rows(of)
    head = [
        _("Part"),
        _("Not evaluated in time"),
        _("Somebody said why"),
        _("Nobody said anything"),
        _("Cause named most often"),
        _("Plans"),
    ]
    rows: list[Row] = [
        [
            Link(one.name, one.url), Link(one.now.first.missed, behind("missed", one.words)),
            Link(one.now.said, behind("missed-said", one.words)), Link(one.now.silent, behind("missed-silent", one.words)),
            names.get(one.cause, one.cause) or None, one.cause_plans or None,
        ]
        for one in of.plans.parts
        if one.now.first.missed or one.causes
    ]  # fmt: skip
    return Table(_("Causes by part"), head, rows)


def apv_table(of: AnnualFigures) -> Table:
    """Coverage by part."""
    head = [_("Part"), _("Units with employees"), _("On time"), _("Late by law")]
    rows: list[Row] = [[Link(one.name, one.url), one.units, one.on_time, Link(one.late, _late_list(one.unit))] for one in of.apv.parts]
    return Table(_("APV by part"), head, rows, live=as_of_the_day(of) if any(one.unit for one in of.apv.parts) else "")


def apv_topics_table(of: AnnualFigures) -> Table:
    """Which topics are late."""
    late = sorted(of.apv.by_topic.items(), key=lambda one: (-one[1], one[0]))
    rows: list[Row] = [[capfirst(str(Topic(topic).label)), number] for topic, number in late]
    return Table(_("APV by topic"), [_("Topic"), _("Units late by law")], rows)


def injuries_table(of: AnnualFigures) -> Table:
    """The last five years as everybody may see them."""
    head = [_("Year"), _("Injuries"), _("With absence"), _("Violence and threats"), _("Near misses and observations")]
    shown = [one for one in of.injuries.years if one.year > of.year - 5]
    rows: list[Row] = [[str(one.year), one.injuries, one.absent, one.violence, one.near] for one in shown]
    note = _("A dash is a number that is not shown because it is below %(limit)s or would give one away that is.") % {
        "limit": of.injuries.limit
    }
    if of.injuries.unit:
        whose = _("The injuries are those of %(unit)s with all below it.") % {"unit": of.injuries.unit}
        note = f"{whose} {note}"
    return Table(_("Injuries"), head, rows, note)


def goal_table(of: AnnualFigures) -> Table:
    """The goal for new employees against its line."""
    head = [_("Year"), _("Accidents"), _("On track at")]
    return Table(_("Goal for new employees"), head, [[str(one.year), one.absent_new, one.line] for one in of.injuries.years])


def gaps_table(of: AnnualFigures) -> Table:
    """What is missing in the organisation."""
    part = of.organisation
    kinds = [kind for kind in GapKind if kind in part.gaps or kind in part.gaps_before]
    rows: list[Row] = [
        [str(kind.label), Link(part.gaps.get(kind, 0), _gap_list(of, kind)), part.gaps_before.get(kind, 0)] for kind in kinds
    ]
    return Table(_("Gaps in the organisation"), [_("What is missing"), _("On the day"), _("A year before")], rows, live=as_of_the_day(of))


def organisation_keys(of: AnnualFigures) -> list[Key]:
    """Gaps and training."""
    part = of.organisation
    gaps, before = sum(part.gaps.values()), sum(part.gaps_before.values())
    untrained = Key(
        _("Members whose training is overdue"), text_of(part.untrained), was(text_of(part.untrained_before)), of=text_of(part.members)
    )
    return [Key(_("Gaps in the organisation"), text_of(gaps), was(text_of(before)), _gap_list(of)), untrained]


def _gap_list(of: AnnualFigures, kind: str = "") -> str:
    place = next((word for word in ("unit", "committee") if of.words.get(word)), "")
    address = reverse(f"gap-list-{place}", args=[of.words[place]]) if place else ""
    return f"{address}?kind={kind}" if address and kind else address


def _late_list(unit: int) -> str:
    return f"{reverse('apv-coverage-unit', args=[unit])}?late=1" if unit else ""


def as_of_the_day(of: AnnualFigures) -> str:
    """Beside numbers whose list is that of today."""
    return _("The numbers are as of %(day)s. The lists behind them are those of today and may differ.") % {"day": text_of(of.day)}


def audits_table(of: AnnualFigures) -> Table:
    """Published reports of the self-audit."""
    head = [_("Report"), _("Answered"), _("Expected"), _("Sent in"), _("Actions")]
    rows: list[Row] = [
        [Link(one.name, reverse("audit-report", args=[one.year, one.unit])), one.answered, one.expected, one.audits, one.actions]
        for one in of.audits
    ]
    return Table(_("Self-audit"), head, rows)


def goals_table(of: AnnualFigures) -> Table:
    """Our own goals and what was said of them."""
    head = [_("Goal"), _("Reached?"), _("What was said of it"), _("Plans under it"), _("of these it helped")]
    rows: list[Row] = [
        [
            Link(one.title, reverse("goal-detail", args=[one.pk])),
            capfirst(str(Reached(one.verdict).label)) if one.verdict else _("Not judged yet"),
            one.words, one.plans, one.helped,
        ]
        for one in of.goals.own
    ]  # fmt: skip
    return Table(_("Our goals"), head, rows)


def goals_below_table(of: AnnualFigures) -> Table:
    """Goals of the levels below."""
    head = [_("Level"), _("Goals"), _("Reached"), _("Partly reached"), _("Not reached"), _("Not judged")]
    rows: list[Row] = [
        [in_readers_language(one.name) if one.name else _("Units"), one.goals, one.reached, one.partly, one.not_reached, one.unsaid]
        for one in of.goals.below
    ]
    return Table(_("Goals of the levels below"), head, rows)


def next_goals_table(of: AnnualFigures) -> Table:
    """Goals in force next year."""
    rows: list[Row] = [[Link(one.title, reverse("goal-detail", args=[one.pk]))] for one in of.goals.next_year]
    return Table(_("Goals for next year"), [_("Goals for %(year)s") % {"year": of.year + 1}], rows)


def decided_table(of: AnnualFigures) -> Table:
    """Decisions and recommendations of the annual discussion."""
    said = [(text, _("decision")) for text in of.next.decisions]
    said += [(text, _("recommended to the levels below")) for text in of.next.recommendations]
    held = reverse("discussion-detail", args=[of.next.discussion]) if of.next.discussion else ""
    rows: list[Row] = [[Link(text, held), what] for text, what in said]
    return Table(_("What was decided"), [_("From the annual discussion"), _("What it is")], rows)


def asked_table(of: AnnualFigures) -> Table:
    """What the law and the region ask for, in our own words, with where it is written and how far we are."""
    late = _("%(late)s of %(units)s units are late") % {"late": text_of(of.apv.now.late), "units": text_of(of.apv.now.units)}
    gaps, part = sum(of.organisation.gaps.values()), of.organisation
    years = assessment_law().apv_years
    often = _("Every unit assesses its conditions of work, at least every %(years)s years and when something changes") % {"years": years}
    untrained = _("overdue for %(count)s of %(all)s members") % {"count": text_of(part.untrained), "all": text_of(part.members)}
    held = _("%(held)s of %(places)s below have") % {"held": text_of(of.asked.held), "places": text_of(of.asked.places)}
    rows: list[Row] = [
        [often if years else _("Every unit assesses its conditions of work when something changes"), assessment_law().source, late],
        [
            _("What cannot be solved at once has a written plan that is carried out and followed up"), assessment_law().source,
            _("%(share)s evaluated in time") % {"share": share(of.plans.now.first)},
        ],
        [
            _("The organisation and its members are known to everybody"), organisation_law().documentation,
            _("%(count)s gaps") % {"count": text_of(gaps)},
        ],
        [_("Members of the groups are trained"), training_law().source, untrained],
        [
            _("The work is discussed once a year, goals are set, and it can be shown in writing"), organisation_law().source,
            held if of.asked.places else None,
        ],
        [
            _("Accidents with absence are told to the authority in time, and their causes are followed up"), injury_law().source,
            _("not counted in this report"),
        ],
        [_("Accidents with absence among new employees are halved from 2018 to 2030"), capfirst(_("the region's strategy")), _on_track(of)],
        [_("Plans are evaluated and closed in time"), capfirst(_("the region's goal")), share(of.plans.now.first)],
    ]  # fmt: skip
    return Table(_("What is asked for"), [_("What"), _("Where it is written"), _("How far we are")], rows)


def _on_track(of: AnnualFigures) -> str | None:
    newest = next((one for one in reversed(of.injuries.years) if one.absent_new is not None), None)
    if newest is None or newest.line is None:
        return None
    said = {"now": text_of(newest.absent_new), "year": newest.year, "line": text_of(newest.line)}
    return _("%(now)s in %(year)s, when the line stood at %(line)s") % said


TableOf = Callable[[AnnualFigures], Table]
