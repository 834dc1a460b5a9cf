"""Everything a page shows, to take away: the same query string gives the same rows."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator

from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
    StreamingHttpResponse,
)
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commitments.exports.columns import Column
from commitments.exports.csv import write_csv
from commitments.exports.json import write_json
from commitments.exports.registry import File, columns, file
from commitments.exports.xlsx import MOST_ROWS, write_xlsx
from commitments.filters import BadFilter, CommitmentFilter
from commitments.selectors.criteria import Criteria

_STREAMED: dict[
    str, tuple[str, Callable[[File, tuple[Column, ...], Criteria, str], Iterator[bytes]]]
] = {
    "csv": ("text/csv; charset=utf-8; header=present", write_csv),
    "json": ("application/json", write_json),
}
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def download(request: HttpRequest, name: str, ending: str) -> HttpResponseBase:
    """Answer with a file of the commitments that the query string asks for.

    400 with the parameter and the value when it cannot be understood, as JSON for a JSON
    file and as plain text otherwise.
    """
    wanted = file(name)
    base = request.build_absolute_uri("/").rstrip("/")
    try:
        criteria = CommitmentFilter(request.GET).criteria
    except BadFilter as refused:
        return bad_request(refused, ending)
    if ending == "xlsx":
        return _workbook(wanted, criteria, base)
    kind, write = _STREAMED[ending]
    # Some servers go through a whole response only to throw it away when asked for its head.
    content = write(wanted, columns(name), criteria, base) if request.method == "GET" else iter(())
    return StreamingHttpResponse(
        content,
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{name}.{ending}"'},
    )


def bad_request(refused: BadFilter, ending: str) -> HttpResponse:
    """Say which parameter and value cannot be understood, in the manner of the file."""
    if ending == "json":
        found = {
            "parameter": refused.parameter,
            "value": refused.value,
            "message": refused.message,
        }
        return JsonResponse({"error": found}, status=400, json_dumps_params={"ensure_ascii": False})
    return _refusal(str(refused))


def _refusal(words: str) -> HttpResponse:
    return HttpResponse(words + "\n", status=400, content_type="text/plain; charset=utf-8")


def _workbook(wanted: File, criteria: Criteria, base: str) -> HttpResponseBase:
    if criteria.rows()[MOST_ROWS : MOST_ROWS + 1].exists():
        return _refusal(
            _("More than %(most)s rows: ask for fewer, or for the CSV file, which has no limit.")
            % {"most": f"{MOST_ROWS:,}"}
        )
    target = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    write_xlsx(target, wanted, columns(wanted.name), criteria, base)
    target.seek(0)
    return FileResponse(
        target, as_attachment=True, filename=f"{wanted.name}.xlsx", content_type=_XLSX
    )
