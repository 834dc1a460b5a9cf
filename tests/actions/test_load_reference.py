"""Loading the shipped data: complete, idempotent, all or nothing, and never over an edit."""

import shutil
from pathlib import Path

import pytest
import yaml
from django.apps import apps
from django.core.management import CommandError, call_command

from commitments.actions.loading import LoadError, load_reference
from commitments.actions.records import save_record
from commitments.models import (
    Assessment,
    Citation,
    Commitment,
    CommitmentSummary,
    Document,
    Evidence,
    LoadedItem,
)
from tests.reference import FIXTURES

pytestmark = pytest.mark.django_db
ONE = "commitments/SCO-2021-005.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the fixtures that a test may spoil."""
    return Path(shutil.copytree(FIXTURES, tmp_path / "fixtures"))


@pytest.fixture
def small(folder: Path) -> Path:
    """A copy with one commitment only: enough to spoil, quick to load."""
    for path in (folder / "commitments").iterdir():
        if path.name != Path(ONE).name:
            path.unlink()
    edit(folder, ONE, lambda item: item.update(links=[]))
    return folder


def edit(folder: Path, name: str, change) -> None:
    """Rewrite one fixture file through a function of its content."""
    path = folder / name
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")


def test_everything_is_there(reference_data: None) -> None:
    files = [
        yaml.safe_load(path.read_text("utf-8")) for path in (FIXTURES / "commitments").iterdir()
    ]
    assert Commitment.public.count() == CommitmentSummary.public.count() == 32
    assert Citation.public.filter(commitment__isnull=False).count() == 48
    assert Evidence.public.count() == sum(len(one["evidence"]) for one in files)
    assert Assessment.public.count() == sum(len(one["assessments"]) for one in files)
    assert Document.public.count() == 5


def test_texts_are_byte_for_byte(reference_data: None) -> None:
    for document in Document.objects.all():
        shipped = (FIXTURES / "sources" / document.file_name).read_bytes()
        assert document.raw_text.encode("utf-8") == shipped


def test_every_quote_stands_at_its_place(reference_data: None) -> None:
    for citation in Citation.objects.select_related("document"):
        assert citation.document.raw_text[citation.start : citation.end] == citation.exact


def history_size() -> int:
    """Count the versions kept of commitments and assessments."""
    return sum(
        apps.get_model("commitments", name).objects.count()
        for name in ("AssessmentHistory", "CommitmentHistory")
    )


def test_loading_again_changes_nothing(reference_data: None) -> None:
    before = history_size()
    report = load_reference(folder=FIXTURES)
    assert (report.created, report.updated, report.removed) == (0, 0, 0)
    assert report.unchanged == report.items == LoadedItem.objects.count()
    assert history_size() == before


def test_a_changed_file_updates_just_that(reference_data: None, folder: Path) -> None:
    before = Commitment.objects.get(reference="SCO-2021-005")
    edit(folder, ONE, lambda item: item.update(title="A better title"))
    report = load_reference(folder=folder)
    after = Commitment.objects.get(reference="SCO-2021-005")
    assert (after.pk, after.title) == (before.pk, "A better title")
    assert (report.created, report.updated, report.removed) == (0, 1, 0)
    assert CommitmentSummary.objects.get(pk=after.pk).title == "A better title"


def test_a_changed_judgement_is_a_new_version(reference_data: None, folder: Path) -> None:
    def change(item: dict) -> None:
        item["assessments"][0]["rationale"] = "Looked at again."

    edit(folder, ONE, change)
    load_reference(folder=folder)
    year = yaml.safe_load((folder / ONE).read_text("utf-8"))["assessments"][0]["year"]
    versions = Assessment.objects.filter(commitment__reference="SCO-2021-005", year=year)
    assert [(one.version, one.state) for one in versions.order_by("version")] == [
        (1, "superseded"),
        (2, "current"),
    ]
    assert ONE in versions.get(version=2).change_reason


