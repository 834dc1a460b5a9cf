"""The browser of the browser tests: Debian's Chromium, installed when we may."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


def path() -> str | None:
    """Where the browser is: the environment variable CHROMIUM, or the first known name."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def arguments() -> list[str]:
    """Return its command line; Chromium refuses to sandbox root."""
    return [*ARGUMENTS, "--no-sandbox"] if os.geteuid() == 0 else ARGUMENTS


def required() -> bool:
    """Whether a run without a browser counts as failed: in CI."""
    return os.environ.get("CI", "").lower() in ("1", "true", "yes")


def ready() -> bool:
    """Install the browser where that is possible; False when it is missing and required."""
    if path() or (install() and path()):
        return True
    words = "Chromium is missing and could not be installed: the browser tests"
    if required():
        sys.stderr.write(
            f"{words} must run when CI is set. Install chromium, or point CHROMIUM to one.\n"
        )
        return False
    line = "!" * 78
    sys.stderr.write(f"{line}\n{words} ARE SKIPPED.\nInstall chromium to run them.\n{line}\n")
    return True


def install() -> bool:
    """Try apt-get, as root or with a sudo that asks for no password."""
    apt = shutil.which("apt-get")
    if apt is None:
        return False
    command = [apt, "install", "--yes", "--no-install-recommends", "chromium", "fonts-noto-cjk"]
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if prefix and not (
        shutil.which("sudo") and subprocess.run([*prefix, "true"], check=False).returncode == 0
    ):
        return False
    sys.stdout.write("Installing Chromium for the browser tests\n")
    sys.stdout.flush()
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run([*prefix, apt, "update"], check=False, env=environment, **quiet)
    return (
        subprocess.run([*prefix, *command], check=False, env=environment, **quiet).returncode == 0
    )
