"""Addresses: one spelling for what is one page."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

#: Parameters that say how a reader came to a page, not which page it is.
_TRACKING = ("utm_", "fbclid", "gclid", "spm", "mc_cid", "mc_eid")


def is_tracking(parameter: str) -> bool:
    """Say whether a query parameter only tells how a reader came to a page."""
    return parameter.lower().startswith(_TRACKING)


def normalise_url(url: str) -> str:
    """Return an address with scheme and host lowered, no fragment, no tracking parameters.

    For recognising that two citations name the same page; the address as given is what
    readers are sent to. An address that cannot be parsed comes back stripped only.
    """
    url = url.strip()
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return url
    if not parts.scheme or not parts.hostname:
        return url
    host = parts.hostname.lower()
    if port and (parts.scheme.lower(), port) not in {("http", 80), ("https", 443)}:
        host = f"{host}:{port}"
    query = urlencode(
        [
            (key, value)
            for key, value in parse_qsl(parts.query, keep_blank_values=True)
            if not is_tracking(key)
        ]
    )
    return urlunsplit((parts.scheme.lower(), host, parts.path or "/", query, ""))
