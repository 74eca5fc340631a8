"""What can go wrong with the local servers, each with one sentence for the person at the terminal."""


class LocalServerError(Exception):
    """A local server cannot be had; the text says what to do."""
