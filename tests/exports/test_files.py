"""What the files hold: the contract's columns, the page's rows, everybody's characters."""

import io
from datetime import date
from decimal import Decimal
from urllib.parse import quote

import openpyxl
import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection, connections, transaction
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commitments.exports import rows as reading
from commitments.exports import xlsx
from commitments.filters import CommitmentFilter
from commitments.models import Commitment, Document
from tests.factories import (
    AssessmentFactory,
    CitationFactory,
    CommitmentFactory,
    DocumentFactory,
    EvidenceFactory,
    MeasurementFactory,
    TargetFactory,
)

pytestmark = pytest.mark.django_db

CONTRACT = [
    *("reference", "title", "actors", "beneficiaries", "themes", "kind", "strength", "event"),
    *("speaker", "made_on", "made_year", "period_text", "period_start", "due_on", "due_year"),
    *("target_quantity", "target_unit", "target_measure", "headline_status", "headline_year"),
    *("basis", "independent_sources", "contested", "citations", "source", "quote"),
    *("quote_language", "url"),
]

NASTY = [
    'A "quoted" word, and a comma',
    "Two\nlines",
    "Windows\r\nlines",
    "中文，标点；“引号”",
    "emoji 🐼 and Ελληνικά",
    "  spaces around  ",
    "\\. and \\n are not escapes",
    "tab\tinside",
]
RUN_BY_SPREADSHEETS = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", '=HYPERLINK("x","y")']


def test_columns_are_the_contracts_then_a_status_for_every_year(files, reference_data):
    rows = files.csv("/commitments.csv")
    years = [f"status_{year}" for year in range(2020, 2026)]
    assert list(rows[0]) == CONTRACT + years
    assert len(rows) == 32
    assert [row["reference"] for row in rows] == sorted(row["reference"] for row in rows)
    assert list(files.csv("/commitments.csv?year=2021&theme=health")[0]) == CONTRACT + years
    assert rows[0]["url"] == f"http://testserver/commitments/{rows[0]['reference']}/"


def test_quotes_in_the_real_data_are_the_documents_words(files, reference_data):
    texts = dict(Document.objects.values_list("slug", "raw_text"))
    quoted = files.csv("/citations.csv")
    assert len([row for row in quoted if row["cited_for"] == "commitment"]) >= 48
    for row in quoted:
        text = texts[row["document"]]
        assert row["exact"] == text[int(row["start"]) : int(row["end"])]
        assert row["sentence"] in text
        assert row["exact"] in row["sentence"]
        assert (row["cited_for"] == "evidence") == bool(row["evidence"])
    for row in files.csv("/commitments.csv"):
        assert row["quote"] in texts[row["source"]]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "year=2020",
        "theme=health&strength=firm",
        "status=not_assessed",
        "q=疫苗",
        "overdue=true",
    ],
)
def test_every_format_holds_the_rows_of_the_page(files, reference_data, query):
    wanted = sorted(row.reference for row in CommitmentFilter(QueryDict(query)).qs)
    for rows in (
        files.csv(f"/commitments.csv?{query}&page=2"),
        files.json(f"/commitments.json?{query}"),
        files.xlsx(f"/commitments.xlsx?{query}"),
    ):
        assert [row["reference"] for row in rows] == wanted
    for name in ("assessments", "citations", "evidence"):
        found = [row["reference"] for row in files.csv(f"/{name}.csv?{query}")]
        assert found == sorted(found)
        assert set(found) <= set(wanted)


def test_the_readers_order_is_kept(files):
    late = CommitmentFactory(reference="TST-2021-001", made_on=date(2021, 9, 2))
    early = CommitmentFactory(reference="TST-2021-002", made_on=date(2021, 9, 1))
    rows = files.csv("/commitments.csv?ordering=made_on")
    assert [row["reference"] for row in rows] == [early.reference, late.reference]


def test_everybodys_characters_come_back_as_they_went_in(files):
    for title in NASTY:
        CommitmentFactory(title=title)
    assert [row["title"] for row in files.csv("/commitments.csv")] == NASTY
    assert [row["title"] for row in files.json("/commitments.json")] == NASTY
    assert [row["title"] for row in files.xlsx("/commitments.xlsx")] == NASTY


