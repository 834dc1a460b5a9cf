"""Which record a source means by a name: the one that is there, or none."""

from __future__ import annotations

import re
from datetime import date, timedelta

from django.db.models import Q
from rapidfuzz import fuzz
from rapidfuzz.utils import default_process

from commitments.extraction import places
from commitments.models import Event, Party

#: How alike two names of one meeting must be when only the words count (per cent).
_ALIKE = 80


def party_named(name: str) -> Party | None:
    """Return the party of that name, in any spelling the tracker or the gazetteer knows."""
    plain = name.strip().removeprefix("the ").removeprefix("The ")
    if not plain:
        return None
    canonical = places.canonical(plain)
    names = {plain, canonical, *(alias for alias, one in places.ALL.items() if one == canonical)}
    wanted = Q()
    for one in names:
        wanted |= Q(name_en__iexact=one) | Q(name_zh=one) | Q(slug__iexact=one)
    return Party.objects.filter(wanted).order_by("pk").first()


def event_like(name: str, day: date | None) -> Event | None:
    """Return the meeting a text names: of those days, or else with the same name.

    An ordinal must agree where both have one: the 20th meeting is not the 21st.
    """
    events = Event.objects.all()
    if day is not None:
        events = events.filter(
            starts_on__lte=day + timedelta(days=1), ends_on__gte=day - timedelta(days=1)
        )
    number = _ordinal(name)
    best: tuple[float, Event | None] = (0.0, None)
    for event in events:
        theirs = event.ordinal or _ordinal(event.name_en)
        if number and theirs and number != theirs:
            continue
        alike = max(
            fuzz.token_set_ratio(_spelled(name), _spelled(one), processor=default_process)
            for one in (event.name_en, event.name_zh)
            if one
        )
        best = max(best, (alike, event), key=lambda pair: pair[0])
    return best[1] if best[0] >= _ALIKE else None


def _spelled(name: str) -> str:
    """Write out the organisations a name abbreviates, so that SCO meets its full name."""
    for short in sorted(set(places.BODIES.values())):
        full = next((a for a, one in places.BODIES.items() if one == short and " " in a), "")
        if full:
            name = re.sub(rf"\b{re.escape(full)}\b", short, name)
            name = re.sub(rf"\b{re.escape(full.replace('ization', 'isation'))}\b", short, name)
    return name


def _ordinal(name: str) -> int | None:
    found = re.search(r"\b(\d{1,3})(?:st|nd|rd|th)\b", name)
    return int(found[1]) if found else None
