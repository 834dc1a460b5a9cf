"""Which pledge a progress claim may bear on, and why one should be careful with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from commitments.extraction import places
from commitments.extraction.glossary import concepts_of
from commitments.extraction.types import Find

_GROUP_WORDS = ("other", "member", "countries", "members", "developing", "成员国", "国家", "各国")


@dataclass(frozen=True, slots=True)
class Bearing:
    """A claim's possible bearing on one pledge, with warnings an editor must weigh."""

    pledge: int
    likeness: float
    warnings: tuple[str, ...]


def bears_on(
    claim: Find,
    pledges: Sequence[Find],
    *,
    claimed_on: date | None = None,
    pledged_on: date | None = None,
) -> list[Bearing]:
    """Return the pledges a claim may bear on, likeliest first.

    Same actor, shared concepts, and a unit that fits. Warned of: a claim older than the pledge, a
    unit that does not fit (no progress can be computed), another group of countries.
    """
    found = []
    mine = concepts_of(claim.text, claim.language)
    for number, pledge in enumerate(pledges):
        if (
            claim.actor
            and pledge.actor
            and places.canonical(claim.actor) != places.canonical(pledge.actor)
        ):
            continue
        shared = mine & concepts_of(pledge.text, pledge.language)
        units = _units(claim) & _units(pledge)
        score = 0.15 * len(shared) + 0.35 * bool(units) + 0.1 * (claim.theme == pledge.theme)
        if score < 0.4:
            continue
        found.append(
            Bearing(
                number,
                round(min(score, 1.0), 3),
                _warnings(claim, pledge, claimed_on, pledged_on, units),
            )
        )
    return sorted(found, key=lambda b: (-b.likeness, b.pledge))


def _units(find: Find) -> set[str]:
    """The units' last words: "vaccine doses" and "doses" are one."""
    return {q.unit.lower().split()[-1] for q in find.quantities if q.unit.strip()}


def _warnings(
    claim: Find, pledge: Find, claimed_on: date | None, pledged_on: date | None, units: set[str]
) -> tuple[str, ...]:
    warnings = []
    if claimed_on and pledged_on and claimed_on < pledged_on:
        warnings.append("the claim is older than the pledge")
    start = pledge.period.start if pledge.period else None
    if start and claim.period and claim.period.end and claim.period.end <= start:
        warnings.append("the claim's period ends before the pledge's begins: a baseline")
    if pledge.quantities and claim.quantities and not units:
        warnings.append("the units differ: no progress can be computed")
    groups = [{b.lower() for b in f.beneficiaries} for f in (claim, pledge)]
    worded = [{w for w in _GROUP_WORDS if w in f.text.lower()} for f in (claim, pledge)]
    if (all(groups) and groups[0] != groups[1]) or worded[0] != worded[1]:
        warnings.append("the claim may count another group of countries")
    return tuple(warnings)
