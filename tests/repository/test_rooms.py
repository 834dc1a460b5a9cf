"""What import-linter cannot say about commitments.core: only the standard library, and no clock."""

import ast
import sys
from pathlib import Path

import pytest

CORE = Path(__file__).resolve().parent.parent.parent / "commitments" / "core"
FILES = sorted(CORE.rglob("*.py"))
CLOCKS = {"now", "utcnow", "today", "time", "monotonic", "perf_counter", "localtime", "gmtime"}


def foreign_imports(tree: ast.AST) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    allowed = (*sys.stdlib_module_names, "commitments.core")
    return {
        name
        for name in found
        if name.split(".")[0] not in allowed and not name.startswith("commitments.core")
    }


def clocks(tree: ast.AST) -> set[str]:
    calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {
        ast.unparse(call)
        for call in calls
        if isinstance(call, ast.Attribute)
        and call.attr in CLOCKS
        and ast.unparse(call.value).split(".")[-1] in ("datetime", "date", "time")
    }


def test_both_rules_can_be_broken():
    tree = ast.parse("import django.db, re\nfrom datetime import date\ndate.today()\nx.time(1)")
    assert foreign_imports(tree) == {"django.db"}
    assert clocks(tree) == {"date.today"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_core_stands_alone(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not foreign_imports(tree)
    assert not clocks(tree)


def test_there_is_a_core():
    assert len(FILES) > 3
