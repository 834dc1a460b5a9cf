"""One log line per request, and a request id on every line written while it is served."""

import logging
import re
import time
import uuid
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

from tracker import health

request_id: ContextVar[str] = ContextVar("request_id", default="-")
logger = logging.getLogger("tracker.request")
_ACCEPTABLE = re.compile(r"[A-Za-z0-9._-]{8,64}")


class RequestIdFilter(logging.Filter):
    """Adds ``request_id`` to every record; ``-`` outside a request."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Mark the record and let it pass."""
        record.request_id = request_id.get()
        return True


class RequestIdMiddleware:
    """Takes ``X-Request-ID`` from the proxy (or makes one), answers with it, logs the request.

    The query string is not logged: it holds what people searched for.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve the request under its id."""
        given = request.headers.get("X-Request-ID", "")
        # Only a tame id is taken over: it ends up in log files.
        token = request_id.set(given if _ACCEPTABLE.fullmatch(given) else uuid.uuid4().hex)
        began = time.perf_counter()
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = request_id.get()
            # Asked every few seconds by whatever watches over this process.
            level = logging.DEBUG if request.path == health.PATH else logging.INFO
            logger.log(
                level,
                "%s %s %s",
                request.method,
                request.path,
                response.status_code,
                extra={
                    "method": request.method,
                    "path": request.path,
                    "status": response.status_code,
                    "milliseconds": round((time.perf_counter() - began) * 1000, 1),
                },
            )
            return response
        finally:
            request_id.reset(token)
