"""Progress claims are offered to the pledges they may bear on, with warnings."""

from __future__ import annotations

from datetime import date

from commitments.extraction.bearing import bears_on
from commitments.extraction.types import Find
from tests.extraction.gold import NAMES, finds


def pledges(name: str) -> list[Find]:
    return [f for f in finds(name) if f.type == "pledge"]


def test_the_doses_bear_on_the_two_billion() -> None:
    claim = next(
        f for f in finds(NAMES[2]) if f.type == "progress_claim" and "1.2 billion" in f.text
    )
    known = pledges(NAMES[2])
    best = bears_on(claim, known, claimed_on=date(2021, 9, 17), pledged_on=date(2021, 9, 17))[0]
    assert "two billion" in known[best.pledge].text


def test_an_older_claim_is_warned_of() -> None:
    claim = next(
        f for f in finds(NAMES[2]) if f.type == "progress_claim" and "1.2 billion" in f.text
    )
    bearing = bears_on(
        claim, pledges(NAMES[2]), claimed_on=date(2021, 5, 1), pledged_on=date(2021, 9, 17)
    )
    assert any("older than the pledge" in w for w in bearing[0].warnings)


def test_another_group_of_countries_is_warned_of() -> None:
    claim = next(f for f in finds(NAMES[4]) if "395 billion" in f.text)
    bearing = bears_on(
        claim, pledges(NAMES[2]), claimed_on=date(2021, 11, 25), pledged_on=date(2021, 9, 17)
    )
    trade = next(b for b in bearing if "2.3 trillion" in pledges(NAMES[2])[b.pledge].text)
    assert any("another group" in w for w in trade.warnings)
