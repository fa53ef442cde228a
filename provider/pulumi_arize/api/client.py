"""One HTTP client for one account: authentication, deadlines, retries, and every failure as an error of ours."""

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
from .clock import ServerClock
from .debug_log import DebugLog
from .error_responses import message_text, status_error
from .proxies import Proxy, find_proxy
from .redaction import redacting
from .retries import Retries, may_have_been_applied
from .route import Route
from .trust import tls_verification

PAGE_SIZE = 100
"""Items of a page: the most that the API gives."""

MAX_RESPONSE_BYTES = 64 * 1024 * 1024
"""Bytes of the largest answer that is read."""

FRAMING_HEADERS = (b"content-encoding", b"content-length", b"transfer-encoding")
"""Headers that say how an answer came over the wire: they are true no more when it is read and decoded."""

MIN_TIMEOUT = 1.0
"""Seconds that an attempt gets at least, however near the deadline is."""

ResponseBody = dict[str, Any]
Body = Mapping[str, Any]
VerifyApplied = Callable[[], ResponseBody | None]
"""Looks whether a request has taken place: returns what its answer would have said, None where it has not."""


class Client:
    """Requests to one account; `secrets` are those that each of them bears. Threads may share it."""

    def __init__(self, settings: Settings) -> None:
        key = settings.api_key.get_secret_value()
        proxy = find_proxy(settings, os.environ)
        self.secrets = frozenset({key, *(proxy.secrets if proxy else ())})
        self._route = Route(settings, proxy)
        self._timeout = settings.request_timeout
        self._retries = Retries(settings)
        self._log = DebugLog(settings.log_file) if settings.log_file else None
        self.clock = ServerClock()
        self._http = _http(settings, key, proxy)

    def request(
        self,
        method: str,
        path: str,
        body: Body | None = None,
        params: Mapping[str, Any] | None = None,
        look: VerifyApplied | None = None,
    ) -> ResponseBody:
        """Return the JSON object that the API answers; an empty one for an answer without a body.

        What may pass is tried again. A request that must not be sent twice blindly, which is a POST or a PATCH, gives
        `look`: it is asked after a failure that leaves open whether the request has taken place, before anything is
        sent again, and in place of giving up.

        Raises Unreachable, BadAnswer or Refused; `outcome_unknown` of the error says that nobody knows what has taken
        place.
        """
        attempt = partial(self._attempt, method, path, body, params)
        with self._retries.deadline(), redacting([*self.secrets, *secrets_by_name(body)]):
            return self._send_verified(attempt, look) if look else self._retries.run(attempt)

    def pages(self, path: str, items: str, params: Mapping[str, Any] | None = None) -> Iterator[list[ResponseBody]]:
        """Return the pages of a list, each when it is asked for. Source: `PaginationMetadata`."""
        query = {"limit": PAGE_SIZE, **(params or {})}
        seen: set[str] = set()
        while True:
            response = self.request("GET", path, params=query)
            page = response.get(items)
            if not isinstance(page, list):
                raise InvalidResponse(f"the list at {path} holds no {items!r}: is it the API of Arize?")
            yield [item for item in page if isinstance(item, dict)]
            pagination = response.get("pagination")
            more = pagination if isinstance(pagination, dict) and pagination.get("has_more") else {}
            cursor = str(more.get("next_cursor") or "")
            if not cursor:
                return
            if cursor in seen:
                raise InvalidResponse(f"the list at {path} comes back to the same page")
            seen.add(cursor)
            query["cursor"] = cursor

    def cancel(self) -> None:
        """Try nothing again from now on: for a provider that is asked to stop."""
        self._retries.cancel()

    def pauses(self, first: float, longest: float, until: float) -> Iterator[None]:
        """Return after ever longer pauses, from `first` seconds to `longest`, for `until` seconds in all."""
        return self._retries.pauses(first, longest, until)

    def _send_verified(self, attempt: Callable[[], ResponseBody], look: VerifyApplied) -> ResponseBody:
        is_open = False

        def look_first() -> ResponseBody:
            nonlocal is_open
            if is_open and (found := look()) is not None:
                return found
            try:
                return require_id(attempt())
            except ApiError as error:
                is_open = is_open or may_have_been_applied(error)
                raise

        try:
            return self._retries.run(look_first)
        except ApiError as error:
            found = self._last_verification(look, error) if is_open else None
            if found is None:
                raise
        return found

    def _last_verification(self, look: VerifyApplied, error: ApiError) -> ResponseBody | None:
        try:
            return look()
        except ApiError:
            error.outcome_unknown = True
            return None

    def _attempt(self, method: str, path: str, body: Body | None, params: Mapping[str, Any] | None) -> ResponseBody:
        self._retries.wait_for_cooldown()
        request = self._http.build_request(method, path, json=body, params=params)
        begun = time.perf_counter()
        try:
            response = self._send(request)
        except ApiError as error:
            self._write_log(request, body, begun, error)
            raise
        self._write_log(request, body, begun, response)
        if response.is_success:
            return _object(response, self._route)
        problem = status_error(response)
        problem.hint = self._route.hint(response) or problem.hint
        self._retries.start_cooldown(problem)
        raise problem

    def _send(self, request: httpx.Request) -> httpx.Response:
        """Send the request once and return the answer, read whole. Raises Unreachable or BadAnswer."""
        seconds = min(self._timeout, max(self._retries.time_left(), MIN_TIMEOUT))
        request.extensions["timeout"] = httpx.Timeout(seconds).as_dict()
        sent_at = time.monotonic()
        try:
            response = self._http.send(request, stream=True)
            self.clock.record(response.headers.get("date"), sent_at, time.monotonic())
            self._route.is_known = True
            try:
                return _read(response, time.monotonic() + seconds)
            finally:
                response.close()
        except (httpx.HTTPError, UnicodeError) as error:  # the latter of names that no name server can be asked for
            raise self._route.unreachable(error) from None

    def _write_log(
        self, request: httpx.Request, body: Body | None, begun: float, response: httpx.Response | ApiError
    ) -> None:
        if self._log:
            self._log.write(request, body, begun, response)


