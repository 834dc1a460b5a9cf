"""Extracts a folder of speeches with several processes, in order, in the memory of a few.

Results come in the order of the file names. No more files are in work at once than twice the
workers, so a thousand speeches need no more memory than those few.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from commitments.extraction.output import as_dict
from commitments.extraction.pipeline import extract
from commitments.extraction.reading.decode import Unreadable, read_file
from commitments.extraction.reading.formats import MEDIA_TYPES, media_type_of, text_of
from commitments.extraction.types import Options


@dataclass(frozen=True, slots=True)
class Outcome:
    """One file's finds as dictionaries, or the reason it could not be read."""

    path: Path
    finds: tuple[dict[str, object], ...] = ()
    problem: str = ""


def text_in(path: Path) -> str:
    """Return a file's text: plain text as it stands, other formats by their reader.

    Offsets of finds count in what this returns. Raises `Unreadable`.
    """
    if path.is_file():
        with path.open("rb") as stream:
            head = stream.read(1000)
        if not media_type_of(head, path.name).startswith("text/plain"):
            return text_of(path.read_bytes(), path.name)
    return read_file(path)


def one(path: Path, options: Options) -> Outcome:
    """Extract one file; a file that cannot be read is told, not raised."""
    try:
        finds = extract(text_in(path), options)
    except (Unreadable, OSError) as problem:
        return Outcome(path, problem=str(problem))
    return Outcome(path, tuple({"file": path.name, **as_dict(f)} for f in finds))


def files_in(folder: Path) -> list[Path]:
    """Return the files of a folder that can be read, by name."""
    return sorted(p for p in folder.iterdir() if p.is_file() and p.suffix.lower() in MEDIA_TYPES)


def extract_folder(folder: Path, options: Options, workers: int = 1) -> Iterator[Outcome]:
    """Yield the outcome of every file of a folder, in the order of their names."""
    paths = files_in(folder)
    if workers <= 1:
        for path in paths:
            yield one(path, options)
        return
    # Spawned, not forked: a fork would copy the language model's threads in mid-work.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        running: deque[Future[Outcome]] = deque()
        for path in paths:
            running.append(pool.submit(one, path, options))
            if len(running) >= 2 * workers:
                yield running.popleft().result()
        while running:
            yield running.popleft().result()
