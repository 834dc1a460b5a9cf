"""Counts beside the choices, against counting each choice by itself."""

from datetime import date

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from commitments.core.vocabulary import Status
from commitments.filters import CommitmentFilter
from commitments.selectors.facets import facets
from commitments.selectors.lists import NoSuchPage, listing
from tests.factories import (
    AssessmentFactory,
    CommitmentFactory,
    EventFactory,
    EvidenceFactory,
    TargetFactory,
)

pytestmark = pytest.mark.django_db

AS_OF = date(2024, 6, 1)


def populate(count=12):
    """Make commitments that differ in every facet, by arithmetic rather than by chance."""
    event = EventFactory(slug="summit")
    for n in range(count):
        made = CommitmentFactory(
            made_on=date(2019 + n % 3, 5, 1),
            period_end=date(2022 + n % 4, 6, 30) if n % 5 else None,
            kind=["event", "finance"][n % 2],
            strength=["firm", "proposal", "support"][n % 3],
            event=event if n % 2 else None,
            actors=["a", "b"][: 1 + n % 2],
            beneficiaries=["x", "y", "z"][n % 3 :],
            themes=["health", "trade", "sport"][n % 2 : 3 - n % 3] or ["sport"],
        )
        if n % 3 == 0:
            TargetFactory(commitment=made)
        for year in (2021, 2022, 2023)[: n % 4]:
            AssessmentFactory(
                commitment=made,
                year=year,
                status=["fulfilled", "in_progress", "not_started"][(n + year) % 3],
                contested=n % 6 == 5,
                conflict="They disagree.",
                evidence=[EvidenceFactory(commitment=made, own_statement=bool(n % 2))],
            )
    CommitmentFactory(draft=True, actors=["hidden"], themes=["hidden"])


def asked(query):
    return CommitmentFilter(QueryDict(query), as_of=AS_OF)


QUESTIONS = [
    "",
    "status=fulfilled",
    "status=not_assessed",
    "status=not_assessed&status=fulfilled",
    "status_year=2022",
    "status_year=2022&status_year=2023",
    "status_year=2022&status=fulfilled",
    "status_year=2022&status=not_assessed",
    "status_year=2022&status_year=2021&status=not_assessed&status=in_progress",
    "theme=health",
    "theme=health&theme=trade&actor=b",
    "beneficiary=x&year=2019&year=2020",
    "quantified=true&overdue=true",
    "overdue=false&kind=finance",
    "basis=independent&contested=false",
    "event=summit&due_year=2023",
    "q=bridge&strength=firm",
    "q=zzzz",
]


def test_a_count_is_what_the_list_holds_with_that_choice_alone():
    populate()
    for query in QUESTIONS:
        filtered = asked(query)
        page = listing(filtered)
        assert page.total == filtered.qs.count(), query
        for facet in facets(filtered, page.tally):
            for choice in facet.choices:
                alone = filtered.criteria.changed(facet.name, choice.value)
                assert choice.count == alone.rows().count(), (query, facet.name, choice.value)
                assert choice.selected == (choice.value in filtered.criteria.asks(facet.name))


def test_every_value_that_would_leave_something_is_listed_and_can_be_followed():
    populate()
    listed = {facet.name: {one.value for one in facet.choices} for facet in facets(asked(""))}
    assert listed["theme"] == {"health", "trade", "sport"}
    assert listed["actor"] == {"a", "b"}
    assert listed["beneficiary"] == {"x", "y", "z"}
    assert listed["year"] == {"2019", "2020", "2021"}
    assert listed["due_year"] == {"2022", "2023", "2024", "2025"}
    assert listed["status_year"] == {"2021", "2022", "2023"}
    assert listed["status"] == {*Status, "not_assessed"}
    assert listed["event"] == {"summit"}
    assert len(listed["source"]) == 12

    chosen = {one.name: one for one in facets(asked("theme=health&ordering=-made_on"))}
    by_value = {choice.value: choice for choice in chosen["theme"].choices}
    assert by_value["trade"].query == "theme=health&theme=trade&ordering=-made_on"
    assert by_value["health"].query == "ordering=-made_on"
    assert [choice.value for choice in chosen["theme"].selected] == ["health"]
    # A choice that leaves nothing stays in sight while it is chosen.
    years = {one.name: one for one in facets(asked("year=1999"))}["year"]
    assert [(one.value, one.count) for one in years.selected] == [("1999", 0)]


def test_pages_follow_each_other_and_end():
    for _ in range(7):
        CommitmentFactory()
    pages = [listing(asked(""), number, per_page=3) for number in (1, 2, 3)]
    shown = [row.reference for page in pages for row in page.rows]
    assert shown == sorted(shown)
    assert len(set(shown)) == 7
    assert [(page.first, page.last, page.pages) for page in pages] == [
        (1, 3, 3),
        (4, 6, 3),
        (7, 7, 3),
    ]
    for number in (0, 4):
        with pytest.raises(NoSuchPage):
            listing(asked(""), number, per_page=3)
    assert listing(asked("q=zzzz")).rows == []


def test_the_number_of_queries_does_not_grow_with_the_rows():
    counts = []
    CommitmentFactory(event=EventFactory(slug="summit"), themes=["sport"])
    for more in (4, 26):
        populate(more)
        with CaptureQueriesContext(connection) as queries:
            filtered = asked("theme=sport&q=bridge")
            facets(filtered, listing(filtered).tally)
        counts.append(len(queries))
    assert counts == [9, 9]
