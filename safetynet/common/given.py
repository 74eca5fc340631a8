"""What an address or a form names, read so that nothing in it can break anything: ids, and where to go next."""

from django.http import HttpRequest  # noqa: TID251  the type of what is read
from django.utils.http import url_has_allowed_host_and_scheme

LONGEST_ID = 18  # digits: one less than the largest of a bigint, far more than there will be rows


def read_id(text: str) -> int | None:
    """The id, or None when the text is none: other digits than 0-9, more of them than a column holds, anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST_ID else None


def way_on(request: HttpRequest, default: str = "/") -> str:
    """The posted `next` when it is an address of ours, written from the root; else `default`."""
    return own_address(request, request.POST.get("next", ""), default)


def own_address(request: HttpRequest, target: str, default: str = "/") -> str:
    """The address when it is one of ours, written from the root; else `default`."""
    is_ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if is_ours and target.startswith("/") else default
