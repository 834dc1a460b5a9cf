"""Nothing is handed out that the data dictionary does not explain."""

from pathlib import Path

import pytest
from django.core.management import call_command

from commitments.core import vocabulary
from commitments.exports.commitments import status_column
from commitments.exports.dictionary import VOCABULARIES, markdown
from commitments.exports.registry import FILES, page_columns
from commitments.filters import CommitmentFilter
from commitments.models import (
    Assessment,
    Citation,
    CommitmentSummary,
    Document,
    Evidence,
    Measurement,
    Target,
)
from commitments.selectors.criteria import ORDERINGS, RELEVANCE

PAGE = Path(__file__).resolve().parents[2] / "docs" / "data-dictionary.md"
COLUMNS = [(file.name, column) for file in FILES for column in file.columns]


def test_the_page_in_docs_is_the_programs(capsys):
    call_command("data_dictionary")
    printed = capsys.readouterr().out
    assert printed == markdown()
    assert PAGE.read_text(encoding="utf-8") == printed, "run manage.py data_dictionary"


@pytest.mark.parametrize(("file", "column"), COLUMNS, ids=lambda one: getattr(one, "name", one))
def test_every_column_is_explained(file, column):
    line = f"| `{column.name}` | {column.kind} | {column.description} |"
    assert line in PAGE.read_text(encoding="utf-8")
    assert str(column.label)
    assert len(str(column.description)) > 10


def test_every_filter_is_explained():
    page = PAGE.read_text(encoding="utf-8")
    for name, one in CommitmentFilter.base_filters.items():
        assert f"| `{name}` | {one.extra['help_text']} |" in page
        assert one.label
    (ordering,) = [line for line in page.splitlines() if line.startswith("| `ordering`")]
    for word in (*ORDERINGS, RELEVANCE):
        assert word in ordering


def test_every_status_is_explained():
    page = PAGE.read_text(encoding="utf-8")
    for status in vocabulary.Status:
        assert f"| `{status.value}` | {status.definition} |" in page
    assert vocabulary.NOT_ASSESSED_DEFINITION in page


def test_every_vocabulary_that_a_cell_can_hold_is_explained():
    explained = {words for words, _where in VOCABULARIES}
    held = {
        vocabulary.Status: (Assessment, "status"),
        vocabulary.Kind: (CommitmentSummary, "kind"),
        vocabulary.Strength: (CommitmentSummary, "strength"),
        vocabulary.Basis: (CommitmentSummary, "basis"),
        vocabulary.Measure: (Target, "measure"),
        vocabulary.CitationRole: (Citation, "role"),
        vocabulary.CitationHealth: (Citation, "health"),
        vocabulary.DocumentKind: (Document, "kind"),
        vocabulary.EvidenceKind: (Evidence, "kind"),
        vocabulary.BearsOn: (Evidence, "bears_on"),
        vocabulary.Comparator: (Measurement, "qualifier"),
        vocabulary.MeasurementBasis: (Measurement, "basis"),
    }
    assert explained == set(held)
    for words, (model, field) in held.items():
        choices = model._meta.get_field(field).choices
        assert [value for value, _label in choices] == [word.value for word in words]


def test_names_are_used_once_and_year_columns_name_their_year():
    for file in FILES:
        names = [column.name for column in file.columns]
        assert len(names) == len(set(names))
    assert status_column(2021).name == "status_2021"
    assert "2021" in str(status_column(2021).label)
    assert {"title", "headline_status", "headline_year"} <= {one.name for one in page_columns()}
