"""The figures of the home page and of the themes, counted from the public view only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Func, Q, TextField

from commitments.core.vocabulary import Status
from commitments.models import (
    Assessment,
    Commitment,
    CommitmentSummary,
    Evidence,
    Theme,
)
from commitments.selectors.matrix import YearFigures, tracked_years, year_figures
from commitments.selectors.remembering import remembered

#: How many of the newest changes the first page shows.
NEWS = 6


@dataclass(frozen=True, slots=True)
class Figures:
    """The whole collection in a few numbers; statuses are those of the latest assessed year."""

    pledges: int
    assessed: int
    contested: int
    statuses: dict[str, int]
    evidence: int
    own_word: int

    @property
    def fulfilled(self) -> int:
        """Pledges whose latest assessed year says fulfilled."""
        return self.statuses.get(Status.FULFILLED, 0)

    @property
    def not_assessed(self) -> int:
        """Pledges that nobody has assessed for any year."""
        return self.pledges - self.assessed


def figures() -> Figures:
    """Return the figures of all public commitments, in three queries."""
    whole = CommitmentSummary.public.aggregate(
        pledges=Count("pk"),
        assessed=Count("headline_year"),
        contested=Count("pk", filter=Q(contested=True)),
    )
    statuses = dict(
        CommitmentSummary.public.filter(headline_status__isnull=False)
        .order_by()
        .values_list("headline_status")
        .annotate(n=Count("pk"))
    )
    evidence = Evidence.public.aggregate(
        evidence=Count("pk"), own_word=Count("pk", filter=Q(own_statement=True))
    )
    return Figures(**whole, **evidence, statuses=statuses)


@dataclass(frozen=True, slots=True)
class ThemeFigures:
    """One theme and how its pledges stand; a pledge with two themes counts in both."""

    theme: Theme
    pledges: int
    statuses: dict[str, int]
    contested: int

    @property
    def not_assessed(self) -> int:
        """Pledges of the theme that nobody has assessed."""
        return self.pledges - sum(self.statuses.values())


def theme_figures() -> list[ThemeFigures]:
    """Return every theme that has public pledges, most pledges first, in two queries."""
    rows = CommitmentSummary.public.order_by().annotate(
        slug=Func(F("theme_slugs"), function="unnest", output_field=TextField())
    )
    counts: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows.values("slug", "headline_status").annotate(**_COUNTED):
        counts.setdefault(row["slug"], []).append(row)
    made = [
        _theme_figures(theme, counts[theme.slug]) for theme in Theme.objects.filter(slug__in=counts)
    ]
    return sorted(made, key=lambda one: (-one.pledges, one.theme.name_en))


def figures_of_theme(theme: Theme) -> ThemeFigures:
    """Return the figures of one theme, in one query."""
    rows = CommitmentSummary.public.filter(theme_slugs__contains=[theme.slug]).order_by()
    return _theme_figures(theme, rows.values("headline_status").annotate(**_COUNTED))


_COUNTED = {"n": Count("pk"), "disputed": Count("pk", filter=Q(contested=True))}


def _theme_figures(theme: Theme, rows: Iterable[Mapping[str, Any]]) -> ThemeFigures:
    counted = list(rows)
    return ThemeFigures(
        theme=theme,
        pledges=sum(row["n"] for row in counted),
        statuses={row["headline_status"]: row["n"] for row in counted if row["headline_status"]},
        contested=sum(row["disputed"] for row in counted),
    )


@dataclass(frozen=True, slots=True)
class News:
    """What became public of one commitment on one day.

    ``published`` when the commitment itself did; ``assessments`` in the order of years.
    """

    on: date
    commitment: Commitment
    published: bool
    assessments: tuple[Assessment, ...]


def latest(count: int) -> list[News]:
    """Return what became public last, newest first, in three queries."""
    published = Commitment.public.order_by("-published_at", "reference")[:count]
    decided = Assessment.public.order_by("-decided_at", "commitment__reference")
    # A commitment has several years: look far enough back to find enough commitments.
    recent = list(dict.fromkeys(decided.values_list("commitment", flat=True)[: 20 * count]))
    days: dict[tuple[date, int], list[Assessment]] = {}
    commitments = {one.pk: one for one in published}
    assessed = Assessment.public.filter(commitment__in={*commitments, *recent[:count]})
    for one in assessed.select_related("commitment").order_by("year"):
        if one.decided_at:
            commitments.setdefault(one.commitment_id, one.commitment)
            days.setdefault((one.decided_at.date(), one.commitment_id), []).append(one)
    born = {(c.published_at.date(), c.pk) for c in published if c.published_at}
    news = [
        News(on, commitments[pk], (on, pk) in born, tuple(days.get((on, pk), ())))
        for on, pk in {*days, *born}
    ]
    news.sort(key=lambda one: one.commitment.reference)
    news.sort(key=lambda one: one.on, reverse=True)
    return news[:count]


@dataclass(frozen=True, slots=True)
class Overview:
    """What the first page shows."""

    figures: Figures
    years: list[YearFigures]
    themes: list[ThemeFigures]
    news: list[News]


@remembered
def overview() -> Overview:
    """Return the first page's figures; remembered while nothing public changes."""
    return Overview(
        figures=figures(),
        years=year_figures(tracked_years()),
        themes=theme_figures(),
        news=latest(NEWS),
    )
