"""Headline, basis and flags, as tables."""

from datetime import date

import pytest

from commitments.core.timeline import (
    Voice,
    YearStatus,
    basis,
    headline,
    independent_sources,
    is_overdue,
    is_stale,
    year_strip,
)
from commitments.core.vocabulary import CLOSED, NEEDS_EVIDENCE, Basis, Status

DONE = YearStatus(2022, Status.FULFILLED)
OPEN = YearStatus(2021, Status.IN_PROGRESS)
NONE = YearStatus(2023, Status.NO_EVIDENCE, contested=True)


@pytest.mark.parametrize(
    ("given", "expected"), [([], None), ([OPEN], OPEN), ([DONE, OPEN], DONE), ([DONE, NONE], NONE)]
)
def test_the_headline_is_the_latest_assessed_year(given, expected) -> None:
    assert headline(given) == expected


def test_a_year_nobody_assessed_stays_blank() -> None:
    assert year_strip([OPEN, NONE], 2020, 2024) == [
        (2020, None),
        (2021, OPEN),
        (2022, None),
        (2023, NONE),
        (2024, None),
    ]


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ([], None),
        ([True], Basis.SELF_REPORTED),
        ([True, True], Basis.SELF_REPORTED),
        ([False], Basis.INDEPENDENT),
        ([True, False], Basis.MIXED),
    ],
)
def test_basis(own: list[bool], expected: Basis | None) -> None:
    assert basis([Voice(one, "owner") for one in own]) == expected


def test_outlets_of_one_owner_count_once_and_the_pledger_never() -> None:
    voices = [Voice(False, "A"), Voice(False, "A"), Voice(False, "B"), Voice(True, "C")]
    assert independent_sources(voices) == 2
    assert independent_sources([]) == 0


@pytest.mark.parametrize("status", [*Status, None])
def test_overdue_is_a_flag_for_open_cases_only(status: Status | None) -> None:
    due = date(2024, 9, 17)
    assert is_overdue(due, status, date(2024, 9, 18)) == (status not in CLOSED)
    assert not is_overdue(due, status, due)
    assert not is_overdue(None, status, date(2030, 1, 1))


@pytest.mark.parametrize(
    ("year", "status", "stale"),
    [
        (None, None, True),
        (2024, Status.IN_PROGRESS, True),
        (2025, Status.IN_PROGRESS, False),
        (2026, Status.NO_EVIDENCE, False),
        (2020, Status.NO_EVIDENCE, True),
        (2020, Status.FULFILLED, False),
    ],
)
def test_stale(year: int | None, status: Status | None, stale: bool) -> None:
    assert is_stale(year, status, date(2026, 11, 22)) is stale


def test_no_evidence_is_neither_closed_nor_in_need_of_evidence() -> None:
    assert Status.NO_EVIDENCE not in CLOSED | NEEDS_EVIDENCE


def test_words_know_their_value() -> None:
    assert Status.of("fulfilled") is Status.FULFILLED
    with pytest.raises(ValueError, match="maybe"):
        Status.of("maybe")
    assert all(word.label and word.definition for word in Status)
