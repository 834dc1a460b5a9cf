"""The matrix, the years, the themes and the first page: what is counted, and honest blanks."""

from datetime import date

import pytest

from tests.factories import AssessmentFactory, CommitmentFactory
from tests.views.html import parse

pytestmark = pytest.mark.django_db


@pytest.fixture
def bridges(db):
    first = CommitmentFactory(
        reference="TST-2020-001", title="First bridge", made_on=date(2020, 5, 1),
        period_end=date(2022, 12, 31), themes=["roads"],
    )  # fmt: skip
    second = CommitmentFactory(
        reference="TST-2021-001", title="Second bridge", themes=["roads", "health"]
    )
    AssessmentFactory(commitment=first, year=2020, status="not_started")
    AssessmentFactory(commitment=first, year=2022, contested=True, conflict="Two counts.")
    AssessmentFactory(commitment=second, year=2023, status="no_evidence", searched="x",
                      reviewed_up_to="2024-01-01")  # fmt: skip
    CommitmentFactory(reference="TST-2022-001", title="Third bridge", made_on=date(2022, 1, 1))


def cells(page):
    return {
        row.one("th").one("span", class_="ref").words: [one.words for one in row.all("td")]
        for row in page.one("table", class_="matrix").one("tbody").all("tr")
    }


@pytest.mark.usefixtures("bridges")
def test_the_matrix_leaves_blank_what_nobody_assessed(client):
    page = parse(client.get("/years/"))
    assert [one.words for one in page.one("thead").all("th")] == [
        "Commitment", "2020", "2021", "2022", "2023",
    ]  # fmt: skip
    assert cells(page) == {
        "TST-2020-001": [
            "Not started", "not assessed", "Fulfilled contested, due this year", "not assessed",
        ],
        "TST-2021-001": ["before the pledge", "not assessed", "not assessed", "No evidence found"],
        "TST-2022-001": [
            "before the pledge", "before the pledge", "not assessed", "not assessed",
        ],
    }  # fmt: skip
    # What is blank to a screen reader is blank to the eye as well.
    for row in page.one("table", class_="matrix").one("tbody").all("tr"):
        for cell in row.all("td"):
            if "not assessed" in cell.words:
                assert not cell.all("svg")


def numbers(page):
    figures = page.one("dl", class_="figures")
    return dict(
        zip(
            [one.words for one in figures.all("dt")],
            [int(one.words) for one in figures.all("dd")],
            strict=True,
        )
    )


@pytest.mark.usefixtures("bridges")
def test_a_year_counts_what_was_made_due_assessed_and_left_blank(client):
    page = parse(client.get("/years/2022/"))
    assert list(numbers(page).values()) == [1, 1, 1, 1, 2]
    assert "Two counts." in page.words
    sections = {one.attrs.get("aria-labelledby"): one.words for one in page.all("section")}
    assert "Second bridge" in sections["blank"]
    assert "Third bridge" in sections["blank"]
    assert "First bridge" not in sections["blank"]
    assert "First bridge" in sections["due"]
    assert "Third bridge" in sections["made"]
    assert client.get("/years/2019/").status_code == 404
    assert client.get("/years/2031/").status_code == 404


@pytest.mark.usefixtures("bridges")
def test_a_year_only_something_falls_due_in_is_there(client):
    CommitmentFactory(title="Late bridge", period_end=date(2030, 1, 1))
    page = parse(client.get("/years/2030/"))
    assert list(numbers(page).values()) == [0, 1, 0, 0, 4]


@pytest.mark.usefixtures("bridges")
def test_themes_count_a_pledge_in_each_of_its_themes(client):
    page = parse(client.get("/themes/"))
    cards = {one.one("h2").words: one.words for one in page.all("li", class_="card")}
    assert "2 pledges; 1 fulfilled, 1 contested, 0 not assessed" in cards["Roads"]
    assert "1 pledge; 0 fulfilled, 0 not assessed" in cards["Health"]
    page = parse(client.get("/themes/roads/"))
    assert list(numbers(page).values()) == [2, 1, 1, 0]
    assert set(cells(page)) == {"TST-2020-001", "TST-2021-001"}
    assert client.get("/themes/nowhere/").status_code == 404


@pytest.mark.usefixtures("bridges")
def test_the_first_page_counts_everything_once(client):
    page = parse(client.get("/"))
    assert list(numbers(page).values()) == [3, 2, 1, 1, 1]
    rows = {
        row.one("th").words: [one.words for one in row.all("td")][:6]
        for row in page.all("table")[1].all("tr")[1:]
    }
    # made, due, assessed, fulfilled, contested, not assessed
    assert rows == {
        "2020": ["1", "0", "1", "0", "0", "0"],
        "2021": ["1", "0", "0", "0", "0", "2"],
        "2022": ["1", "1", "1", "1", "1", "2"],
        "2023": ["0", "0", "1", "0", "0", "2"],
    }


def test_an_empty_tracker_says_so(client):
    for path in ("/", "/years/", "/themes/", "/sources/", "/commitments/"):
        assert "published yet" in parse(client.get(path)).words
