"""What follows from a commitment's assessments and evidence: headline, basis, flags.

The database keeps the same facts in a projection for speed; tests hold that projection
against these functions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from commitments.core.vocabulary import CLOSED, Basis, Status


@dataclass(frozen=True, slots=True)
class YearStatus:
    """The current assessment of one year, as plain values."""

    year: int
    status: Status
    contested: bool = False


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks in one piece of evidence.

    ``own_statement`` is true when the speaker is the pledger, its state media or the host;
    ``owner_group`` names the publisher's ultimate owner, or is empty when unknown.
    """

    own_statement: bool
    owner_group: str


def headline(assessments: Iterable[YearStatus]) -> YearStatus | None:
    """Return the latest assessed year's assessment, or None when no year was assessed.

    The headline is always shown together with its year: it says nothing about later years.
    """
    return max(assessments, key=lambda one: one.year, default=None)


def year_strip(
    assessments: Sequence[YearStatus], first: int, last: int
) -> list[tuple[int, YearStatus | None]]:
    """Return one entry per year from ``first`` to ``last``; None where nobody assessed it."""
    by_year = {one.year: one for one in assessments}
    return [(year, by_year.get(year)) for year in range(first, last + 1)]


def basis(voices: Iterable[Voice]) -> Basis | None:
    """Say whose word an assessment rests on; None when no evidence is attached."""
    own = {voice.own_statement for voice in voices}
    if not own:
        return None
    if own == {True}:
        return Basis.SELF_REPORTED
    return Basis.INDEPENDENT if own == {False} else Basis.MIXED


def independent_sources(voices: Iterable[Voice]) -> int:
    """Count owner groups among the voices outside the pledger: one owner counts once."""
    return len({voice.owner_group for voice in voices if not voice.own_statement})


def is_overdue(due_on: date | None, status: Status | None, as_of: date) -> bool:
    """Say whether the date has passed without a closing status.

    A flag for work queues, never a verdict: an overdue commitment may well be fulfilled
    and nobody has looked.
    """
    return due_on is not None and due_on < as_of and status not in CLOSED


def is_stale(headline_year: int | None, status: Status | None, as_of: date) -> bool:
    """Say whether last year or later has not been looked at although the case is open."""
    if status in CLOSED:
        return False
    return headline_year is None or headline_year < as_of.year - 1
