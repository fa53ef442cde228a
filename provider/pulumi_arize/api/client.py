"""One HTTP client for one account: authentication, deadlines, retries, and every failure as an ApiError."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any
from urllib.parse import quote

import httpx

from .._version import __version__
from ..errors import ApiError, InvalidResponse, SettingsError
from ..model.secret_fields import secrets_by_name
from ..safe_json import parse
from ..settings import Settings
from .active_secrets import redacting
from .connection_errors import ConnectionErrors
from .debug_log import DebugLog
from .error_responses import message_text, status_error
from .proxies import Proxy, find_proxy
from .retries import Retries, may_have_been_applied
from .server_clock import ServerClock
from .tls import tls_verification

PAGE_SIZE = 100
"""Items of a page: the API's maximum."""

MAX_RESPONSE_BYTES = 64 * 1024 * 1024
"""Bytes of the largest response that is read."""

FRAMING_HEADERS = (b"content-encoding", b"content-length", b"transfer-encoding")
"""Headers of the encoding on the wire: they do not hold for a decoded response."""

MIN_TIMEOUT = 1.0
"""The shortest timeout of an attempt in seconds, also near the deadline."""

ResponseBody = dict[str, Any]
Body = Mapping[str, Any]
ReadIfApplied = Callable[[], ResponseBody | None]
"""Verifies whether a request has been applied: returns what its response would have held, None where it has not."""


class Client:
    """Requests to one account; `secrets` are those that each request holds. Threads may share it."""

    def __init__(self, settings: Settings) -> None:
        key = settings.api_key.get_secret_value()
        proxy = find_proxy(settings, os.environ)
        self.secrets = frozenset({key, *(proxy.secrets if proxy else ())})
        self._connection_errors = ConnectionErrors(settings, proxy)
        self._timeout = settings.request_timeout
        self.retries = Retries(settings)
        self._log = DebugLog(settings.log_file, settings.source("log_file")) if settings.log_file else None
        self.clock = ServerClock()
        self._http = _http(settings, key, proxy)

    def request(
        self,
        method: str,
        path: str,
        body: Body | None = None,
        params: Mapping[str, Any] | None = None,
        read_if_applied: ReadIfApplied | None = None,
    ) -> ResponseBody:
        """Return the JSON object in the response; an empty one for a response without a body.

        Errors that may be temporary are retried. A request that must not be applied twice, a POST or a PATCH, has
        `read_if_applied`: called after an error that leaves open whether the request was applied, before each retry and
        before giving up.

        Raises ApiConnectionError, InvalidResponse or ApiStatusError; where its `outcome_unknown` is true, that call
        has failed too.
        """
        attempt = partial(self._attempt, method, path, body, params)
        with self.retries.deadline(), redacting([*self.secrets, *secrets_by_name(body)]):
            return self._send_verified(attempt, read_if_applied) if read_if_applied else self.retries.run(attempt)

    def pages(self, path: str, list_key: str, params: Mapping[str, Any] | None = None) -> Iterator[list[ResponseBody]]:
        """Return the pages of a list, each requested when it is needed. Source: `PaginationMetadata`."""
        query = {"limit": PAGE_SIZE, **(params or {})}
        seen: set[str] = set()
        while True:
            response = self.request("GET", path, params=query)
            yield items_of(response, path, list_key)
            pagination = response.get("pagination")
            more = pagination if isinstance(pagination, dict) and pagination.get("has_more") else {}
            cursor = str(more.get("next_cursor") or "")
            if not cursor:
                return
            if cursor in seen:
                raise InvalidResponse(f"the list at {path} does not end: the server repeats a cursor")
            seen.add(cursor)
            query["cursor"] = cursor

    def _send_verified(self, attempt: Callable[[], ResponseBody], read_if_applied: ReadIfApplied) -> ResponseBody:
        may_be_applied = False

        def verify_and_send() -> ResponseBody:
            nonlocal may_be_applied
            if may_be_applied and (found := read_if_applied()) is not None:
                return found
            try:
                return require_id(attempt())
            except ApiError as error:
                may_be_applied = may_be_applied or may_have_been_applied(error)
                raise

        try:
            return self.retries.run(verify_and_send)
        except ApiError as error:
            found = self._last_verification(read_if_applied, error) if may_be_applied else None
            if found is None:
                raise
        return found

    def _last_verification(self, read_if_applied: ReadIfApplied, error: ApiError) -> ResponseBody | None:
        try:
            return read_if_applied()
        except ApiError:
            error.outcome_unknown = True
            return None

    def _attempt(self, method: str, path: str, body: Body | None, params: Mapping[str, Any] | None) -> ResponseBody:
        self.retries.wait_for_cooldown()
        request = self._http.build_request(method, path, json=body, params=params)
        begun = time.perf_counter()
        try:
            response = self._send(request)
        except ApiError as error:
            self._write_log(request, body, begun, error)
            raise
        self._write_log(request, body, begun, response)
        if response.is_success:
            return _object(response, self._connection_errors)
        status = status_error(response)
        status.hint = self._connection_errors.hint(response, status.problem) or status.hint
        self.retries.start_cooldown(status)
        raise status

    def _send(self, request: httpx.Request) -> httpx.Response:
        """Send the request once and return the whole response. Raises ApiConnectionError or InvalidResponse."""
        seconds = min(self._timeout, max(self.retries.time_left(), MIN_TIMEOUT))
        request.extensions["timeout"] = httpx.Timeout(seconds).as_dict()
        sent_at = time.monotonic()
        try:
            response = self._http.send(request, stream=True)
            self.clock.record(response.headers.get("date"), sent_at, time.monotonic())
            self._connection_errors.has_responded = True
            try:
                return _read(response, time.monotonic() + seconds)
            finally:
                response.close()
        except (httpx.HTTPError, UnicodeError) as error:  # UnicodeError: a name that cannot be looked up
            raise self._connection_errors.connection_error(error) from None

    def _write_log(
        self, request: httpx.Request, body: Body | None, begun: float, response: httpx.Response | ApiError
    ) -> None:
        if self._log:
            self._log.write(request, body, begun, response)


