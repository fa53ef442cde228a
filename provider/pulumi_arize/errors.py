"""The errors that a user can see, each of one line or two: what was tried, what the API responded, what to do.

ArizeError
├── SettingsError                a setting is missing or invalid
├── LookupFailed                 a lookup matched nothing, or more than one
├── OperationError               an operation on a resource failed: `operation`, `resource`, `cause`, `hint`
└── ApiError                     a request to the API failed
    ├── ApiConnectionError       no response came
    │   ├── ResponseLost         the request was sent: it may have been applied
    │   └── CertificateError     the server's certificate is not trusted
    ├── InvalidResponse          the response is not one of the API
    └── ApiStatusError           the API responded with an error status: `status`, `problem`, `hint`
        └── NotFound             there is no such resource, or the key may not read it
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = [
    "ApiConnectionError",
    "ApiError",
    "ApiStatusError",
    "ArizeError",
    "CertificateError",
    "InvalidResponse",
    "LookupFailed",
    "NotFound",
    "OperationError",
    "ResponseLost",
    "SettingsError",
]


class ArizeError(Exception):
    """What went wrong, in words for the user.

    `hint` says what to do, and ends the text; it is empty where the reason says it.
    """

    hint = ""

    def __init_subclass__(cls) -> None:
        """Show every error as `pulumi_arize.<name>`, whatever module holds it."""
        cls.__module__ = "pulumi_arize"

    @property
    def reason(self) -> str:
        """What went wrong, without the hint."""
        return super().__str__()

    def __str__(self) -> str:
        return join_sentences(self.reason, self.hint)


ArizeError.__module__ = "pulumi_arize"


class SettingsError(ArizeError):
    """A setting is missing or invalid."""


class LookupFailed(ArizeError):  # noqa: N818 - reads as what happened
    """A lookup by name or id matched nothing, or more than one."""


class OperationError(ArizeError):
    """An operation on a resource failed.

    `operation` is `create`, `update` …; `resource` is its title and name; `cause` is the error that stopped it, an
    ApiError with status and body where it is the API's. `reason` and `hint` are shown, and hold no secret.
    """

    def __init__(self, operation: str, resource: str, cause: ArizeError, reason: str, hint: str = "") -> None:
        super().__init__(reason)
        self.operation = operation
        self.resource = resource
        self.cause = cause
        self.hint = hint

    @property
    def reason(self) -> str:
        """What was tried, on which resource, and why it failed."""
        return f"cannot {self.operation} {self.resource}: {super().reason}"


class ApiError(ArizeError):
    """A request to the API failed.

    `outcome_unknown` is true where it may have been applied all the same, and this could not be verified.
    `attempts_summary` says how often and how long it was tried, empty after one attempt.
    """

    outcome_unknown = False
    attempts_summary = ""

    @property
    def reason(self) -> str:
        """What went wrong, and how often it was tried."""
        return join_sentences(super().reason, self.attempts_summary)


class ApiConnectionError(ApiError):
    """No response came: the host is down, unknown or refuses connections, or took too long.

    `attempts` is the largest number of attempts that makes sense, None for as many as the settings allow.
    """

    def __init__(self, message: str, attempts: int | None = None) -> None:
        super().__init__(message)
        self.attempts = attempts


class ResponseLost(ApiConnectionError):  # noqa: N818 - reads as what happened
    """The request was sent and no complete response came back: it may have been applied."""


class CertificateError(ApiConnectionError):
    """The server's certificate is not trusted: nothing was sent."""


class InvalidResponse(ApiError):  # noqa: N818 - reads as what happened
    """The response is not one of the API: not JSON, or JSON of another form."""


class ApiStatusError(ApiError):
    """The API responded with an error status. `problem` is its RFC 9457 document, empty where there is none.

    `retry_after` is the number of seconds after which it asks to be tried again, None where it names none.
    """

    def __init__(
        self, message: str, status: int, problem: Mapping[str, Any], retry_after: float | None = None, hint: str = ""
    ) -> None:
        super().__init__(message)
        self.status = status
        self.problem = problem
        self.retry_after = retry_after
        self.hint = hint


class NotFound(ApiStatusError):  # noqa: N818 - reads as what happened
    """Status 404 of the API: there is no such resource, or the key may not read it; it does not tell the two apart.

    A 404 in another form is not the API's: it comes from a proxy or another server, and is an ApiStatusError.
    """


def join_sentences(*parts: str) -> str:
    """Return the parts of a message on one line, without the empty ones."""
    return "; ".join(filter(None, parts))
