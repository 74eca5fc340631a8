"""Lists that people keep: saved under a name, shared, taken over, and the columns they show."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from actionplans.errors import RefusedError
from actionplans.models import SavedView
from orgstructure.models import Unit, User

MOST_VIEWS = 30


@dataclass(frozen=True)
class ViewAnswer:
    """What a person says about a view."""

    name: str
    sharing: str = SavedView.Sharing.PRIVATE
    unit: Unit | None = None
    is_default: bool = False


@transaction.atomic
def keep_view(*, answer: ViewAnswer, words: str, by: User, page: str = SavedView.Page.PLANS) -> SavedView:
    """A new view with the columns the person uses; `RefusedError` when the name is taken or there are too many."""
    if SavedView.objects.made_by(by).count() >= MOST_VIEWS:
        raise RefusedError({"name": _("You have %(most)s views already. Delete one you no longer use.") % {"most": MOST_VIEWS}})
    view = SavedView(owner=by, words=words, page=page, columns=own_columns(by) if page == SavedView.Page.PLANS else [])
    return change_view(view, answer=answer)


@transaction.atomic
def change_view(view: SavedView, *, answer: ViewAnswer) -> SavedView:
    """Name, sharing and whether one's lists begin here; at most one of a person's views is where they begin."""
    view.name, view.sharing, view.is_default = answer.name, answer.sharing, answer.is_default
    view.unit = answer.unit if answer.sharing == SavedView.Sharing.UNIT else None
    if view.is_default:
        SavedView.objects.made_by(view.owner).exclude(pk=view.pk).filter(is_default=True).update(is_default=False)
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError as error:
        raise RefusedError({"name": _("You have a view of that name already. Choose another name.")}) from error
    return view


def change_words(view: SavedView, *, words: str) -> None:
    """The view keeps another list from now on."""
    SavedView.objects.filter(pk=view.pk).update(words=words)


@transaction.atomic
def take_over(view: SavedView, *, by: User) -> SavedView:
    """A copy of one's own of a view that somebody shares; its name gets a number when the person has one of that name."""
    taken = set(SavedView.objects.made_by(by).values_list("name", flat=True))
    names = (view.name, *(f"{view.name[:55]} {number}" for number in range(2, MOST_VIEWS + 3)))
    name = next(name for name in names if name not in taken)
    copy = keep_view(answer=ViewAnswer(name), words=view.words, by=by, page=view.page)
    choose_columns(view.columns, view=copy, by=by)
    return copy


def own_columns(user: User) -> list[str]:
    """The columns the person has chosen for lists without a view; empty means the usual ones."""
    found = SavedView.objects.filter(owner=user, name="").values_list("columns", flat=True).first()
    return list(found or [])


def choose_columns(codes: Sequence[str], *, view: SavedView | None, by: User) -> None:
    """Columns and their order: of this view, else of all the person's other lists."""
    if view is not None:
        SavedView.objects.filter(pk=view.pk).update(columns=list(codes))
        return
    SavedView.objects.update_or_create(owner=by, name="", defaults={"columns": list(codes)})
