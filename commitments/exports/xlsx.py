"""XLSX for those who read in a spreadsheet: typed cells, text that is never a formula."""

from __future__ import annotations

from datetime import date
from typing import IO, Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils import get_column_letter

from commitments.exports.columns import Column
from commitments.exports.registry import File
from commitments.exports.rows import Contents
from commitments.selectors.criteria import Criteria
from commitments.selectors.moment import one_moment

#: More rows than this are refused: the format cannot be streamed. CSV has no limit.
MOST_ROWS = 20_000
#: What a cell can hold, by the format's own limit.
LONGEST_CELL = 32_767

_WIDTHS = {"text": 32, "list": 24, "url": 32}


def write_xlsx(
    target: IO[bytes], file: File, columns: tuple[Column, ...], criteria: Criteria, base: str
) -> None:
    """Write a workbook with one sheet, header frozen, to an open binary file.

    Rows go through a temporary file, so memory does not grow with them.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(file.name)
    sheet.freeze_panes = "B2"
    for number, column in enumerate(columns, 1):
        width = _WIDTHS.get(column.kind, 14)
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([column.name for column in columns])
    values = [column.value(base) for column in columns]
    with one_moment():
        contents = Contents(file, criteria)
        for ids in contents.pieces():
            for row in contents.rows(ids).values_list(*values):
                sheet.append([_cell(sheet, value) for value in row])
    book.save(target)


def _cell(sheet: Any, value: Any) -> Any:
    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, _fitting(value))
        cell.data_type = "s"  # openpyxl would make a formula of "=1+1" and an error of "#N/A"
        return cell
    if isinstance(value, date):
        cell = WriteOnlyCell(sheet, value)
        cell.number_format = "yyyy-mm-dd"
        return cell
    return value


def _fitting(text: str) -> str:
    """Return text the format can hold; what it cannot is marked, never dropped in silence."""
    text = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", text)
    if len(text) <= LONGEST_CELL:
        return text
    mark = _(" […] cut here: a spreadsheet cell holds no more; see the CSV file")
    return text[: LONGEST_CELL - len(mark)] + mark
