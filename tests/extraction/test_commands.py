"""`manage.py extract` and `evaluate_extraction`: the contract, without a database."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.extraction.gold import ROOT, SOURCES


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )


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
