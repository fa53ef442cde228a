"""An error response in one line: the status, the server's message, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timezone
from http import HTTPStatus
from typing import Any

import httpx

from ..errors import ApiStatusError, NotFound
from ..model.redaction import redact_texts
from ..safe_json import parse
from .active_secrets import active_secrets, redacted
from .server_clock import parse_http_date

MAX_MESSAGE_LENGTH = 600
"""Characters that are shown of a text from the server."""

HINTS: Mapping[int, str] = {
    403: "the key lacks the permission: use the key of an account admin, or ask for the role",
    404: "it does not exist, or the key may not read it",
    409: "it conflicts with what exists: change or delete that first",
    422: "the API rejects the values: correct the inputs as the message says",
    429: "too many requests: try again later",
}
SERVER_HINT = "the server failed: try again later"

PROBLEM_MEMBERS = frozenset({"type", "title", "status", "detail", "error_code"})
"""The members of a problem document, of which the API's errors have some. Source: RFC 9457, and older versions."""


def status_error(response: httpx.Response) -> ApiStatusError:
    """Return the error for a response with a status of 3xx, 4xx or 5xx.

    Source: RFC 9457, and `Problem` and `ForbiddenProblem` of the official package.
    """
    problem = redact_texts(_problem_details(response), active_secrets())
    status = response.status_code
    detail = message_text(problem.get("detail"))
    title = message_text(problem.get("title")) or _reason_phrase(status)
    request_id = message_text(response.headers.get("x-request-id"))
    message = (
        f"{status} {title}" + (f": {detail}" if detail else "") + (f"; request id {request_id}" if request_id else "")
    )
    retry_after = _retry_after(response)
    error = NotFound if status == HTTPStatus.NOT_FOUND and is_problem(problem) else ApiStatusError
    return error(message, status, problem, retry_after, _hint(status, problem, retry_after))


def is_problem(document: Mapping[str, Any]) -> bool:
    """Tell whether an error response is a problem document of the API; those of proxies and gateways are not."""
    return not PROBLEM_MEMBERS.isdisjoint(document)


def message_text(value: object) -> str:
    """Return a value from the server as a message shows it: on one line, redacted, and cut where it is long."""
    text = redacted(" ".join(str(value or "").split()))
    return text if len(text) <= MAX_MESSAGE_LENGTH else text[:MAX_MESSAGE_LENGTH].rpartition(" ")[0] + " …"


def _retry_after(response: httpx.Response) -> float | None:
    """Return the seconds of a `Retry-After` header, None where there is none. Source: RFC 9110, 10.2.3.

    A date is compared with the server's own `Date`, so that a wrong clock on this machine does not matter.
    """
    value = response.headers.get("retry-after", "").strip()
    if value.isdecimal():
        return float(value)
    until = parse_http_date(value)
    if until is None:
        return None
    now = parse_http_date(response.headers.get("date")) or datetime.now(timezone.utc)
    return max(0.0, (until - now).total_seconds())


def _problem_details(response: httpx.Response) -> Mapping[str, Any]:
    problem = parse(response.content)
    return problem if isinstance(problem, dict) else {}


def _reason_phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "error"


def _hint(status: int, problem: Mapping[str, Any], retry_after: float | None) -> str:
    """Return what to do about an error of the API; `connection_errors` has the hints about settings and proxies."""
    if status == HTTPStatus.FORBIDDEN and problem.get("entitlement"):
        return _plan_hint(problem)
    if status == HTTPStatus.TOO_MANY_REQUESTS and retry_after:
        return f"too many requests: try again in {retry_after:.0f} s, as the server asks"
    return SERVER_HINT if status >= HTTPStatus.INTERNAL_SERVER_ERROR else HINTS.get(status, "")


def _plan_hint(problem: Mapping[str, Any]) -> str:
    needed, lacking = message_text(problem.get("required_plan")), message_text(problem["entitlement"])
    plan = f", the plan {needed} has it" if needed else ""
    counts = f"{problem.get('current_count')} of {problem.get('limit')} used"
    count = f" ({message_text(counts)})" if problem.get("limit") is not None else ""
    return f"the account's plan lacks {lacking}{count}{plan}"
