"""The same requests without an engine, one after the other: by a loop on `httpx`, and by the official package."""

from __future__ import annotations

import time
from typing import Any, TypeAlias

import httpx
from arize import ArizeClient
from arize.integrations.types import CreateOpenAiConfig
from tests.soak.server import Server

from .server import take_request_counts
from .timed_operation import Timing

Json = dict[str, Any]
PATH = "/v2/integrations"
PAGE = 100


class HttpxClient:
    """A loop on `httpx`."""

    def __init__(self, server: Server) -> None:
        variables = server.env
        self._http = httpx.Client(
            base_url=f"http://{variables['ARIZE_API_HOST']}:{variables['ARIZE_API_PORT']}",
            headers={"authorization": f"Bearer {variables['ARIZE_API_KEY']}"},
        )

    def create(self, number: int) -> str:
        """Send a POST."""
        config = {"provider": "OPEN_AI", "api_key": f"key {number}", "is_function_calling_enabled": False}
        body = {"type": "LLM", "name": f"Number {number}", "config": config}
        return str(self._http.post(PATH, json=body).raise_for_status().json()["id"])

    def update(self, item_id: str) -> None:
        """Send a PATCH."""
        body = {"type": "LLM", "config": {"is_function_calling_enabled": True}}
        self._http.patch(f"{PATH}/{item_id}", json=body).raise_for_status()

    def read_all(self) -> None:
        """Ask for every page."""
        query: Json = {"limit": PAGE}
        while query:
            response = self._http.get(PATH, params=query).raise_for_status().json()
            cursor = response["pagination"].get("next_cursor")
            query = {"limit": PAGE, "cursor": cursor} if cursor else {}


class OfficialClient:
    """The official package, with its own defaults."""

    def __init__(self, server: Server) -> None:
        variables = server.env
        self._client = ArizeClient(
            api_key=variables["ARIZE_API_KEY"],
            api_host=variables["ARIZE_API_HOST"],
            api_port=int(variables["ARIZE_API_PORT"]),
            api_scheme="http",
        )

    def create(self, number: int) -> str:
        """Create an LLM integration."""
        config = CreateOpenAiConfig(provider="OPEN_AI", api_key=f"key {number}", is_function_calling_enabled=False)
        return str(self._client.integrations.create_llm(name=f"Number {number}", config=config).id)

    def update(self, item_id: str) -> None:
        """Update an LLM integration."""
        self._client.integrations.update_llm(integration=item_id, function_calling_enabled=True)

    def read_all(self) -> None:
        """List all integrations."""
        cursor: str | None = None
        while True:
            pagination = self._client.integrations.list(limit=PAGE, cursor=cursor).pagination
            cursor = pagination.next_cursor
            if not cursor:
                return


Client: TypeAlias = HttpxClient | OfficialClient
"""A client that sends the requests of a deployment."""


class DirectClient:
    """Sends by one client what each operation of a stack sends."""

    def __init__(self, client: Client, server: Server, count: int) -> None:
        self._client = client
        self._server = server
        self._count = count
        self._ids: list[str] = []

    def operate(self, operation: str, turn: int) -> Timing | None:
        """Send what the operation sends, and time it; None where it sends nothing."""
        begun = time.perf_counter()
        if operation == "refresh":
            self._client.read_all()
        elif operation == "up" and not self._ids:
            self._ids = [self._client.create(number) for number in range(self._count)]
        elif operation == "up" and turn:
            for item_id in self._ids:
                self._client.update(item_id)
        else:
            return None
        return Timing(time.perf_counter() - begun, take_request_counts(self._server))
