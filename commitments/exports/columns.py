"""What a column of a file is, and how its values become cells.

A column is declared once; CSV, XLSX, JSON, the data dictionary and the page's table all
read the declaration.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import CharField, F, Func, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.functional import Promise

#: How a column's values are to be read. ``word`` is from a closed vocabulary; ``list`` is
#: several texts joined with "; "; ``date`` is YYYY-MM-DD; ``boolean`` is true or false.
Kind = Literal["text", "list", "word", "integer", "number", "date", "boolean", "url"]

#: Kinds whose values readers typed, and which a spreadsheet might therefore run.
_TYPED_BY_PEOPLE = frozenset({"text", "list"})

#: The code points a cell must not start with: = + - @, tab and carriage return.
_RUNS = "61,43,45,64,9,13"


class Guarded(Func):
    """Text with an apostrophe before it where a spreadsheet would take it for a formula.

    Empty text becomes NULL, which a file shows as an empty cell without quotation marks.
    Design.md section 5; the reasons are OWASP's on CSV injection.
    """

    template = (
        f"(CASE WHEN ascii(%(expressions)s) IN ({_RUNS}) "
        "THEN '''' || (%(expressions)s) ELSE NULLIF(%(expressions)s, '') END)"
    )
    output_field = TextField()

    def as_sql(self, *args: Any, **context: Any) -> tuple[str, Any]:
        """Repeat the parameters as often as the template repeats the expression."""
        sql, params = super().as_sql(*args, **context)
        return sql, tuple(params) * 3


class TrimScale(Func):
    """A decimal without the zeros that only its column type adds."""

    function = "trim_scale"


def blank_is_null(found: Combinable) -> Combinable:
    """Return text with NULL for the empty one."""
    return Func(found, Value(""), function="NULLIF", output_field=TextField())


@dataclass(frozen=True)
class Address:
    """An address of this site, made in SQL: a URL name, its one argument, and what follows."""

    route: str
    argument: str
    tail: tuple[Combinable, ...] = ()

    def under(self, base: str) -> Combinable:
        """Return the expression of the absolute address; ``base`` has no slash at its end."""
        before, after = reverse(self.route, args=["MARK"]).split("MARK")
        return Concat(
            Value(base + before),
            Cast(F(self.argument), TextField()),
            Value(after),
            *self.tail,
            output_field=TextField(),
        )


@dataclass(frozen=True)
class Column:
    """One column: what it is called, what it holds, and where that comes from.

    ``expression`` is in terms of the file's model (CommitmentSummary for commitments).
    ``shown`` columns stand in the page's table by default; ``ordering`` is the word that
    orders the list by this column, where there is one.
    """

    name: str
    label: Promise | str
    description: Promise | str
    kind: Kind
    expression: Combinable | Address | str
    shown: bool = False
    ordering: str = ""

    def value(self, base: str = "") -> Combinable:
        """Return the expression of the typed value, NULL for blank (JSON, XLSX)."""
        if isinstance(self.expression, Address):
            return self.expression.under(base)
        found = F(self.expression) if isinstance(self.expression, str) else self.expression
        if self.kind == "number":
            return TrimScale(found)
        if self.kind in {"text", "list", "word"}:
            return blank_is_null(found)
        return found

    def cell(self, base: str = "") -> Combinable:
        """Return the expression of the CSV cell: guarded text, true/false, plain numbers."""
        if isinstance(self.expression, Address):
            return self.expression.under(base)
        found = F(self.expression) if isinstance(self.expression, str) else self.expression
        if self.kind in _TYPED_BY_PEOPLE:
            return Guarded(found)
        if self.kind == "boolean":
            return Cast(found, CharField())
        if self.kind == "word":
            return blank_is_null(found)
        return TrimScale(found) if self.kind == "number" else found
