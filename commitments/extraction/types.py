"""The values extraction passes on: what was read, what was found, and the reasons."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from commitments.core.periods import Period
from commitments.core.quantities import Quantity

FindType = Literal["pledge", "progress_claim"]


@dataclass(frozen=True, slots=True)
class Options:
    """What the caller knows about the text: language (`en`, `zh`, `auto`), day, speaker's side.

    `actor` is the state or body spoken for (`China`); when empty it is proposed from the text.
    `parse_all` parses every sentence instead of those with a cue word; slower, same finds.
    """

    language: str = "auto"
    spoken: date | None = None
    actor: str = ""
    parse_all: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that spoke for (positive) or against (negative) a find, in log-odds."""

    name: str
    weight: float
    words: str = ""

    def __str__(self) -> str:
        said = f" “{self.words}”" if self.words else ""
        return f"{self.name}{said} {self.weight:+.1f}"


@dataclass(frozen=True, slots=True)
class Find:
    """One pledge or progress claim; every offset counts code points of the raw text.

    `score` is 0 to 1. `lookalike` names the rule that refused it, for finds that
    were weighed and dropped (kept only when asked for, as evidence of why).
    """

    type: FindType
    start: int
    end: int
    text: str
    sentence_start: int
    sentence_end: int
    language: str
    actor: str
    beneficiaries: tuple[str, ...]
    strength: str
    kind: str
    theme: str
    quantities: tuple[Quantity, ...]
    period: Period | None
    score: float
    reasons: tuple[Reason, ...] = field(default=())
