"""``make test`` and ``make lint``: every check, cheapest first, pytest last.

python -m tests          all of it
python -m tests lint     what needs neither database nor browser
"""

import os
import secrets
import subprocess
import sys
import time
from pathlib import Path

from tests import chromium

ROOT = Path(__file__).resolve().parent.parent
MANAGE = [sys.executable, "manage.py"]
LINT = {
    "lint": [sys.executable, "-m", "ruff", "check", "."],
    "format": [sys.executable, "-m", "ruff", "format", "--check", "."],
    "types": [sys.executable, "-m", "mypy"],
    "import rules": [str(Path(sys.executable).parent / "lint-imports"), "--no-logo"],
    "templates": [sys.executable, "-m", "djlint", "commitments/templates", "--lint", "--quiet"],
}
DJANGO = {
    "migrations": [*MANAGE, "makemigrations", "--check", "--dry-run"],
    "deployment": [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"],
}
PRODUCTION = {
    "DEBUG": "false",
    "SECRET_KEY": secrets.token_urlsafe(60),
    "ALLOWED_HOSTS": "tracker.example",
}


def main(arguments: list[str]) -> int:
    """Run the checks; the exit code of the first that fails, after all static ones have run."""
    steps = LINT if "lint" in arguments else LINT | DJANGO
    failed = [name for name, command in steps.items() if not passes(name, command)]
    if failed:
        sys.stderr.write(f"\nNot passed: {', '.join(failed)}. The tests were not run.\n")
        return 1
    if "lint" in arguments:
        return 0
    if not chromium.ready():
        return 1
    os.chdir(ROOT)
    # One file to one worker: what a file shares is made once. Each worker has its own database.
    workers = ["-n", str(os.cpu_count() or 1), "--dist", "loadfile"]
    return os.execv(sys.executable, [sys.executable, "-m", "pytest", "--create-db", *workers])


def passes(name: str, command: list[str]) -> bool:
    """Run one check, showing what it says only when it fails."""
    began = time.monotonic()
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | PRODUCTION,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    verdict = "ok" if done.returncode == 0 else "FAILED"
    sys.stdout.write(f"{name:14} {verdict} ({time.monotonic() - began:.1f} s)\n")
    if done.returncode:
        sys.stdout.write(done.stdout)
    sys.stdout.flush()
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
