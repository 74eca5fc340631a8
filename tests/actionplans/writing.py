"""The page on which a plan is written, read from its HTML and sent back as a browser without JavaScript does."""

from html.parser import HTMLParser

from django.urls import reverse


class _Form(HTMLParser):
    """The successful controls of the form with id `plan-form`, by name."""

    def __init__(self, html: str):
        super().__init__()
        self.sent: dict[str, list[str]] = {}
        self.inside = False
        self.select = self.area = None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self.inside = given.get("id") == "plan-form"
        if not self.inside:
            return
        if tag == "input" and given.get("name"):
            self._input(given)
        elif tag == "select":
            self.select = given.get("name")
        elif tag == "option" and self.select and "selected" in given:
            self.sent[self.select] = [given.get("value")]
        elif tag == "textarea":
            self.area = given.get("name")
            self.sent[self.area] = [""]

    def _input(self, given):
        name, value = given["name"], given.get("value")
        if given.get("type") not in ("checkbox", "radio"):
            self.sent[name] = [value or ""]
        elif "checked" in given:
            self.sent.setdefault(name, []).append(value or "on")

    def handle_data(self, data):
        if self.area:
            self.sent[self.area][0] += data.removeprefix("\n") if not self.sent[self.area][0] else data

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.area = None
        elif tag == "select":
            self.select = None
        elif tag == "form":
            self.inside = False


def new_url(ward, **more) -> str:
    return f"{reverse('plan-new')}?unit={ward.pk}" + "".join(f"&{name}={value}" for name, value in more.items())


def form_of(response) -> dict[str, object]:
    """The fields as they stand on the page, untouched."""
    return dict(_Form(response.content.decode()).sent)


def filled(client, ward, **more) -> dict[str, object]:
    """A problem and a measure, and the button “publish”."""
    form = form_of(client.get(new_url(ward)))
    return form | {"title": "Tunge løft på stue 4", "measures-0-text": "Lift i alle seks stuer", "intent": "publish"} | more


def errors_of(response) -> dict[str, list[str]]:
    """What the page says is wrong, by field."""
    return dict(response.context["form"].errors)