def test_an_edit_in_the_tracker_survives_loading(reference_data: None, folder: Path) -> None:
    mine = Commitment.objects.get(reference="SCO-2021-005")
    mine.summary = "An editor's own words."
    save_record(record=mine, by=None, reason="test")
    edit(folder, ONE, lambda item: item.update(title="Another title"))
    load_reference(folder=folder)
    mine.refresh_from_db()
    assert (mine.summary, mine.title) == ("An editor's own words.", "Another title")


def test_an_edit_on_both_sides_is_a_problem(reference_data: None, folder: Path) -> None:
    mine = Commitment.objects.get(reference="SCO-2021-005")
    shipped = mine.title
    mine.title = "The editor's title"
    save_record(record=mine, by=None, reason="test")
    edit(folder, ONE, lambda item: item.update(title="The file's title"))
    with pytest.raises(LoadError) as caught:
        load_reference(folder=folder)
    assert [(one.file, one.field) for one in caught.value.problems] == [(ONE, "title")]
    mine.refresh_from_db()
    assert mine.title == "The editor's title" != shipped
    load_reference(folder=folder, overwrite=True)
    mine.refresh_from_db()
    assert mine.title == "The file's title"


def spoil_yaml(folder: Path) -> None:
    (folder / ONE).write_text("title: [unclosed", "utf-8")


def spoil_utf8(folder: Path) -> None:
    (folder / ONE).write_bytes(b"title: \xff")


def spoil_status(folder: Path) -> None:
    edit(folder, ONE, lambda item: item["assessments"][0].update(status="maybe"))


def spoil_field(folder: Path) -> None:
    edit(folder, ONE, lambda item: item.update(titel="typo"))


def spoil_quote(folder: Path) -> None:
    edit(folder, ONE, lambda item: item["citations"][0].update(exact="never said"))


def spoil_evidence(folder: Path) -> None:
    edit(folder, ONE, lambda item: item["assessments"][-1].update(evidence=["E99"]))


def spoil_theme(folder: Path) -> None:
    edit(folder, ONE, lambda item: item.update(themes=["nonsense"]))


def spoil_source(folder: Path) -> None:
    path = next((folder / "sources").glob("004*"))
    path.write_bytes(path.read_bytes() + b"!")


def spoil_reviewer(folder: Path) -> None:
    def change(item: dict) -> None:
        item["assessments"][0]["reviewer"] = item["assessments"][0]["author"]

    edit(folder, ONE, change)


def spoil_twice(folder: Path) -> None:
    shutil.copy(folder / ONE, folder / "commitments" / "copy.yaml")


@pytest.mark.parametrize(
    ("spoil", "file", "field", "says"),
    [
        (spoil_yaml, ONE, "", "not YAML"),
        (spoil_utf8, ONE, "", "not UTF-8"),
        (spoil_status, ONE, "assessments.0.status", "maybe"),
        (spoil_field, ONE, "titel", "not permitted"),
        (spoil_quote, ONE, "exact", "never said"),
        (spoil_evidence, ONE, "evidence", "E99"),
        (spoil_theme, ONE, "themes", "nonsense"),
        (spoil_source, "documents.yaml", "sha256", "hash"),
        (spoil_reviewer, ONE, "assessments", "cannot review"),
        (spoil_twice, "commitments/copy.yaml", "", "already"),
    ],
)
def test_a_bad_file_names_the_place_and_loads_nothing(
    small: Path, spoil, file: str, field: str, says: str
) -> None:
    spoil(small)
    with pytest.raises(LoadError) as caught:
        load_reference(folder=small)
    found = [one for one in caught.value.problems if one.file == file]
    assert found, caught.value
    assert any(field in one.field and says in one.message for one in found), caught.value
    assert Commitment.objects.count() == Document.objects.count() == LoadedItem.objects.count() == 0


def test_the_command_lists_problems_and_fails(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil_field(small)
    with pytest.raises(CommandError, match="Nothing was loaded"):
        call_command("load_reference", small)
    assert f"{ONE}:1: commitment SCO-2021-005, titel" in capsys.readouterr().err
