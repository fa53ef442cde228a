"""The errors that a user can see, each of one line or two: what was tried, what was answered, what to do.

ArizeError
├── SettingsError       a setting is missing or makes no sense
├── LookupFailed        a look-up found nothing, or too much
└── ApiError            the API did not do what it was asked for
    ├── Unreachable     no answer came
    │   ├── AnswerLost  the request was sent: it may have taken place
    │   └── Untrusted   the server's certificate is not trusted
    ├── BadAnswer       the answer was not what the API gives
    └── Refused         the API answered with a problem: `status`, `problem`
        └── NotFound    there is no such resource, or the key may not read it
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
    "ResponseLost",
    "SettingsError",
]


class ArizeError(Exception):
    """What went wrong, in words for the user."""

    def __init_subclass__(cls) -> None:
        """Show every error as `pulumi_arize.<name>`, whatever module holds it."""
        cls.__module__ = "pulumi_arize"


ArizeError.__module__ = "pulumi_arize"


class SettingsError(ArizeError):
    """A setting is missing or makes no sense."""


class LookupFailed(ArizeError):  # noqa: N818 - reads as what happened
    """A look-up by name or id found nothing, or more than one."""


class ApiError(ArizeError):
    """The API did not do what it was asked for.

    `outcome_unknown` tells that it may have been done all the same, and that this could not be found out.
    """

    outcome_unknown = False


class ApiConnectionError(ApiError):
    """No answer came: the host is down, unknown or refused, or took too long.

    `attempts` is how many attempts make sense at most, None where that is not known.
    """

    attempts: int | None = None


class ResponseLost(ApiConnectionError):  # noqa: N818 - reads as what happened
    """The request was sent and no whole answer came back: what it asks for may have taken place."""


class CertificateError(ApiConnectionError):
    """The server's certificate is not trusted: nothing was sent."""

    attempts = 1


class InvalidResponse(ApiError):  # noqa: N818 - reads as what happened
    """The answer was not what the API gives: no JSON, or of another shape."""


class ApiStatusError(ApiError):
    """The API answered with an error status. `problem` is its RFC 9457 document, empty where there was none.

    `retry_after` is the number of seconds for which it asks to be left alone, None where it does not; `hint` says what
    to do, and ends the message.
    """

    def __init__(
        self, message: str, status: int, problem: Mapping[str, Any], retry_after: float | None = None, hint: str = ""
    ) -> None:
        super().__init__(message)
        self.status = status
        self.problem = problem
        self.retry_after = retry_after
        self.hint = hint

    def __str__(self) -> str:
        return "; ".join(filter(None, (str(self.args[0]), self.hint)))


class NotFound(ApiStatusError):  # noqa: N818 - reads as what happened
    """Status 404: there is no such resource, or the key may not read it; the API does not tell the two apart."""
