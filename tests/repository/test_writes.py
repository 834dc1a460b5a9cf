"""Nothing writes but actions: found by reading the code, not by trusting it."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
#: Where records are written: the actions, and what Django itself runs.
WRITERS = ("commitments/actions/", "commitments/migrations/")
ALWAYS = {"save", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
#: Names that also belong to plain Python objects: a write when called on a manager or queryset.
ON_QUERYSETS = {"create", "update"}
QUERYSET_WORDS = {"objects", "public", "filter", "exclude", "all", "get_queryset", "queryset"}


def writes(source):
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        name = node.func.attr
        words = {
            part.attr if isinstance(part, ast.Attribute) else part.id
            for part in ast.walk(node.func.value)
            if isinstance(part, ast.Attribute | ast.Name)
        }
        positional = bool(node.args)
        if name == "save" and positional:
            continue  # a workbook or an image into a file: records take names only
        if name in ALWAYS or (
            name in ON_QUERYSETS and (words & QUERYSET_WORDS or (node.keywords and not positional))
        ):
            yield node.lineno, name


def files():
    for folder in ("commitments", "tracker"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if not name.startswith(WRITERS):
                yield name


def test_only_actions_write():
    found = [
        f"{name}:{line} calls .{verb}()"
        for name in files()
        for line, verb in writes((ROOT / name).read_text(encoding="utf-8"))
    ]
    assert found == [], "writes outside commitments/actions/:\n" + "\n".join(found)


@pytest.mark.parametrize(
    "line",
    [
        "record.save()",
        "form.save()",
        "Party.objects.create(name='x')",
        "queryset.update(publication='published')",
        "Party.objects.filter(pk=1).update(**facts)",
        "record.delete()",
        "links.update(position=1)",
        "Party.objects.bulk_create([])",
    ],
)
def test_the_rule_finds_a_write(line):
    assert list(writes(line))


@pytest.mark.parametrize(
    "line", ["digest.update(b'x')", "book.save(target)", "seen.update({'a': 1})", "queue.get()"]
)
def test_the_rule_leaves_the_rest_alone(line):
    assert not list(writes(line))
