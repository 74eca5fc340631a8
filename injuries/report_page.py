"""What the page of a report shows beside its fields: who will see it, what was seen before, the way out."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from injuries import bodymap
from injuries.forms.reporting import ReportForm
from injuries.models import WITHOUT_INJURED, CaseKind
from injuries.report_words import KIND_SENTENCES
from safetynet.common.navigation import address

DISCREET = (CaseKind.VIOLENCE, CaseKind.OFFENSIVE_ACT)  # somebody may look over one's shoulder


@dataclass(frozen=True)
class BodyLine:
    """One part of the body: its tick box and its place in the picture."""

    area: bodymap.Area
    box: str
    is_ticked: bool


@dataclass(frozen=True)
class ReportPage:
    """`switch_url` is the form of the kind that the answers speak for; what was typed is posted there."""

    kind: CaseKind
    title: str
    sentence: str
    here: str
    autosave_url: str
    phrases_url: str
    similar_url: str
    switch_url: str
    switch_to: str
    has_exit: bool
    has_injured: bool
    sees: tuple[str, ...]
    body: tuple[BodyLine, ...]
    view_box: str = bodymap.VIEW_BOX

    @classmethod
    def of(cls, form: ReportForm) -> "ReportPage":
        """Of the form as it stands."""
        kind, better = form.kind, form.better
        return cls(
            kind=kind,
            title=str(kind.label),
            sentence=str(KIND_SENTENCES[kind]),
            here=new_address(kind),
            autosave_url=reverse("injury-autosave", args=[slug(kind)]),
            phrases_url=reverse("injury-phrases"),
            similar_url=address("injury-similar"),
            switch_url=new_address(better.kind) if better else "",
            switch_to=str(better.kind.label) if better else "",
            has_exit=kind in DISCREET,
            has_injured=kind not in WITHOUT_INJURED,
            sees=who_sees(kind, is_kept=False),
            body=_body_of(form),
        )


def who_sees(kind: str, *, is_kept: bool) -> tuple[str, ...]:
    """Who sees what (R49, R69), in two or three lines."""
    logged = _("Every look at the case is written down, and you can see them on its page.")
    if is_kept:
        kept = _(
            "Only the injury administrator and the one it happened to see it – and you, what you wrote. "
            "Not your manager, and not the work-environment group."
        )
        return (kept, logged)
    if kind in WITHOUT_INJURED:
        open_ = _(
            "The unit's manager and work-environment group see what you write, so that they can do something about it. "
            "The manager sees that it comes from you."
        )
        return (open_,)
    parts = _(
        "The unit's manager sees the report. The work-environment group sees what happened, without names. "
        "What concerns health is kept encrypted and is seen by the injured and the injury administrator only."
    )
    return (parts, logged)


def slug(kind: CaseKind) -> str:
    """The kind as addresses write it: `near-miss`."""
    return kind.value.replace("_", "-")


def new_address(kind: CaseKind) -> str:
    """Where that kind is reported."""
    return reverse("injury-new", args=[slug(kind)])


def _body_of(form: ReportForm) -> tuple[BodyLine, ...]:
    if "body" not in form.fields:
        return ()
    ticked = set(form["body"].value() or ())
    return tuple(BodyLine(area, f"id_body_{place}", area.key in ticked) for place, area in enumerate(bodymap.AREAS))
