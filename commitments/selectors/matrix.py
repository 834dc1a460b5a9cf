"""Commitments against years: what was assessed when, and what was not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Max, Min, QuerySet

from commitments.models import Assessment, CommitmentSummary
from commitments.selectors.years import assessed_span


@dataclass(frozen=True, slots=True)
class Cell:
    """One commitment in one year. ``status`` is empty when nobody assessed that year.

    ``before`` marks the years before the pledge was made, ``due`` the year it falls due.
    """

    year: int
    status: str
    contested: bool
    before: bool
    due: bool


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One commitment and its years."""

    summary: CommitmentSummary
    cells: tuple[Cell, ...]


def tracked_years() -> range:
    """Return the years from the first public pledge or assessment to the last one."""
    made = CommitmentSummary.public.aggregate(first=Min("made_year"), last=Max("made_year"))
    years = [year for year in (*(assessed_span() or ()), *made.values()) if year is not None]
    return range(min(years), max(years) + 1) if years else range(0)


def years_of(rows: Sequence[CommitmentSummary]) -> range:
    """Return the years from the first of these pledges to the last year assessed of them."""
    years = {row.made_year for row in rows} | {int(year) for row in rows for year in row.statuses}
    return range(min(years), max(years) + 1) if years else range(0)


def matrix_rows(summaries: Iterable[CommitmentSummary], years: Sequence[int]) -> list[MatrixRow]:
    """Return the given public commitments with a cell for every year, in one query."""
    rows = list(summaries)
    contested = set(
        Assessment.public.filter(
            commitment__in=[row.commitment_id for row in rows if row.contested], contested=True
        ).values_list("commitment_id", "year")
    )
    return [
        MatrixRow(
            row,
            tuple(
                Cell(
                    year=year,
                    status=row.statuses.get(str(year), ""),
                    contested=(row.commitment_id, year) in contested,
                    before=year < row.made_year,
                    due=year == row.due_year,
                )
                for year in years
            ),
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class YearFigures:
    """What is known of one year."""

    year: int
    made: int
    due: int
    open: int
    assessed: int
    contested: int
    statuses: dict[str, int]

    @property
    def not_assessed(self) -> int:
        """Pledges made by then that nobody assessed for this year."""
        return self.open - self.assessed


def year_figures(years: Sequence[int]) -> list[YearFigures]:
    """Return the figures of each year, in four queries however many there are."""
    made = _count(CommitmentSummary.public.values(key=F("made_year")))
    due = _count(CommitmentSummary.public.values(key=F("due_year")))
    statuses: dict[int, dict[str, int]] = {}
    rows = Assessment.public.order_by().values("year", "status").annotate(n=Count("pk"))
    for row in rows:
        statuses.setdefault(row["year"], {})[row["status"]] = row["n"]
    contested = _count(Assessment.public.filter(contested=True).values(key=F("year")))
    return [
        YearFigures(
            year=year,
            made=made.get(year, 0),
            due=due.get(year, 0),
            # A pledge may be assessed for a year before it was made only by mistake, but
            # then it must not make the blanks negative.
            open=max(
                sum(n for y, n in made.items() if y is not None and y <= year),
                sum(statuses.get(year, {}).values()),
            ),
            assessed=sum(statuses.get(year, {}).values()),
            contested=contested.get(year, 0),
            statuses=statuses.get(year, {}),
        )
        for year in years
    ]


def _count(rows: QuerySet[Any, Any]) -> dict[int | None, int]:
    return {row["key"]: row["n"] for row in rows.order_by().annotate(n=Count("pk"))}


def assessments_of_year(year: int) -> QuerySet[Assessment]:
    """Return the public assessments of a year, for its page."""
    return (
        Assessment.public.filter(year=year)
        .select_related("commitment")
        .only(
            "year", "status", "rationale", "contested", "conflict", "commitment__reference",
            "commitment__title", "commitment__title_zh",
        )
        .order_by("commitment__reference")
    )  # fmt: skip


def blank_in_year(year: int) -> QuerySet[CommitmentSummary]:
    """Return the public pledges made by the end of a year that nobody assessed for it."""
    return (
        CommitmentSummary.public.filter(made_year__lte=year)
        .exclude(year_statuses__contains=[str(year)])
        .order_by("reference")
    )
