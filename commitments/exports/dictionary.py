"""The data dictionary: every file, column, filter and word, in one Markdown page.

docs/data-dictionary.md is this page; a test fails when the two differ, so that nothing can
be added without its description.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from commitments.core.vocabulary import (
    NOT_ASSESSED_DEFINITION,
    Basis,
    BearsOn,
    CitationHealth,
    CitationRole,
    Comparator,
    DocumentKind,
    EvidenceKind,
    Kind,
    Measure,
    MeasurementBasis,
    Status,
    Strength,
    Word,
)
from commitments.exports.columns import Column
from commitments.exports.commitments import status_column
from commitments.exports.registry import FILES
from commitments.exports.xlsx import LONGEST_CELL, MOST_ROWS
from commitments.filters import CommitmentFilter

#: The closed vocabularies that occur in cells, and where.
VOCABULARIES: tuple[tuple[type[Word], str], ...] = (
    (Status, "`headline_status`, `status_<year>`, `status` in assessments.csv; filter `status`"),
    (Kind, "`kind` in commitments; filter `kind`"),
    (Strength, "`strength`; filter `strength`"),
    (Basis, "`basis`; filter `basis`"),
    (Measure, "`target_measure`"),
    (CitationRole, "`role` in citations.csv"),
    (CitationHealth, "`health` in citations.csv"),
    (DocumentKind, "`document_kind` in citations.csv"),
    (EvidenceKind, "`kind` in evidence.csv"),
    (BearsOn, "`bears_on` in evidence.csv"),
    (Comparator, "`qualifier` in evidence.csv"),
    (MeasurementBasis, "`counted` in evidence.csv"),
)

_INTRODUCTION = """\
# Data dictionary

Every file holds published records only. All of them take the filters at the end of this page in
their query string, and `commitments.*` then holds exactly the commitments of the page with the
same query string. `assessments.csv`, `citations.csv` and `evidence.csv` hold everything that
belongs to the commitments asked for: a filter chooses commitments, never single years or quotes.

This page is made from the program (`python manage.py data_dictionary`), and a test fails when the
two differ.

## How to read a cell

- **CSV** is UTF-8 with a byte order mark, comma-separated, as in RFC 4180: rows end with CRLF,
  quotation marks inside quotation marks are doubled, line feeds inside quotes belong to the text.
  Read it as `utf-8-sig`.
- **text** in a CSV gets an apostrophe in front when it begins with `=`, `+`, `-`, `@`, a tab or a
  carriage return, because a spreadsheet would run it. Numbers never do, and JSON and XLSX hold
  the text as it is.
- **list** is several texts joined with `; `, **word** one of a closed vocabulary (below), **date**
  `YYYY-MM-DD`, **boolean** `true` or `false`, **integer** and **number** plain digits with a full
  stop, **url** an absolute address on this site.
- A blank cell (null in JSON, empty in XLSX) means that nothing is recorded. A blank status means
  that nobody assessed the year: no status is carried over from another one.
- **XLSX** holds at most MOST_ROWS rows and LONGEST_CELL characters a cell; a longer text
  says where it was cut, and characters that XML cannot hold are shown as U+FFFD. CSV and JSON
  have no limit.
- **JSON** is `{"file": …, "rows": [{…}]}`, the rows being objects with the columns as names.
- The files are ordered by reference. `ordering` reorders commitments.*, and nothing else.
- A file is as of the moment it was begun, however long it takes to download.
"""


def markdown() -> str:
    """Return the whole page."""
    introduction = _INTRODUCTION.replace("MOST_ROWS", f"{MOST_ROWS:,}")
    introduction = introduction.replace("LONGEST_CELL", f"{LONGEST_CELL:,}")
    return "\n".join([introduction, *_files(), *_filters(), *_words()])


def _files() -> Iterator[str]:
    for file in FILES:
        names = ", ".join(f"`/{file.name}.{ending}`" for ending in file.formats)
        yield f"## {names}\n\n{file.row}\n\n| column | type | what it holds |\n|---|---|---|"
        columns: tuple[Column, ...] = file.columns
        yield from (f"| `{one.name}` | {one.kind} | {one.description} |" for one in columns)
        if file.name == "commitments":
            year = status_column(9999)
            described = str(year.description).replace("9999", "the year")
            yield f"| `status_<year>` | {year.kind} | {described} |"
            yield (
                "\nThere is one `status_<year>` for every year from the first assessed to the last "
                "in all public data,\nwhatever the filter, so two downloads of a day have the same "
                "columns."
            )
        yield ""


def _filters() -> Iterator[str]:
    yield (
        "## Filters\n\nRepeat a parameter to accept any of several values; different parameters "
        "must all hold. A blank value\nasks for nothing. Anything else that is not understood "
        "is refused with 400 and named.\n\n| parameter | what it asks for |\n|---|---|"
    )
    for name, one in CommitmentFilter.base_filters.items():
        yield f"| `{name}` | {one.extra['help_text']} |"
    yield ""


def _words() -> Iterator[str]:
    yield "## Words\n"
    for words, where in VOCABULARIES:
        yield f"In {where}:\n\n| word | meaning |\n|---|---|"
        yield from _lines(words)
        if words is Status:
            yield f"| blank, in filters `not_assessed` | {NOT_ASSESSED_DEFINITION} |"
        yield ""


def _lines(words: Iterable[Word]) -> Iterator[str]:
    for word in words:
        yield f"| `{word.value}` | {word.definition or word.label + '.'} |"
