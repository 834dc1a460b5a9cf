"""From a file to its raw text: plain text as it stands, HTML and PDF through chosen libraries."""

from __future__ import annotations

from pathlib import Path

# Larger than any collection of speeches; a mistake such as a disk image is refused at once.
LARGEST = 200 * 1024 * 1024


class Unreadable(ValueError):
    """Raised when a file cannot be read as text; the message says which file and why."""


def read_file(path: Path) -> str:
    """Return a file's raw text. Raises `Unreadable`: missing, a folder, too large, not text."""
    try:
        if path.is_file() and path.stat().st_size > LARGEST:
            raise Unreadable(f"{path}: larger than {LARGEST // 2**20} MB; not read.")
        data = path.read_bytes()
    except OSError as problem:
        raise Unreadable(f"{path}: cannot be read ({problem.strerror or problem}).") from problem
    return decode(data, path.name)


def decode(data: bytes, name: str) -> str:
    """Return the raw text of a file's bytes, by its content and name.

    Text is UTF-8 (a byte-order mark of UTF-16 is honoured), read without changing line ends,
    so that offsets count the file's own code points.
    """
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as problem:
        raise Unreadable(
            f"{name}: is not {encoding.upper()} text (byte {problem.start}); save it as UTF-8."
        ) from problem
