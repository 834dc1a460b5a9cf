"""What a form may propose, so that an editor types less: always a proposal, never a fact."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from commitments.models import Commitment, Document, Event, Party

_PREFIX = re.compile(r"[A-Z][A-Z0-9]{1,9}")
_NUMBER = re.compile(r"-(\d{3,6})$")
_KEY = re.compile(r"E(\d+)")

#: The prefix of references where no event gives one: policy commitments tracker.
FALLBACK_PREFIX = "PCT"


@dataclass(frozen=True, slots=True)
class Defaults:
    """What a source document says about every pledge in it."""

    event: Event | None
    made_on: date | None
    actor: Party | None


def defaults_of(document: Document) -> Defaults:
    """Return what a pledge in this document probably has in common with its neighbours.

    The actor is the party most often named in pledges by the same speaker (a head of
    government speaks for a country), else the country the speaker belongs to, else the
    speaker.
    """
    speaker = document.speaker
    actor = speaker
    if speaker is not None:
        actor = (
            Party.objects.filter(actor_links__commitment__citations__document__speaker=speaker)
            .annotate(times=Count("actor_links"))
            .order_by("-times", "name_en")
            .first()
            or Party.objects.filter(kind="country", member_links__member=speaker).first()
            or speaker
        )
    day = document.dated or (document.event.starts_on if document.event else None)
    return Defaults(document.event, day, actor)


def reference_prefix(event: Event | None) -> str:
    """Return the letters that references of an event begin with: SCO for ``sco-chs-21``."""
    head = event.slug.split("-")[0].upper() if event else ""
    return head if _PREFIX.fullmatch(head) else FALLBACK_PREFIX


def next_reference(event: Event | None, year: int) -> str:
    """Return the next free reference, like ``SCO-2021-023``.

    Two people can be offered the same one; the database keeps it unique.
    """
    stem = f"{reference_prefix(event)}-{year}-"
    taken = Commitment.objects.filter(reference__startswith=stem).values_list(
        "reference", flat=True
    )
    numbers = [int(found[1]) for reference in taken if (found := _NUMBER.search(reference))]
    return f"{stem}{max(numbers, default=0) + 1:03d}"


def next_evidence_keys(taken: Iterable[str], count: int) -> list[str]:
    """Return the next ``count`` evidence keys after those taken, like E03."""
    last = max((int(found[1]) for key in taken if (found := _KEY.fullmatch(key))), default=0)
    return [f"E{number:02d}" for number in range(last + 1, last + 1 + count)]