def item_path(collection: str, item_id: str) -> str:
    """Return the path of one resource, with its ID escaped.

    Raises ApiError for an ID that would lead to another path in spite of that.
    """
    if not item_id.strip("."):
        raise ApiError(f"{item_id!r} is not an id")
    return f"{collection}/{quote(item_id, safe='', errors='surrogatepass')}"


def require_id(response: ResponseBody) -> ResponseBody:
    """Return a response that is a resource. Raises InvalidResponse where it has no ID."""
    if not isinstance(response.get("id"), str) or not response["id"]:
        raise InvalidResponse("the response has no id: is it the API of Arize?")
    return response


def items_of(response: ResponseBody, path: str, list_key: str) -> list[ResponseBody]:
    """Return the items in a page of a list. Raises InvalidResponse where it has no list."""
    page = response.get(list_key)
    if not isinstance(page, list):
        raise InvalidResponse(f"the list at {path} has no {list_key!r}: is it the API of Arize?")
    return [item for item in page if isinstance(item, dict)]


def _http(settings: Settings, key: str, proxy: Proxy | None) -> httpx.Client:
    """Return the HTTP client. Raises SettingsError where the address of the API or of the proxy is invalid."""
    headers = {
        "authorization": f"Bearer {key}",
        "accept": "application/json",
        "user-agent": f"pulumi-arize/{__version__}",
    }
    verify = tls_verification(settings, os.environ)
    try:
        return httpx.Client(
            base_url=settings.base_url,
            proxy=proxy.url if proxy else None,
            verify=verify,
            headers=headers,
            limits=httpx.Limits(max_connections=None, max_keepalive_connections=None),
            trust_env=False,
        )
    except httpx.InvalidURL:  # it quotes what may be a part of a password
        where = settings.address_source + (f", and the proxy of {proxy.source}" if proxy else "")
        raise SettingsError(f"{settings.address} is not a valid address: check {where}") from None
    except (ValueError, ImportError) as error:  # a scheme whose library is missing
        raise SettingsError(f"the proxy cannot be used: {error}; check {proxy.source if proxy else ''}") from None


def _read(response: httpx.Response, until: float) -> httpx.Response:
    """Return a response with its whole body, decoded. Raises where that takes too long or is too large."""
    read = bytearray()
    for part in response.iter_bytes():
        read += part
        if len(read) > MAX_RESPONSE_BYTES:
            raise InvalidResponse(f"the response of {response.url.host} is larger than {MAX_RESPONSE_BYTES >> 20} MiB")
        if time.monotonic() > until:
            raise httpx.ReadTimeout("", request=response.request)
    headers = [(name, value) for name, value in response.headers.raw if name.lower() not in FRAMING_HEADERS]
    return httpx.Response(response.status_code, headers=headers, content=bytes(read), request=response.request)


def _object(response: httpx.Response, connection_errors: ConnectionErrors) -> ResponseBody:
    if not response.content:
        return {}
    body = parse(response.content)
    if not isinstance(body, dict):
        kind = message_text(response.headers.get("content-type")) or "no type"
        kind += " that is incomplete, or no object" if "json" in kind else ""
        where = connection_errors.address_and_source
        raise InvalidResponse(f"the response is not a JSON object but {kind}: is {where} the API of Arize?")
    return body
