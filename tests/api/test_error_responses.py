"""An error response in one line: the status, the server's message, and what to do about it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.raw_server import KEY, Response, serving

from pulumi_arize.api.client import Client
from pulumi_arize.errors import ApiStatusError, NotFound


def status_error(status: int, body: Any = None, headers: dict[str, str] | None = None) -> ApiStatusError:
    """Return the error for a response."""
    text = body if isinstance(body, bytes) else json.dumps(body).encode()
    given = {"content-type": "application/problem+json", **(headers or {})}
    with serving(lambda _: Response(text, status, given)) as server, pytest.raises(ApiStatusError) as caught:
        Client(server.settings()).request("GET", "/x")
    assert "\n" not in str(caught.value)
    assert KEY not in str(caught.value)
    return caught.value


HINTS: dict[int, tuple[str, ...]] = {
    400: (),
    401: ("arize:apiKey", "ARIZE_API_KEY"),
    403: ("permission",),
    404: ("does not exist", "may not read"),
    407: ("arize:proxyUrl",),
    409: ("conflicts with what exists",),
    422: ("inputs",),
    429: ("too many requests",),
    500: ("the server failed",),
    503: ("the server failed",),
}


@pytest.mark.parametrize("status", HINTS)
def test_problem(status: int) -> None:
    """An error has the status, title, detail and request ID of a problem document, a hint, and the document.

    The https URL in each document of the API is no hint that its server requires https, as a web server may say.
    """
    url = "https://arize.com/problems/some"
    problem = {"status": status, "title": "Some Title", "detail": "what\n  went wrong", "type": url}
    error = status_error(status, problem, {"x-request-id": "req-7"})
    parts = (str(status), "Some Title", "what went wrong", "req-7", *HINTS[status])
    assert [part for part in parts if part not in str(error)] == []
    assert (error.status, error.problem) == (status, problem)
    assert "requires https" not in str(error)


def test_not_found() -> None:
    """A 404 of the API is a NotFound, and no other status is."""
    problem = {"title": "Not Found"}
    assert isinstance(status_error(404, problem), NotFound)
    assert not isinstance(status_error(400, problem), NotFound)


@pytest.mark.parametrize("body", [b"", b"<html>\n<h1>Bad Gateway</h1></html>", b"[]", b"\xff", b'{"detail"', b"null"])
def test_no_problem_document(body: bytes) -> None:
    """An error without a problem document, such as a proxy returns, is shown by its status."""
    error = status_error(502, body, {"content-type": "text/html"})
    assert "502 Bad Gateway" in str(error)
    assert error.problem == {}
    assert "<" not in str(error)


def test_unknown_status() -> None:
    """A status without a standard phrase is shown as a number."""
    assert status_error(599, b"").status == 599


PLANS: list[tuple[dict[str, Any], tuple[str, ...]]] = [
    ({"entitlement": "REMOTE_EVALUATORS"}, ("plan lacks REMOTE_EVALUATORS",)),
    ({"entitlement": "REMOTE_EVALUATORS", "required_plan": "ENTERPRISE"}, ("REMOTE_EVALUATORS", "ENTERPRISE")),
    ({"entitlement": "INTEGRATIONS", "limit": 5, "current_count": 5}, ("INTEGRATIONS", "5 of 5")),
    ({"entitlement": "INTEGRATIONS", "limit": 0, "current_count": 0}, ("0 of 0",)),
]


@pytest.mark.parametrize(("extra", "parts"), PLANS)
def test_plan(extra: dict[str, Any], parts: tuple[str, ...]) -> None:
    """The error for a 403 with an entitlement says what the plan lacks, how much is used, and which plan has it."""
    output = str(status_error(403, {"status": 403, "title": "Forbidden", **extra}))
    assert [part for part in parts if part.lower() not in output.lower()] == []


@pytest.mark.parametrize(
    "problem",
    [
        {"title": None, "detail": None},
        {"title": 7, "detail": ["x"]},
        {"detail": {"a": "b"}, "error_code": "X"},
        {"entitlement": {"a": 1}, "limit": "x", "current_count": None},
    ],
)
def test_problems_of_other_types(problem: dict[str, Any]) -> None:
    """A problem document whose fields have wrong types is one line with its status."""
    assert "403" in str(status_error(403, problem))


def test_long_details() -> None:
    """A long detail is cut."""
    assert len(str(status_error(422, {"detail": "x" * 100_000}))) < 1_000
