"""The commands a newcomer types exist, and nothing committed points at one machine."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def texts() -> list[tuple[str, str]]:
    found = []
    for path in tracked():
        try:
            found.append((str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")))
        except UnicodeDecodeError:
            continue  # a picture
    return found


def dry(target: str, *variables: str) -> str:
    return subprocess.run(
        ["make", "--dry-run", target, *variables],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout


@pytest.mark.parametrize(
    ("target", "does"),
    [
        ("run", '-m tracker.runner --host "127.0.0.1" --port "8000"'),
        ("test", "-m tests\n"),
        ("lint", "-m tests lint"),
        ("bench", "-m bench"),
    ],
)
def test_the_makefile_does_what_the_documentation_says(target, does):
    assert does in dry(target)
    assert "tracker/bootstrap.py" in dry(target)


def test_port_and_host_reach_the_runner():
    assert '--host "0.0.0.0" --port "8123"' in dry("run", "PORT=8123", "HOST=0.0.0.0")


def test_only_tests_need_the_development_packages():
    assert "--dev" in dry("test")
    assert "--dev" not in dry("run")


def test_clean_never_touches_the_database():
    removed = re.findall(r"^rm -rf (.+)$", dry("clean"), re.MULTILINE)
    assert removed
    assert all("var" not in line.split() for line in removed)


def test_an_old_python_gets_a_sentence(tmp_path):
    old = tmp_path / "python3.9"
    old.write_text(
        "#!/bin/sh\n"
        f'exec python3 -c \'import sys; sys.version_info = (3, 9, 1); sys.argv = ["b"]; '
        f'exec(compile(open("tracker/bootstrap.py").read(), "{ROOT}/tracker/bootstrap.py", "exec"),'
        f' {{"__name__": "__main__", "__file__": "{ROOT}/tracker/bootstrap.py"}})\'\n'
    )
    old.chmod(0o755)
    done = subprocess.run(
        ["make", "setup", f"PYTHON={old}"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert "Python 3.11 or newer is needed and this is 3.9" in done.stderr
    assert "Traceback" not in done.stderr


def test_no_python_at_all_gets_a_sentence():
    done = subprocess.run(
        ["make", "setup", "PYTHON=python-that-is-not-there"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "Python 3.11 or newer is needed" in done.stderr


def test_ci_runs_the_whole_of_make_test():
    script = ROOT / ".ci/run"
    assert script.stat().st_mode & 0o100
    assert script.read_text(encoding="utf-8").rstrip().endswith("exec make test")


def test_nothing_committed_points_at_one_machine():
    place = re.compile(r"(?<![\w.$-])/(?:work|root|home/\w+|Users/\w+)/[\w.-]+")
    index = re.compile(r"--(?:extra-)?index-url|find-links|trusted-host")
    for name, text in texts():
        if name.startswith("fixtures/sources/") or name == "tests/repository/test_commands.py":
            continue
        assert not place.search(text), f"{name}: {place.search(text)}"
        assert not index.search(text), f"{name}: {index.search(text)}"


def test_no_page_asks_another_host():
    """Templates, styles and scripts load nothing from elsewhere; links to sources are links."""
    load = re.compile(
        r"""(?:<(?:script|img|iframe|source|video|audio|object|embed)\b[^>]*?\b(?:src|data)="""
        r"""|<link\b(?![^>]*rel=["'](?:canonical|alternate))[^>]*?\bhref="""
        r"""|url\(|@import\s|fetch\(|import\s[^;]*from\s)\s*["']?(?:https?:)?//"""
    )
    assert load.search('<script defer src="https://cdn.example/x.js">')
    assert load.search("@import '//fonts.example/a.css'")
    assert not load.search('<a href="https://example.org">')
    checked = 0
    for name, text in texts():
        if name.startswith(("commitments/templates/", "commitments/static/")):
            checked += 1
            assert not load.search(text), f"{name}: {load.search(text)}"
    assert checked or not (ROOT / "commitments/templates").exists()
