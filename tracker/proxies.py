"""Whose address a request came from, when reverse proxies stand in between."""

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The client's address, for the lock-out after failed logins.

    With ``TRUSTED_PROXIES = n`` it is the n-th entry of X-Forwarded-For from the right: the one
    our outermost proxy wrote. What stands further left is the client's own claim and is ignored,
    and so is the whole header when ``n`` is 0 or the list is shorter than ``n``.
    """
    direct: str = request.META.get("REMOTE_ADDR", "")
    count: int = settings.TRUSTED_PROXIES
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
    if count and len(hops) >= count and hops[-count]:
        return hops[-count]
    return direct
