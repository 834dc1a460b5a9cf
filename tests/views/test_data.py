"""The data page: every file, every column, every filter, straight from the registries."""

import pytest

from commitments.exports.registry import FILES, columns
from commitments.filters import CommitmentFilter
from tests.factories import AssessmentFactory
from tests.views.html import parse

pytestmark = pytest.mark.django_db


def test_every_column_and_filter_is_explained(client):
    AssessmentFactory(year=2022)
    page = parse(client.get("/data/"))
    for file in FILES:
        for column in columns(file.name):
            entry = page.one(id=f"{file.name}-{column.name}").words
            assert str(column.description) in entry
            assert column.description
    terms = [one.words for one in page.all("dt")]
    assert terms == list(CommitmentFilter.base_filters)


def test_every_download_is_there_and_has_the_columns(client):
    page = parse(client.get("/data/"))
    files = [one.attrs["href"] for one in page.all("a") if "." in one.attrs["href"]]
    assert {"/commitments.csv", "/commitments.xlsx", "/commitments.json"} < set(files)
    for address in files:
        assert client.get(address).status_code == 200
        if address.endswith(".csv"):
            header = b"".join(client.get(address).streaming_content).decode("utf-8-sig")
            name = address.strip("/").partition(".")[0]
            assert header.split("\r\n")[0].split(",") == [one.name for one in columns(name)]