def item_path(collection: str, item_id: str) -> str:
    """Return the path of one resource; the id, base64 as it is, cannot change the path.

    Raises ApiError for what no escape keeps from changing it.
    """
    if not item_id.strip("."):
        raise ApiError(f"{item_id!r} is no id")
    return f"{collection}/{quote(item_id, safe='', errors='surrogatepass')}"


def require_id(response: ResponseBody) -> ResponseBody:
    """Return an answer that is a resource. Raises BadAnswer where it has no id."""
    if not isinstance(response.get("id"), str) or not response["id"]:
        raise InvalidResponse("the answer holds no id: is it the API of Arize?")
    return response


def _http(settings: Settings, key: str, proxy: Proxy | None) -> httpx.Client:
    """Return the connections to the server. Raises SettingsError where the settings name no place to connect to."""
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
        raise SettingsError(f"{settings.address} is no address: check {where}") from None
    except (ValueError, ImportError) as error:  # a scheme whose library is missing
        raise SettingsError(f"the proxy cannot be used: {error}; check {proxy.source if proxy else ''}") from None


def _read(response: httpx.Response, until: float) -> httpx.Response:
    """Return an answer read whole and decoded, if that takes neither too long nor too much."""
    read = bytearray()
    for part in response.iter_bytes():
        read += part
        if len(read) > MAX_RESPONSE_BYTES:
            raise InvalidResponse(f"the answer of {response.url.host} is larger than {MAX_RESPONSE_BYTES >> 20} MiB")
        if time.monotonic() > until:
            raise httpx.ReadTimeout("", request=response.request)
    headers = [(name, value) for name, value in response.headers.raw if name.lower() not in FRAMING_HEADERS]
    return httpx.Response(response.status_code, headers=headers, content=bytes(read), request=response.request)


def _object(response: httpx.Response, route: Route) -> ResponseBody:
    if not response.content:
        return {}
    answer = parse(response.content)
    if not isinstance(answer, dict):
        kind = message_text(response.headers.get("content-type")) or "no type"
        raise InvalidResponse(f"the answer is no JSON object but {kind}: is {route.api} the API of Arize?")
    return answer
