"""Which values of a filter exist for a reader.

Asked of public records only: the slug of a source or a meeting that only drafts mention is
as unknown as a misspelt one, so that the difference cannot be used to learn of drafts.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Exists, OuterRef

from commitments.core.vocabulary import Publication
from commitments.models import (
    Commitment,
    CommitmentActor,
    CommitmentBeneficiary,
    Document,
    Event,
    Party,
    Theme,
)

#: From slugs as sent to those of them that exist.
Known = Callable[[list[str]], set[str]]

_OF_A_PUBLISHED_ONE = {"commitment__publication": Publication.PUBLISHED}


def known_themes(slugs: list[str]) -> set[str]:
    """Return which of the slugs are themes; the vocabulary is public even where unused."""
    return set(Theme.objects.filter(slug__in=slugs).values_list("slug", flat=True))


def known_actors(slugs: list[str]) -> set[str]:
    """Return which of the slugs are parties that pledge in public."""
    links = CommitmentActor.objects.filter(party=OuterRef("pk"), **_OF_A_PUBLISHED_ONE)
    return set(Party.objects.filter(Exists(links), slug__in=slugs).values_list("slug", flat=True))


def known_beneficiaries(slugs: list[str]) -> set[str]:
    """Return which of the slugs are parties that are to benefit from a public pledge."""
    links = CommitmentBeneficiary.objects.filter(party=OuterRef("pk"), **_OF_A_PUBLISHED_ONE)
    return set(Party.objects.filter(Exists(links), slug__in=slugs).values_list("slug", flat=True))


def known_events(slugs: list[str]) -> set[str]:
    """Return which of the slugs are meetings with a public pledge or a public source."""
    made = Commitment.public.filter(event=OuterRef("pk"))
    spoken = Document.public.filter(event=OuterRef("pk"))
    found = Event.objects.filter(Exists(made) | Exists(spoken), slug__in=slugs)
    return set(found.values_list("slug", flat=True))


def known_sources(slugs: list[str]) -> set[str]:
    """Return which of the slugs are published documents, whichever version."""
    return set(Document.public.filter(slug__in=slugs).values_list("slug", flat=True))
