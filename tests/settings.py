"""The production settings, as tests need them: fast hashes, plain HTTP, no collected files."""

import hashlib
import os
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "tests-only-" + "0123456789" * 5)
os.environ.setdefault("HTTPS_ONLY", "false")
os.environ.setdefault("LOG_LEVEL", "WARNING")
# Playwright's sync API runs an event loop in the test's thread; Django's guard would refuse.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
# Inside the test's own transaction, where a thread would see nothing.
os.environ.setdefault("TASKS", "immediate")

from tracker.settings import *  # noqa: F403
from tracker.settings import DATABASES, STORAGES

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
# Nothing in a test database need survive a power cut.
DATABASES["default"].setdefault("OPTIONS", {})["options"] = "-c synchronous_commit=off"


def _digest_of_migrations() -> str:
    """Name the test database after the migrations: changed ones get a fresh one by themselves."""
    folder = Path(__file__).resolve().parent.parent / "commitments" / "migrations"
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.suffix in (".py", ".sql")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


# Kept from one run to the next (pytest --reuse-db): migrating takes twenty seconds. make test
# starts from nothing (--create-db), and so does whoever doubts what is in it.
DATABASES["default"]["TEST"] = {"NAME": f"test_tracker_{_digest_of_migrations()}"}
