"""From YAML files to checked items, each with the file and line it stands in."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from commitments.actions.loading import shapes
from commitments.actions.loading.problems import LoadError, Problem

#: Loading order: what is named by others comes first.
FILES: tuple[tuple[str, str, str, type[shapes.Shape]], ...] = (
    ("user", "users.yaml", "", shapes.UserItem),
    ("theme", "themes.yaml", "", shapes.ThemeItem),
    ("party", "parties.yaml", "parties", shapes.PartyItem),
    ("membership", "parties.yaml", "memberships", shapes.MembershipItem),
    ("event", "events.yaml", "", shapes.EventItem),
    ("publisher", "publishers.yaml", "", shapes.PublisherItem),
    ("document", "documents.yaml", "", shapes.DocumentItem),
)

KEYS = {
    "user": ("username",),
    "membership": ("member", "group", "start"),
    "commitment": ("reference",),
}


@dataclass(frozen=True, slots=True)
class Item:
    """One checked item: ``content`` is what the file says, ``shape`` the same with types."""

    kind: str
    key: str
    file: str
    line: int
    content: dict[str, Any]
    shape: Any

    def problem(self, field: str, message: str) -> Problem:
        """Return a problem with a field of this item."""
        return Problem(self.file, self.line, f"{self.kind} {self.key}", field, message)


# libyaml where the wheel has it: ten times as fast, and every `make run` reads all files.
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):
    """Safe YAML that keeps line numbers, keeps dates as words and refuses double keys."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[Any] = set()
        for key_node, _value in node.value:
            key = self.construct_object(key_node)
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the field {key!r} is given twice", key_node.start_mark
                )
            seen.add(key)
        found: dict[Hashable, Any] = super().construct_mapping(node, deep=deep)
        return found


# Dates stay as written: pydantic reads them, and the stored copy of an item stays JSON.
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read_folder(folder: Path) -> list[Item]:
    """Return every item of a fixtures folder, in loading order.

    Raises LoadError with every unreadable file, unknown field and wrong value in them.
    """
    items: list[Item] = []
    problems: list[Problem] = []
    for kind, name, section, shape in FILES:
        for line, content in _entries(folder / name, folder, section, problems):
            _check(items, problems, kind, name, line, content, shape)
    for path in sorted((folder / "commitments").glob("*.yaml")):
        name = path.relative_to(folder).as_posix()
        for line, content in _entries(path, folder, "", problems):
            _check(items, problems, "commitment", name, line, content, shapes.CommitmentItem)
    seen: dict[tuple[str, str], Item] = {}
    for item in items:
        first = seen.setdefault((item.kind, item.key), item)
        if first is not item:
            problems.append(
                item.problem("", f"the same item stands in {first.file}:{first.line} already")
            )
    if problems:
        raise LoadError(problems)
    return items


def _entries(
    path: Path, folder: Path, section: str, problems: list[Problem]
) -> Iterator[tuple[int, Any]]:
    """Yield each item of a file with its line; a file that cannot be read is a problem."""
    name = path.relative_to(folder).as_posix()
    try:
        loader = _Loader(path.read_text(encoding="utf-8"))
        node = loader.get_single_node()
        if section and isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == section), None)
        nodes = node.value if isinstance(node, yaml.SequenceNode) else [node] if node else []
        for entry in nodes:
            yield entry.start_mark.line + 1, loader.construct_document(entry)
    except OSError as error:
        problems.append(Problem(name, 0, "", "", f"cannot be read: {error.strerror}"))
    except UnicodeDecodeError as error:
        problems.append(Problem(name, 0, "", "", f"is not UTF-8 at byte {error.start}"))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or str(error)
        problems.append(Problem(name, mark.line + 1 if mark else 0, "", "", f"not YAML: {what}"))


def _check(
    items: list[Item],
    problems: list[Problem],
    kind: str,
    file: str,
    line: int,
    content: Any,
    shape: type[shapes.Shape],
) -> None:
    if not isinstance(content, dict):
        problems.append(Problem(file, line, kind, "", "is not a list of fields"))
        return
    key = " ".join(str(content.get(part, "?")) for part in KEYS.get(kind, ("slug",)))
    try:
        items.append(Item(kind, key, file, line, content, shape.model_validate(content)))
    except ValidationError as error:
        for found in error.errors():
            field = ".".join(str(part) for part in found["loc"])
            problems.append(
                Problem(
                    file, line, f"{kind} {key}", field, f"{found['msg']} (got {found['input']!r})"
                )
            )
