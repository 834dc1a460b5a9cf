"""The years in which anything public was assessed."""

from __future__ import annotations

from commitments.models import Assessment


def assessed_span() -> tuple[int, int] | None:
    """Return the first and the last assessed year of all public data, None when there is none.

    Two index look-ups, however many assessments there are.
    """
    years = Assessment.public.order_by("year").values_list("year", flat=True)
    first, last = years.first(), years.reverse().first()
    return None if first is None or last is None else (first, last)


def assessed_years() -> tuple[str, ...]:
    """Return every year of that span, also those between in which nothing was assessed."""
    span = assessed_span()
    return tuple(str(year) for year in range(span[0], span[1] + 1)) if span else ()
