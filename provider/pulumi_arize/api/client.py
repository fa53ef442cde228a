"""One HTTP client for one account: authentication, deadlines, and every failure as an error of ours."""

from __future__ import annotations

import json
import ssl
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

import httpx

from .._version import __version__
from ..errors import BadAnswer, SettingsError, Unreachable
from ..settings import Settings
from .problems import refused

PAGE_LIMIT = 100
"""Items of a page: the most that the API gives."""


class Client:
    """Requests to one account. Threads may share it."""

    def __init__(self, settings: Settings) -> None:
        self._key = settings.api_key.get_secret_value()
        self._http = httpx.Client(
            base_url=settings.base_url,
            timeout=settings.request_timeout,
            proxy=settings.proxy_url,
            verify=_verify(settings),
            headers={
                "authorization": f"Bearer {self._key}",
                "accept": "application/json",
                "user-agent": f"pulumi-arize/{__version__}",
            },
        )

    def request(
        self, method: str, path: str, body: Mapping[str, Any] | None = None, params: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """Return the JSON object that the API answers; an empty one for an answer without a body.

        Raises Unreachable, BadAnswer or Refused.
        """
        try:
            response = self._http.request(method, path, json=body, params=params)
        except httpx.TimeoutException:
            raise Unreachable(f"no answer from {self._http.base_url.host} in time; see arize:requestTimeout") from None
        except httpx.HTTPError as error:
            why = (str(error) or type(error).__name__).replace(self._key, "[secret]")
            raise Unreachable(f"no answer from {self._http.base_url.host}: {why}; check arize:host") from None
        if not response.is_success:
            raise refused(response, self._key)
        return _object(response)

    def pages(self, path: str, items: str, params: Mapping[str, Any] | None = None) -> Iterator[list[dict[str, Any]]]:
        """Return the pages of a list, each when it is asked for. Source: `PaginationMetadata`."""
        query = {"limit": PAGE_LIMIT, **(params or {})}
        while True:
            answer = self.request("GET", path, params=query)
            page = answer.get(items)
            if not isinstance(page, list):
                raise BadAnswer(f"the list at {path} holds no {items!r}: is it the API of Arize?")
            yield [item for item in page if isinstance(item, dict)]
            pagination = answer.get("pagination")
            cursor = (
                pagination.get("next_cursor") if isinstance(pagination, dict) and pagination.get("has_more") else None
            )
            if not cursor:
                return
            if cursor == query.get("cursor"):
                raise BadAnswer(f"the list at {path} comes back to the same page")
            query["cursor"] = cursor


def item_path(collection: str, item_id: str) -> str:
    """Return the path of one resource; the id, base64 as it is, cannot change the path."""
    return f"{collection}/{quote(item_id, safe='')}"


def _verify(settings: Settings) -> ssl.SSLContext | bool:
    if settings.scheme == "http" or not settings.verify:
        return False
    if not settings.ca_cert:
        return True
    try:
        return ssl.create_default_context(cafile=settings.ca_cert)
    except OSError as error:
        raise SettingsError(f"arize:caCert: {settings.ca_cert} is no CA bundle that can be read: {error}") from None


def _object(response: httpx.Response) -> dict[str, Any]:
    if not response.content:
        return {}
    try:
        answer = json.loads(response.content)
    except (ValueError, RecursionError):
        answer = None
    if not isinstance(answer, dict):
        kind = response.headers.get("content-type", "no type")
        raise BadAnswer(f"the answer is no JSON object but {kind}: is {response.url.host} the API of Arize?")
    return answer
