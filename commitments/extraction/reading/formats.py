"""From the bytes of a web page, a PDF or a Word file to its text, through well-kept libraries.

The text that comes out is what offsets count in from then on; the bytes are kept beside it.
Nothing visible is left out here: menus and comment forms are set aside later, by `blocks`, so
that a mistake there never costs a sentence.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

from commitments.extraction.reading.decode import LARGEST, Unreadable, decode

#: What can come in: ending to media type.
MEDIA_TYPES = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_MANY_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*){2,}")
# Characters that no database text column can hold, or no UTF-8 can carry.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def text_of(data: bytes, name: str) -> str:
    """Return the text of a file by its content and its name's ending.

    Raises `Unreadable`, saying which file and why: an unknown kind, damaged, locked with a
    password, a scan without text, empty.
    """
    if len(data) > LARGEST:
        raise Unreadable(f"{name}: larger than {LARGEST // 2**20} MB; not read.")
    text = _reader(data, name)(data, name)
    if not text.strip():
        raise Unreadable(f"{name}: holds no text.")
    if _UNSTORABLE.search(text):
        raise Unreadable(f"{name}: holds characters that are no text (NUL); is it a text file?")
    return text


def media_type_of(data: bytes, name: str) -> str:
    """Return the media type of a file by its content, or else by its ending."""
    if data.startswith(b"%PDF-"):
        return MEDIA_TYPES[".pdf"]
    if data.startswith(b"PK\x03\x04"):
        return MEDIA_TYPES[".docx"]
    ending = "." + name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if ending in MEDIA_TYPES and ending not in (".pdf", ".docx"):
        return MEDIA_TYPES[ending]
    head = data[:1000].lstrip().lower()
    return MEDIA_TYPES[".html" if head.startswith((b"<!doctype html", b"<html")) else ".txt"]


def _reader(data: bytes, name: str) -> Callable[[bytes, str], str]:
    media_type = media_type_of(data, name)
    if media_type == MEDIA_TYPES[".pdf"]:
        return _pdf
    if media_type == MEDIA_TYPES[".docx"]:
        return _docx
    return _html if media_type == "text/html" else decode


def _html(data: bytes, name: str) -> str:
    from inscriptis import get_text
    from lxml.etree import LxmlError
    from selectolax.lexbor import LexborHTMLParser

    # What a page says in the first kilobytes about its encoding; UTF-8 where it says nothing.
    stated = _CHARSET.search(data[:4096])
    encoding = stated.group(1).decode("ascii").lower() if stated else "utf-8"
    # Browsers read what calls itself GB2312 as its superset; so do we.
    encoding = {"gb2312": "gb18030", "gbk": "gb18030"}.get(encoding, encoding)
    try:
        source = decode(data, name) if encoding in ("utf-8", "utf8") else data.decode(encoding)
    except (LookupError, UnicodeDecodeError) as problem:
        raise Unreadable(f"{name}: is not {encoding} as it says ({problem}).") from problem
    try:
        # The tree as a browser builds it; the parser behind inscriptis knows HTML 4 only.
        tree = LexborHTMLParser(source.replace("\x00", " ")).html or ""
        text: str = get_text(tree)
    except (LxmlError, ValueError) as problem:
        raise Unreadable(f"{name}: cannot be read as a web page ({problem}).") from problem
    lines = (line.rstrip() for line in text.splitlines())
    return _MANY_BLANK_LINES.sub("\n\n", "\n".join(lines)).strip("\n")


def _pdf(data: bytes, name: str) -> str:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable(f"{name}: is locked with a password.")
        pages = [page.extract_text() for page in reader.pages]
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError, OSError) as problem:
        if isinstance(problem, Unreadable):
            raise
        raise Unreadable(f"{name}: is damaged or no PDF ({problem}).") from problem
    text = "\n\n".join(page.strip("\n") for page in pages)
    if not text.strip():
        raise Unreadable(f"{name}: holds pictures of pages but no text; run OCR on it first.")
    return _UNSTORABLE.sub(" ", text)


def _docx(data: bytes, name: str) -> str:
    from docx import Document
    from docx.opc.exceptions import OpcError
    from docx.table import Table
    from lxml.etree import LxmlError

    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist()) > LARGEST:
                raise Unreadable(f"{name}: unpacks to more than {LARGEST // 2**20} MB; not read.")
        parts: list[str] = []
        for block in Document(BytesIO(data)).iter_inner_content():
            if isinstance(block, Table):
                parts += ["\t".join(cell.text for cell in row.cells) for row in block.rows]
            else:
                parts.append(block.text)
    except (zipfile.BadZipFile, OpcError, LxmlError, KeyError, ValueError) as problem:
        if isinstance(problem, Unreadable):
            raise
        raise Unreadable(f"{name}: is damaged or no Word file (.docx).") from problem
    return "\n\n".join(part for part in parts if part.strip())
