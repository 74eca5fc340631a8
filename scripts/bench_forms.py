"""Saving one field of a plan, making a plan, and two hundred people saving at once, all through the web server."""

import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from http import HTTPStatus

from django.urls import reverse

from actionplans.models import ActionPlan
from orgstructure.models import DemoPersona, Unit
from scripts.bench_pages import Reader, reader_called

TEXTS = (
    "description", "nature", "seriousness", "extent", "causes", "equipping", "other_initiatives", "feedback_methods", "carrying_on",
    "if_not_working",
)  # fmt: skip
WRITERS = 200
Ask = Callable[..., tuple[int, bytes]]


class Form(HTMLParser):
    """What a browser would send of the form `plan-form`, untouched."""

    def __init__(self, body: bytes) -> None:
        super().__init__()
        self.sent: list[tuple[str, str]] = []
        self._inside, self._choice, self._area = False, "", ""
        self.feed(body.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Takes what is filled in, ticked or chosen."""
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "form":
            self._inside = given.get("id") == "plan-form"
        elif not self._inside:
            return
        elif tag == "input" and name and (given.get("type") not in ("checkbox", "radio") or "checked" in given):
            self.sent.append((name, given.get("value") or ("on" if "checked" in given else "")))
        elif tag == "select":
            self._choice = name
        elif tag == "option" and "selected" in given:
            self.sent.append((self._choice, given.get("value") or ""))
        elif tag == "textarea":
            self._area = name
            self.sent.append((name, ""))

    def handle_data(self, data: str) -> None:
        """The text of an area; its first line break is not part of it."""
        if self._area:
            name, before = self.sent[-1]
            self.sent[-1] = (name, before + data if before else data.removeprefix("\n"))

    def handle_endtag(self, tag: str) -> None:
        """The area ends."""
        if tag == "textarea":
            self._area = ""

    def with_words(self, **words: str) -> list[tuple[str, str]]:
        """The same with these fields written anew."""
        return [(name, value) for name, value in self.sent if name not in words] + list(words.items())


def writers() -> list[Reader]:
    """Who may write: the manager of one unit, and the coordinator whose rights reach a whole centre."""
    return [reader_called("one unit", "manager"), reader_called("many units", "coordinator")]


def ward() -> Unit:
    """The unit in which the bench writes."""
    return DemoPersona.objects.get(code="manager").user.managed_units.order_by("-depth")[0]


def save_one_field(get: Ask, post: Ask) -> Iterator[Callable[[], int]]:
    """Each step opens the plan's form and gives the act to be timed: sending it back with one field changed."""
    path = reverse("plan-edit", args=[ActionPlan.objects.filter(unit=ward()).open().order_by("pk")[0].pk])
    while True:
        fields = Form(get(path)[1]).with_words(description=f"Målt {uuid.uuid4()}", intent="save")
        yield lambda fields=fields: _accepted(post(path, fields))  # type: ignore[misc]


def create(get: Ask, post: Ask) -> Iterator[Callable[[], int]]:
    """The same for a new plan that is published at once."""
    path = f"{reverse('plan-new')}?unit={ward().pk}"
    words = {"title": "Målt plan", "measures-0-text": "Måle", "intent": "publish"}
    while True:
        fields = Form(get(path)[1]).with_words(**words)
        yield lambda fields=fields: _accepted(post(path, fields))  # type: ignore[misc]


def _accepted(answer: tuple[int, bytes]) -> int:
    if answer[0] != HTTPStatus.FOUND:
        raise SystemExit(f"A form was not accepted: {answer[0]}")
    return answer[0]


@dataclass(frozen=True)
class AtOnce:
    """What became of the many who saved at the same moment."""

    seconds: float
    answers: dict[int, int]
    lost: int


def all_at_once(browser_of: Callable[[str], tuple[Ask, Ask]], sessions: list[str]) -> AtOnce:
    """Two hundred people open the forms of twenty plans of one subtree, each changes another field, and all press “save” together."""
    plans = list(ActionPlan.objects.filter(unit=ward()).open().order_by("pk").values_list("pk", flat=True)[: WRITERS // len(TEXTS)])
    jobs = [(plan, text) for plan in plans for text in TEXTS]
    ready, answers, mark = threading.Barrier(len(jobs) + 1), Counter[int](), str(uuid.uuid4())

    def write(number: int, plan: int, text: str) -> None:
        get, post = browser_of(sessions[number % len(sessions)])
        path = reverse("plan-edit", args=[plan])
        fields = Form(get(path)[1]).with_words(**{text: f"{text} {mark}", "intent": "save"})
        ready.wait()
        answers[post(path, fields)[0]] += 1

    threads = [threading.Thread(target=write, args=(number, *job)) for number, job in enumerate(jobs)]
    for thread in threads:
        thread.start()
    ready.wait()
    begun = time.perf_counter()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - begun
    kept = sum(getattr(plan, text) == f"{text} {mark}" for plan in ActionPlan.objects.filter(pk__in=plans) for text in TEXTS)
    return AtOnce(seconds, dict(answers), len(jobs) - kept)
