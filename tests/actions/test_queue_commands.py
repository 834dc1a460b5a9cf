import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from commitments.actions.queue.deciding import reject_candidates
from commitments.models import Candidate, Document
from tests.extraction.test_formats import pdf
from tests.factories import CandidateFactory, UserFactory

pytestmark = pytest.mark.django_db
SPEECH = "Remarks\n\n12 July 2023\n\nDear colleagues,\n\nNorway will build 30 schools by 2026."


def run(command: str, *arguments: object) -> tuple[str, str]:
    out, problems = StringIO(), StringIO()
    try:
        call_command(command, *map(str, arguments), stdout=out, stderr=problems)
    except CommandError as error:
        problems.write(str(error))
    return out.getvalue(), problems.getvalue()


def test_a_folder_comes_in_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SPEECH)
    (tmp_path / "b.pdf").write_bytes(pdf("Kenya will plant 5 million trees in 2024."))
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.4 broken")
    (tmp_path / "notes.xyz").write_text("left alone")
    UserFactory(username="ed")
    out, problems = run("import_sources", tmp_path, "--as", "ed")
    assert "a.txt: “Remarks”, 1 finds" in out
    assert "b.pdf: " in out
    assert "no date in the text" in out
    assert "c.pdf: not brought in. c.pdf: is damaged" in problems
    assert "1 files were not brought in" in problems
    assert Document.objects.count() == 2
    assert set(Document.objects.values_list("publication", flat=True)) == {"draft"}
    assert Candidate.objects.filter(type="pledge", document__file_name="a.txt").count() == 1
    out, _ = run("import_sources", tmp_path)
    assert "a.txt: here already as “Remarks”" in out
    assert Document.objects.count() == 2


def test_a_folder_may_come_in_unread(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SPEECH)
    run("import_sources", tmp_path, "--no-reading")
    assert Document.objects.count() == 1
    assert not Candidate.objects.exists()


def test_what_is_no_folder_or_no_account_is_said(tmp_path: Path) -> None:
    assert "is no folder" in run("import_sources", tmp_path / "none")[1]
    assert "no account nobody" in run("import_sources", tmp_path, "--as", "nobody")[1]


def test_decisions_are_written_as_lines(tmp_path: Path) -> None:
    candidate = CandidateFactory()
    reject_candidates(candidates=[candidate], why="vague", by=UserFactory())
    out, _ = run("export_decisions")
    assert json.loads(out)["reason"] == "vague"
    target = tmp_path / "decisions.jsonl"
    _, told = run("export_decisions", "--output", target)
    assert json.loads(target.read_text("utf-8")) == json.loads(out)
    assert "1 decisions written" in told
    assert "cannot be written" in run("export_decisions", "--output", tmp_path / "no" / "x")[1]
