"""What is wrong with a file, said so that an editor can mend it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: in which file and line, in which item and field."""

    file: str
    line: int
    item: str
    field: str
    message: str

    def __str__(self) -> str:
        """Return ``file:line: item, field: message``."""
        where = ", ".join(part for part in (self.item, self.field) if part)
        return f"{self.file}:{self.line}: {where}: {self.message}"


class LoadError(Exception):
    """Loading stopped and changed nothing; ``problems`` says why, in file order."""

    def __init__(self, problems: list[Problem]) -> None:
        """Keep every problem, not just the first."""
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))
