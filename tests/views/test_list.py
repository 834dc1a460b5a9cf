"""The list: filters with counts, chips, search, order, pages, files."""

import csv
import io

import pytest

from tests.factories import AssessmentFactory, CommitmentFactory, DocumentFactory
from tests.views.html import parse

pytestmark = pytest.mark.django_db


def found(client, query=""):
    response = client.get(f"/commitments/{query}")
    assert response.status_code == 200, response.content
    return parse(response)


def titles(page):
    return [one.one("h2").words for one in page.all("li", class_="pledge")]


def choices(page, name):
    made = {}
    for one in page.all("input", name=name, type="checkbox"):
        made[one.attrs["value"]] = int(one.parent.one("span", class_="count").words)
    return made


@pytest.fixture
def bridges(db):
    first = CommitmentFactory(title="Ten bridges", themes=["roads"])
    second = CommitmentFactory(title="Two roads", themes=["roads", "health"], strength="proposal")
    CommitmentFactory(title="One clinic", themes=["health"])
    AssessmentFactory(commitment=first, year=2022)
    AssessmentFactory(commitment=second, year=2022, status="no_evidence", searched="x",
                      reviewed_up_to="2023-01-01")  # fmt: skip


@pytest.mark.usefixtures("bridges")
def test_counts_stand_beside_the_choices_and_come_true(client):
    page = found(client)
    assert choices(page, "theme") == {"roads": 2, "health": 2}
    assert choices(page, "status")["fulfilled"] == 1
    assert choices(page, "status")["not_assessed"] == 1
    for name in ("theme", "status", "strength", "year"):
        for value, count in choices(page, name).items():
            assert len(titles(found(client, f"?{name}={value}"))) == count


@pytest.mark.usefixtures("bridges")
def test_a_chip_takes_its_filter_away_and_no_other(client):
    page = found(client, "?theme=roads&strength=proposal&q=roads&ordering=-title")
    assert titles(page) == ["Two roads"]
    chips = {one.words: one.attrs["href"] for one in page.all("a", class_="chip")}
    assert len(chips) == 3
    (theme,) = [href for words, href in chips.items() if "Theme" in words]
    assert theme == "?q=roads&strength=proposal&ordering=-title"
    (search,) = [href for words, href in chips.items() if "Search" in words]
    assert search == "?theme=roads&strength=proposal&ordering=-title"
    checked = {
        one.attrs["value"] for one in page.all("input", type="checkbox") if "checked" in one.attrs
    }
    assert checked == {"roads", "proposal"}


@pytest.mark.usefixtures("bridges")
def test_an_empty_result_says_so(client):
    page = found(client, "?theme=roads&q=zebra")
    assert "0 commitments" in page.words
    assert "No commitment matches all of this." in page.words


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("?year=abc", "year=abc"),
        ("?status=maybe", "status=maybe"),
        ("?theme=nonsense", "theme=nonsense"),
        ("?colour=red", "colour=red"),
        ("?page=two", "page=two"),
        ("?q=a&status=%3Cb%3E", "status=<b>"),
    ],
)
def test_a_wrong_value_is_named_with_a_way_back(client, query, named):
    response = client.get(f"/commitments/{query}")
    assert response.status_code == 400
    page = parse(response)
    assert named in page.one("main").words
    back = page.one("a", class_="button").attrs["href"]
    assert client.get(back).status_code == 200


def test_there_is_no_page_after_the_last(client):
    assert client.get("/commitments/?page=2").status_code == 404


def test_a_hit_is_shown_and_never_unescaped(client):
    text = "We <b>will</b> build ten bridges & provide 疫苗 for all."
    CommitmentFactory(title="<i>bridges</i> & roads", document=DocumentFactory(raw_text=text))
    page = found(client, "?q=bridge")
    (item,) = page.all("li", class_="pledge")
    assert titles(page) == ["<i>bridges</i> & roads"]
    assert [one.text for one in item.all("mark")] == ["bridges", "bridges"]
    assert item.one("p", class_="words").words == text
    (item,) = found(client, "?q=疫苗").all("li", class_="pledge")
    assert [one.text for one in item.all("mark")] == ["疫苗"]


@pytest.mark.usefixtures("reference_data")
def test_finds_chinese_and_english_alike(client):
    page = found(client, "?q=疫苗")
    assert page.all("li", class_="pledge")
    assert all("疫苗" in one.text for one in page.all("mark"))
    assert [one.text for one in found(client, "?q=luban").all("mark")].count("Luban") > 0
    assert titles(found(client, "?q=SCO-2021-007")) == ["Open 10 Luban Workshops"]


@pytest.mark.usefixtures("reference_data")
def test_pages_and_files_keep_the_question(client):
    page = found(client, "?year=2021&year=2020&ordering=title")
    assert len(titles(page)) == 25
    (onward,) = page.all("a", rel="next")
    rest = found(client, onward.attrs["href"])
    everything = titles(page) + titles(rest)
    assert len(everything) == 32
    files = {one.words: one.attrs["href"] for one in page.one("p", class_="downloads").all("a")}
    rows = csv.DictReader(
        io.StringIO(b"".join(client.get(files["CSV"]).streaming_content).decode("utf-8-sig"))
    )
    assert [row["title"] for row in rows] == everything
    for name in ("JSON", "their assessments", "quotes", "evidence"):
        assert files[name].endswith("?year=2021&year=2020&ordering=title")
