"""No Docker engine is needed to read what Docker would be told."""

import json
import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent.parent


def instructions() -> list[tuple[str, str]]:
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    whole = re.sub(r"\\\n\s*", " ", text)
    lines = [line for line in whole.splitlines() if line and not line.startswith("#")]
    return [(line.split(maxsplit=1)[0], line.split(maxsplit=1)[1]) for line in lines]


def last(name: str) -> str:
    return [value for instruction, value in instructions() if instruction == name][-1]


@pytest.fixture(scope="module")
def compose() -> dict:
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))


def test_the_image_runs_gunicorn_as_an_ordinary_user():
    names = [name for name, _ in instructions()]
    assert last("USER") == "10001"
    assert names.index("USER") < names.index("CMD")
    command = json.loads(last("CMD"))
    assert command[:2] == ["gunicorn", "tracker.wsgi"]


def test_every_base_image_says_its_version():
    images = [value.split()[0] for name, value in instructions() if name == "FROM"]
    assert images
    for image in images:
        assert re.fullmatch(r"python:3\.1[1-4]-slim-\w+", image)


def test_packages_are_installed_against_their_hashes():
    installs = [value for name, value in instructions() if name == "RUN" and "install" in value]
    assert any("--require-hashes -r requirements.txt" in value for value in installs)


def test_static_files_are_collected_in_the_image():
    runs = [value for name, value in instructions() if name == "RUN"]
    assert "python manage.py collectstatic --no-input" in runs


def test_the_healthcheck_asks_what_the_application_answers(client, db):
    check = json.loads(last("HEALTHCHECK").split("CMD", 1)[1])
    path = re.search(r"http://127\.0\.0\.1:8000(/\w+)", check[-1]).group(1)
    assert client.get(path).status_code == 200
    compile(check[-1], "healthcheck", "exec")


def test_only_what_is_needed_is_sent_to_the_builder():
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "*"
    sent = {line[1:] for line in lines if line.startswith("!")}
    copied = {
        source
        for name, value in instructions()
        if name == "COPY" and "--from" not in value
        for source in value.split()[:-1]
    }
    assert copied == sent
    assert all((ROOT / source).exists() for source in copied)


def test_no_file_holds_a_secret(compose):
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert not re.search(r"(SECRET|PASSWORD|TOKEN)\w*\s*=", dockerfile)
    for service in compose["services"].values():
        for name, value in service["environment"].items():
            if re.search("SECRET|PASSWORD", name):
                assert re.fullmatch(r"\$\{\w+:\?.+\}", value), f"{name} must come from outside"
    url = compose["services"]["web"]["environment"]["DATABASE_URL"]
    assert "${POSTGRES_PASSWORD:?" in url


def test_the_database_is_postgresql_18_and_its_data_survives(compose):
    database = compose["services"]["db"]
    assert database["image"] == "postgres:18"
    # From 18 on the image keeps its data one level higher than before.
    assert database["volumes"] == ["database:/var/lib/postgresql"]
    assert "database" in compose["volumes"]
    assert "pg_isready" in database["healthcheck"]["test"]
    assert "ports" not in database


def test_the_web_waits_for_a_healthy_and_prepared_database(compose):
    services = compose["services"]
    assert services["prepare"]["depends_on"] == {"db": {"condition": "service_healthy"}}
    assert services["web"]["depends_on"]["prepare"] == {
        "condition": "service_completed_successfully"
    }
    for command in ("migrate", "load_reference"):
        assert f"manage.py {command}" in services["prepare"]["command"][-1]


def test_the_containers_of_the_tracker_can_change_nothing(compose):
    for name in ("web", "prepare"):
        service = compose["services"][name]
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
    assert all(port.startswith("127.0.0.1:") for port in compose["services"]["web"]["ports"])


def test_the_containers_set_only_settings_that_exist(compose):
    documented = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    for name in compose["services"]["web"]["environment"]:
        assert f"| `{name}` |" in documented
