"""Calls the operation that a request asks for, and makes a response of its result or its error."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ..errors import InvalidRequest, NotFound, ProblemResponse
from ..request_context import request_context
from ..store.account import Account
from .request_json import parse
from .request_log import received


@dataclass(frozen=True)
class ApiRequest:
    """What an operation reads of a request."""

    key: str
    """The ID in the path; empty where the path has none."""
    query: Mapping[str, str]
    body: Any
    """The JSON of the body; None without one."""


@dataclass(frozen=True)
class EndpointOperation:
    """An operation, with the status of its success."""

    run: Callable[[ApiRequest], Any]
    status: int = 200


Table = Mapping[str, Mapping[str, EndpointOperation]]
"""Operations by path and method."""


def endpoint(operations: Mapping[str, EndpointOperation], account: Account) -> Callable[[Request], Awaitable[Response]]:
    """Return the handler of the requests to one path; `operations` has an operation for each method."""

    async def handle(request: Request) -> Response:
        operation = operations["GET" if request.method == "HEAD" else request.method]
        api_request = ApiRequest(
            key=request.path_params.get("key", ""),
            query=request.query_params,
            body=_json(await request.body()),
        )
        with account.lock, account.at_past_time(request_context().lag if request.method == "GET" else 0.0):
            result = operation.run(api_request)
        if operation.status == HTTPStatus.NO_CONTENT:
            return Response(status_code=operation.status)
        return JSONResponse(result, operation.status)

    return handle


async def problem_response(request: Request, error: Exception) -> Response:
    """Return the response to a request that failed, as problem details."""
    problem = _as_problem(error)
    headers = {"www-authenticate": "Bearer"} if problem.status == HTTPStatus.UNAUTHORIZED else {}
    allow = (getattr(error, "headers", None) or {}).get("Allow")
    return JSONResponse(
        problem.body(received(request.scope).instance),
        problem.status,
        {**headers, **({"allow": allow} if allow else {})},
        "application/problem+json",
    )


def _as_problem(error: Exception) -> ProblemResponse:
    if isinstance(error, ProblemResponse):
        return error
    if isinstance(error, HTTPException) and error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        return ProblemResponse("the path has no such method", status=HTTPStatus.METHOD_NOT_ALLOWED)
    if isinstance(error, HTTPException):
        return NotFound("there is no such path")
    return ProblemResponse("the emulator failed")


def _json(body: bytes) -> Any:
    try:
        return parse(body)
    except ValueError:
        raise InvalidRequest("the body is not JSON") from None
