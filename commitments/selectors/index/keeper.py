"""Keeping the index as the database is: what was committed since is read before each answer.

Every summary row carries the transaction that last wrote it. A row has changed since we
looked when that transaction was not visible in the snapshot we looked through: the same
rule PostgreSQL itself goes by, so a transaction that began early and ended late is not
missed, as it would be with a time or a counter.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from django.db import connection

from commitments.selectors.criteria import Criteria
from commitments.selectors.index.answers import Answer
from commitments.selectors.index.postings import Mask
from commitments.selectors.index.reading import TABLE, Segment, read
from commitments.selectors.moment import one_moment
from commitments.selectors.years import assessed_years

#: Changed rows are kept in segments of their own until there are this many, or this share.
MOST_SEGMENTS, MOST_CHANGED = 12, 0.2

_CHANGED = f"""
    SELECT pg_current_snapshot()::text, pg_relation_filenode('{TABLE}'), array(
        SELECT commitment_id FROM {TABLE}
        WHERE changed >= pg_snapshot_xmin(%(seen)s::pg_snapshot)
        AND changed < pg_snapshot_xmax(pg_current_snapshot())
        AND NOT pg_visible_in_snapshot(changed, %(seen)s::pg_snapshot)
    )
"""  # noqa: S608


@dataclass(frozen=True)
class State:
    """The segments and the assessed years as of one snapshot; never changed, only replaced."""

    segments: tuple[Segment, ...]
    years: tuple[str, ...]
    seen: str
    place: str


class Index:
    """The index of this process. Safe for several threads; refreshed by whoever asks."""

    def __init__(self) -> None:
        """Start empty; the first question reads the table."""
        self._state: State | None = None
        self._turn = threading.Lock()

    def refreshed(self) -> State:
        """Return the state with everything that has been committed by now."""
        with self._turn:
            state = self._state
            if state is not None:
                state = _caught_up(state)
            self._state = state or _rebuilt()
            return self._state

    def forget(self) -> None:
        """Start over with the next question."""
        with self._turn:
            self._state = None


#: The index of this process.
INDEX = Index()


def _rebuilt() -> State:
    with one_moment():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_current_snapshot()::text, pg_relation_filenode(%s)", [TABLE])
            seen, place = cursor.fetchone()
        return State((read(),), assessed_years(), seen, _place(place))


def _place(number: int) -> str:
    """Name the table's contents: another database, or a truncated table, is another place."""
    return f"{connection.settings_dict['NAME']}/{number}"


def _caught_up(state: State) -> State | None:
    """Return the state with the rows changed since, or None when reading all is better."""
    with one_moment():
        with connection.cursor() as cursor:
            cursor.execute(_CHANGED, {"seen": state.seen})
            seen, place, changed = cursor.fetchone()
        if _place(place) != state.place:
            return None
        if not changed:
            return replace(state, seen=seen)
        first, *later = state.segments
        if len(later) >= MOST_SEGMENTS:
            # Read the rows of the small segments again as one.
            changed = sorted({*changed, *(int(one) for part in later for one in _living(part))})
            later = []
        if len(changed) + sum(map(len, later)) > MOST_CHANGED * max(len(first), 1):
            return None
        kept = [_without(part, changed) for part in (first, *later)]
        return State((*kept, read(changed)), assessed_years(), seen, state.place)


def _living(segment: Segment) -> np.ndarray:
    return segment.ids[segment.alive.flags]


def _without(segment: Segment, ids: Sequence[int]) -> Segment:
    dead = segment.places(np.array(ids, dtype=np.int64))
    if not len(dead):
        return segment
    return replace(segment, alive=segment.alive.without(Mask.at(dead, len(segment))))


def answer(
    state: State, criteria: Criteria, most_ids: int
) -> tuple[int, dict[str, dict[str, int]], list[int] | None]:
    """Return the total, counts per facet, and the ids asked for when there are few.

    The ids of more than ``most_ids`` commitments are not listed: None.
    """
    found = _found(criteria)
    counts: dict[str, Counter[str]] = {}
    rows: list[tuple[Segment, Mask]] = []
    for segment in state.segments:
        places = None if found is None else Mask.at(segment.places(found), len(segment))
        one = Answer(segment, criteria, state.years, places)
        rows.append((segment, one.rows()))
        for name, counted in one.counts().items():
            counts.setdefault(name, Counter()).update(counted)
    total = sum(len(mask) for _segment, mask in rows)
    ids = None
    if total <= most_ids:
        ids = [int(one) for segment, mask in rows for one in segment.ids[mask.flags]]
    return total, {name: dict(counted) for name, counted in counts.items()}, ids


def _found(criteria: Criteria) -> np.ndarray | None:
    """Return the ids of the commitments that hold the words searched for."""
    if not criteria.q:
        return None
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT array(SELECT commitment_id FROM {TABLE} "  # noqa: S608
            "WHERE visible AND search @@ %s::tsquery)",
            [criteria.tsquery],
        )
        return np.array(cursor.fetchone()[0], dtype=np.int64)
