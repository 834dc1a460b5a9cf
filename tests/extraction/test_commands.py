"""`manage.py extract` and `evaluate_extraction`: the contract, without a database."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from django.core.management import CommandError, call_command

from tests.extraction.gold import ROOT, SOURCES


@dataclass
class Result:
    returncode: int
    stdout: str
    stderr: str


def run(*arguments: str) -> Result:
    """Run a command in this process, as `manage.py` would end it: quicker than starting anew."""
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            call_command(*arguments, stderr=err)
        except CommandError as problem:
            return Result(problem.returncode, out.getvalue(), f"{err.getvalue()}{problem}")
    return Result(0, out.getvalue(), err.getvalue())


def test_manage_py_ends_with_2_and_needs_no_database(tmp_path: Path) -> None:
    result = subprocess.run(
        [sys.executable, "manage.py", "extract", str(tmp_path / "none.txt")],
        check=False, cwd=ROOT, capture_output=True, text=True,
        env={**os.environ, "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"},
    )  # fmt: skip
    assert result.returncode == 2
    assert "cannot be read" in result.stderr
    assert not result.stdout


def test_extract_prints_json_lines_in_text_order() -> None:
    path = SOURCES / "002_df0e45ea70221f98.txt"
    result = run("extract", str(path), "--date", "2021-09-17", "--actor", "China")
    assert result.returncode == 0, result.stderr
    finds = [json.loads(line) for line in result.stdout.splitlines()]
    text = path.read_text(encoding="utf-8")
    assert [f["start"] for f in finds] == sorted(f["start"] for f in finds)
    assert all(text[f["start"] : f["end"]] == f["text"] for f in finds)
    doses = next(f for f in finds if "two billion" in f["text"])
    assert doses["quantities"][0]["value"] == 2_000_000_000
    assert doses["period"]["end"] == "2021-12-31"
    assert not result.stderr


def test_an_unreadable_file_is_exit_2_with_a_sentence(tmp_path: Path) -> None:
    missing = run("extract", str(tmp_path / "none.txt"))
    assert missing.returncode == 2
    assert "cannot be read" in missing.stderr
    (tmp_path / "image.txt").write_bytes(b"\x89PNG\xff\xfe\x00")
    binary = run("extract", str(tmp_path / "image.txt"))
    assert binary.returncode == 2
    assert "UTF-8" in binary.stderr


def test_gold_that_cannot_be_read_is_exit_2(tmp_path: Path) -> None:
    result = run("evaluate_extraction", "--gold", str(tmp_path / "none.yaml"))
    assert result.returncode == 2


def test_a_folder_is_read_in_order_by_several_workers_as_by_one(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_text(
            f"We will build {len(name)} schools by 2030.", encoding="utf-8"
        )
    (tmp_path / "c.html").write_text(
        "<!doctype html><html><body><p>We will plant 9 trees.</p></body></html>", encoding="utf-8"
    )
    one = run("extract", str(tmp_path))
    two = run("extract", str(tmp_path), "--workers", "2")
    assert one.returncode == two.returncode == 0, one.stderr + two.stderr
    assert one.stdout == two.stdout
    assert [json.loads(x)["file"] for x in one.stdout.splitlines()] == ["a.txt", "b.txt", "c.html"]


def test_a_bad_file_in_a_folder_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xff\xfe\x00\xd8 broken \xff")
    (tmp_path / "b.txt").write_text("We will build 5 schools.", encoding="utf-8")
    result = run("extract", str(tmp_path))
    assert result.returncode == 2
    assert "a.txt" in result.stderr
    assert "1 of 2" in result.stderr
    assert json.loads(result.stdout)["file"] == "b.txt"
