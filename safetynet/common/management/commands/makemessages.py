"""Django's own, but never guessing: a text that resembles an old one is a new text."""

from django.core.management.commands import makemessages


class Command(makemessages.Command):
    """A guess would be marked fuzzy, and a fuzzy translation is either wrong or unseen."""

    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]
