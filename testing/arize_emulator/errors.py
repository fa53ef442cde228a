"""The errors of the API, each with its status, title and type URI.

Source: `ProblemResponse` and `ForbiddenProblem` of the official package, and the API's page of errors.
"""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

TYPES = "https://arize.com/docs/ax/rest-reference/errors#"
"""The base of every type URI: the page that documents the errors."""


class ProblemResponse(Exception):  # noqa: N818 - named as in the API
    """A response with an error; `detail` says what is wrong, without any value of the request."""

    status = 500
    title = "Internal Server Error"
    kind = ""

    def __init__(self, detail: str, /, **extra: object) -> None:
        super().__init__(detail)
        self.detail = detail
        self.extra = extra

    def body(self, instance: str) -> dict[str, Any]:
        """Return the problem details (RFC 9457) of this occurrence, whose URI is `instance`."""
        type_: Mapping[str, Any] = {"type": TYPES + self.kind} if self.kind else {}
        return {
            **type_,
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "instance": instance,
            **self.extra,
        }


class InvalidRequest(ProblemResponse):
    """The request is malformed: not JSON, a wrong type, a missing or unknown field, a bad filter."""

    status, title, kind = 400, "Bad Request", "invalid-request"


class Unauthenticated(ProblemResponse):
    """The key is missing or not valid."""

    status, title, kind = 401, "Unauthorized", "authentication-required"


class Forbidden(ProblemResponse):
    """The key or the plan does not allow the operation."""

    status, title, kind = 403, "Forbidden", "access-forbidden"


class NotFound(ProblemResponse):
    """There is no such resource, or the key has no access to it."""

    status, title, kind = 404, "Not Found", "resource-not-found"


class WrongMethod(ProblemResponse):
    """The path does not have this method."""

    status, title = 405, "Method Not Allowed"


class Conflict(ProblemResponse):
    """The name is in use, or the resource is."""

    status, title, kind = 409, "Conflict", "resource-conflict"


class RateLimited(ProblemResponse):
    """There were too many requests."""

    status, title, kind = 429, "Too Many Requests", "rate-limit-exceeded"


class Unprocessable(ProblemResponse):
    """The request is well-formed and breaks a rule."""

    status, title, kind = 422, "Unprocessable Entity", "unprocessable-entity"


def with_status(status: int, detail: str) -> ProblemResponse:
    """Return an error of this status, even one that the API does not have."""
    kinds = {kind.status: kind for kind in ProblemResponse.__subclasses__()}
    problem = kinds.get(status, ProblemResponse)(detail)
    problem.status, problem.title = status, HTTPStatus(status).phrase
    return problem