def test_nothing_is_run_by_a_spreadsheet(files):
    for title in RUN_BY_SPREADSHEETS:
        CommitmentFactory(title=title)
    assert [row["title"] for row in files.csv("/commitments.csv")] == [
        "'" + title for title in RUN_BY_SPREADSHEETS
    ]
    assert [row["title"] for row in files.json("/commitments.json")] == RUN_BY_SPREADSHEETS
    book = openpyxl.load_workbook(io.BytesIO(files.get("/commitments.xlsx")[1])).active
    cells = [row[1] for row in book.iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells] == RUN_BY_SPREADSHEETS


def test_numbers_are_numbers_and_blanks_are_blank(files):
    made = CommitmentFactory(period_end=date(2024, 12, 31))
    TargetFactory(commitment=made, quantity=Decimal("-18.600000"), unit="USD", measure="level")
    AssessmentFactory(commitment=made, year=2021, status="fulfilled")
    AssessmentFactory(commitment=made, year=2023, status="not_assessable")
    (row,) = files.csv("/commitments.csv")
    assert (row["target_quantity"], row["target_unit"]) == ("-18.6", "USD")
    assert (row["contested"], row["due_on"], row["period_text"]) == ("false", "2024-12-31", "")
    assert (row["headline_status"], row["headline_year"]) == ("not_assessable", "2023")
    years = {name: value for name, value in row.items() if name.startswith("status_")}
    assert years == {
        "status_2021": "fulfilled",
        "status_2022": "",
        "status_2023": "not_assessable",
    }
    (typed,) = files.json("/commitments.json")
    assert (typed["target_quantity"], typed["made_year"]) == (-18.6, 2021)
    assert (typed["contested"], typed["status_2022"], typed["period_text"]) == (False, None, None)
    (cell,) = files.xlsx("/commitments.xlsx")
    assert cell["target_quantity"] == -18.6
    assert cell["due_on"].date() == date(2024, 12, 31)
    assert (cell["contested"], cell["status_2022"]) == (False, None)


def test_bytes_are_utf8_with_a_mark_and_rows_end_as_rfc_4180_says(files):
    CommitmentFactory(title="Two\nlines")
    content = files.get("/commitments.csv")[1]
    assert content.startswith(b"\xef\xbb\xbfreference,")
    assert content.endswith(b"\r\n")
    assert content.count(b"\r\n") == 2
    assert b'"Two\nlines"' in content


def test_evidence_has_a_row_for_every_number_it_states(files):
    made = CommitmentFactory()
    silent = EvidenceFactory(commitment=made, key="E01")
    telling = EvidenceFactory(commitment=made, key="E02")
    for value in (5, 7):
        MeasurementFactory(evidence=telling, value=value)
    AssessmentFactory(commitment=made, year=2022, evidence=[telling])
    AssessmentFactory(commitment=made, year=2023, evidence=[silent, telling])
    found = [
        (row["key"], row["measurement"], row["value"], row["assessed_years"])
        for row in files.csv("/evidence.csv")
    ]
    assert found == [
        ("E01", "", "", "2023"),
        ("E02", "1", "5", "2022; 2023"),
        ("E02", "2", "7", "2022; 2023"),
    ]


def test_an_assessment_says_whose_word_it_rests_on(files):
    made = CommitmentFactory()
    own = EvidenceFactory(commitment=made, key="E01", own_statement=True)
    other = EvidenceFactory(commitment=made, key="E02")
    same_owner = EvidenceFactory(commitment=made, key="E03", publisher=other.publisher)
    for year, evidence in ((2021, [own]), (2022, [other, same_owner]), (2023, [own, other])):
        AssessmentFactory(commitment=made, year=year, evidence=evidence)
    AssessmentFactory(commitment=made, year=2024, status="not_started")
    found = [
        (row["year"], row["basis"], row["independent_sources"], row["evidence"])
        for row in files.csv("/assessments.csv")
    ]
    assert found == [
        ("2021", "self_reported", "0", "E01"),
        ("2022", "independent", "1", "E02; E03"),
        ("2023", "mixed", "1", "E01; E02"),
        ("2024", "", "0", ""),
    ]


@pytest.mark.parametrize(
    "name",
    [
        "commitments.csv",
        "commitments.json",
        "commitments.xlsx",
        "assessments.csv",
        "citations.csv",
        "evidence.csv",
    ],
)
def test_what_cannot_be_understood_is_refused_by_name(files, name):
    for query in ("year=abc", "theme=nonsense", "stauts=fulfilled"):
        response, content = files.get(f"/{name}?{query}")
        assert response.status_code == 400
        parameter, value = query.split("=")
        assert parameter in content.decode()
        assert value in content.decode()
    assert files.client.post(f"/{name}").status_code == 405


@settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(query=st.one_of(st.text(max_size=40), st.from_regex(r"([a-z_]{1,12}=[^ ]{0,8}&?){1,4}")))
def test_no_query_string_breaks_a_file_or_the_page(files, query):
    address = quote(query, safe="=&%+")
    csv_file = files.client.get(f"/commitments.csv?{address}")
    assert csv_file.status_code in {200, 400}
    assert csv_file.getvalue()
    # The page refuses what the file refuses; beyond that it knows a page that is not there.
    page = files.client.get(f"/commitments/?{address}").status_code
    assert page in {200, 404} if csv_file.status_code == 200 else page == 400


def test_the_head_of_a_file_is_asked_for_without_making_it(files):
    CommitmentFactory()
    with CaptureQueriesContext(connection) as queries:
        response = files.client.head("/commitments.csv")
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("text/csv")
    assert not [one for one in queries if "DECLARE" in one["sql"]]


def test_pieces_join_without_a_seam(files, monkeypatch):
    made = [CommitmentFactory().reference for _ in range(11)]
    for commitment in Commitment.objects.all():
        AssessmentFactory(commitment=commitment, status="not_started")
    monkeypatch.setattr(reading, "FIRST_PIECE", 2)
    monkeypatch.setattr(reading, "PIECE", 3)
    assert [row["reference"] for row in files.csv("/commitments.csv")] == made
    assert [row["reference"] for row in files.json("/commitments.json")] == made
    assert [row["reference"] for row in files.csv("/assessments.csv")] == made
    backwards = files.csv("/commitments.csv?ordering=-reference")
    assert [row["reference"] for row in backwards] == made[::-1]


def test_an_empty_file_has_its_header(files):
    assert files.csv("/commitments.csv") == []
    assert files.get("/commitments.csv")[1].count(b"\r\n") == 1
    assert files.json("/commitments.json") == []
    assert files.csv("/evidence.csv") == []


def test_a_workbook_that_would_be_too_long_is_refused(files, monkeypatch):
    CommitmentFactory()
    monkeypatch.setattr("commitments.views.files.MOST_ROWS", 1)
    assert len(files.xlsx("/commitments.xlsx")) == 1
    CommitmentFactory()
    response, content = files.get("/commitments.xlsx")
    assert response.status_code == 400
    assert "CSV" in content.decode()


def test_text_that_no_cell_can_hold_is_cut_where_it_says_so(files):
    long = "x" * 40_000
    made = CommitmentFactory(document=DocumentFactory(raw_text=long))
    assert files.csv("/commitments.csv")[0]["quote"] == long
    shown = files.xlsx("/commitments.xlsx")[0]["quote"]
    assert len(shown) == xlsx.LONGEST_CELL
    assert "cut here" in shown
    assert made.reference


@pytest.mark.parametrize("name", ["commitments", "assessments", "citations", "evidence"])
def test_the_number_of_queries_does_not_grow_with_the_rows(files, name):
    counts = []
    for more in (3, 27):
        for _ in range(more):
            made = CommitmentFactory()
            CitationFactory(commitment=made)
            AssessmentFactory(commitment=made)
        with CaptureQueriesContext(connection) as queries:
            rows = files.csv(f"/{name}.csv?kind=event")
        counts.append(len(queries))
        assert rows
    assert counts == [QUERIES[name]] * 2


QUERIES = {"commitments": 6, "assessments": 4, "citations": 4, "evidence": 4}


@pytest.mark.django_db(transaction=True)
def test_a_file_is_as_of_one_moment(files, monkeypatch):
    monkeypatch.setattr(reading, "FIRST_PIECE", 1)
    monkeypatch.setattr(reading, "PIECE", 1)
    with transaction.atomic():
        made = [CommitmentFactory(title=f"Title {n}") for n in range(3)]
    # A test client closes connections between requests; a real server does that afterwards.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        content = files.client.get("/commitments.csv").streaming_content
        begun = b"".join([next(content), next(content)])
        other = connections["default"].copy("default")
        with other.cursor() as cursor:
            cursor.execute(
                "UPDATE commitments_commitment SET title = 'Changed' WHERE id = %s", [made[2].pk]
            )
        other.close()
        rest = b"".join(content)
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)
    assert b"Title 0" in begun
    assert b"Title 2" in rest
    assert b"Changed" in files.get("/commitments.csv")[1]
