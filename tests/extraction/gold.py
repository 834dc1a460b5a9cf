"""The five source documents with their gold, for tests."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from commitments.extraction.pipeline import extract
from commitments.extraction.types import Find, Options

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "fixtures" / "gold"
SOURCES = ROOT / "fixtures" / "sources"


@cache
def documents() -> dict[str, Any]:
    return yaml.safe_load((GOLD / "documents.yaml").read_text(encoding="utf-8"))


def raw(name: str) -> str:
    return (SOURCES / name).read_text(encoding="utf-8")


@cache
def finds(name: str) -> tuple[Find, ...]:
    spoken = next(d["date"] for d in documents()["documents"] if d["file"] == name)
    options = Options(spoken=date.fromisoformat(spoken), actor="China")
    return tuple(extract(raw(name), options))


NAMES = sorted(p.name for p in SOURCES.glob("*.txt"))
