"""The errors of the API, each with its status, title and type URI.

Source: `ProblemResponse` and `ForbiddenProblem` of the official package, and the API's page of errors.
"""

from __future__ import annotations

from http.client import responses
from typing import Any

TYPES = "https://arize.com/docs/ax/rest-reference/errors#"
"""The base of every type URI: the page that documents the errors."""

_KINDS = {
    400: "invalid-request",
    401: "authentication-required",
    403: "access-forbidden",
    404: "resource-not-found",
    409: "resource-conflict",
    422: "unprocessable-entity",
    429: "rate-limit-exceeded",
}
_TITLES = {**responses, 422: "Unprocessable Entity"}  # Python 3.13 has a newer name for it


class ProblemResponse(Exception):  # noqa: N818 - named as in the API
    """A response with an error; `detail` says what is wrong, without any value of the request."""

    status = 500

    def __init__(self, detail: str, /, *, status: int | None = None, **extra: object) -> None:
        super().__init__(detail)
        self.status = status or self.status
        self.detail = detail
        self.extra = extra

    def body(self, instance: str) -> dict[str, Any]:
        """Return the problem details (RFC 9457) of this occurrence, whose URI is `instance`."""
        kind = _KINDS.get(self.status)
        return {
            **({"type": TYPES + kind} if kind else {}),
            "title": _TITLES.get(self.status, "Error"),
            "status": self.status,
            "detail": self.detail,
            "instance": instance,
            **self.extra,
        }


class InvalidRequest(ProblemResponse):
    """The request is malformed: not JSON, a wrong type, a missing or unknown field, a bad filter."""

    status = 400


class Unauthenticated(ProblemResponse):
    """The key is missing or not valid."""

    status = 401


class Forbidden(ProblemResponse):
    """The key or the plan does not allow the operation."""

    status = 403


class NotFound(ProblemResponse):
    """There is no such resource, or the key has no access to it."""

    status = 404


class Conflict(ProblemResponse):
    """The name is in use, or the resource is."""

    status = 409


class Unprocessable(ProblemResponse):
    """The request is well-formed and breaks a rule."""

    status = 422
