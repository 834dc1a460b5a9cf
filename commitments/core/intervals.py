"""How sure a share is, and how many pledges were probably missed: intervals, in plain numbers.

Shares: Wilson's score interval (E. B. Wilson, Probable Inference, the Law of Succession, and
Statistical Inference, JASA 22, 1927), which Brown, Cai and DasGupta (Interval Estimation for a
Binomial Proportion, Statistical Science 16, 2001) recommend for small samples. Samples drawn at
different rates from several documents are weighted, and counted by the effective size of
L. Kish (Survey Sampling, 1965).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import NormalDist

#: 95 per cent, two-sided.
CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share with the bounds of its interval, all from 0 to 1; `counted` is what it rests on."""

    share: float
    low: float
    high: float
    counted: int


@dataclass(frozen=True, slots=True)
class Sampled:
    """One document's sample: `population` sentences, `drawn` of them looked at, `hits` pledges."""

    population: int
    drawn: int
    hits: int


def wilson(hits: float, drawn: float, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Return Wilson's interval for `hits` out of `drawn`; (0, 1) when nothing was drawn.

    Fractions are allowed: an effective sample size is one. Raises ValueError when there are
    more hits than draws, or fewer than none.
    """
    if not 0 <= hits <= drawn:
        raise ValueError(f"{hits} of {drawn} is no share")
    if drawn == 0:
        return 0.0, 1.0
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share, square = hits / drawn, z * z
    middle = share + square / (2 * drawn)
    reach = z * math.sqrt(share * (1 - share) / drawn + square / (4 * drawn * drawn))
    scale = 1 + square / drawn
    return max(0.0, (middle - reach) / scale), min(1.0, (middle + reach) / scale)


def share(hits: int, drawn: int, confidence: float = CONFIDENCE) -> Estimate | None:
    """Return a share with its interval, or None when nothing was counted."""
    if drawn == 0:
        return None
    low, high = wilson(hits, drawn, confidence)
    return Estimate(hits / drawn, low, high, drawn)


def recall(
    found: int, samples: Iterable[Sampled], confidence: float = CONFIDENCE
) -> Estimate | None:
    """Estimate which share of all pledge sentences was found, from samples of the rest.

    `found` counts the sentences with a confirmed find. In each document, `hits` of `drawn`
    sampled sentences turned out to hold a pledge, so about `population * hits / drawn` do; the
    interval is that of this rate, carried over. `counted` is the number of sampled sentences.
    None when nothing was sampled, or when there is neither a find nor a hit.
    """
    strata = [one for one in samples if one.drawn]
    population = sum(one.population for one in strata)
    if not strata or (not found and not any(one.hits for one in strata)):
        return None
    if not population:
        return Estimate(1.0, 1.0, 1.0, 0)
    missed = sum(one.population * one.hits / one.drawn for one in strata)
    effective = population**2 / sum(one.population**2 / one.drawn for one in strata)
    low, high = wilson(missed / population * effective, effective, confidence)
    return Estimate(
        found / (found + missed),
        found / (found + high * population),
        found / (found + low * population) if found else 0.0,
        sum(one.drawn for one in strata),
    )
