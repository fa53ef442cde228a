"""Deploys one resource through one front end, step by step, as an engine does, and records each step."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import unquote

from pulumi.runtime.proto import provider_pb2
from tests.e2e.project import PROBE

from arize_emulator import Emulator
from pulumi_arize.lifecycle.engine_operation import CLAIMED_ELSEWHERE
from pulumi_arize.lifecycle.retained_secrets import RETAINED
from pulumi_arize.model.resource_types import ResourceType

from .front_ends import FrontEnd, comparable, without_class
from .provider_process import Failed, Json

MOMENTS = ("created_at", "updated_at")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+Z")
REQUEST = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
ID = re.compile(r"\b[A-Za-z0-9]{16,}={0,2}")
NONE = provider_pb2.DiffResponse.DIFF_NONE


class Life:
    """A resource between its deployments, and the steps so far."""

    def __init__(self, front: FrontEnd, emulator: Emulator, resource_type: ResourceType, output: list[str]) -> None:
        self.front = front
        self.emulator = emulator
        self.resource_type = resource_type
        self.messages = output
        self.id = ""
        self.inputs: Json = {}
        self.outputs: Json = {}
        self.steps: list[Json] = []

    def up(self, args: Mapping[str, Any]) -> None:
        """Deploy the resource with these arguments."""
        self._record("up", lambda: self._deploy(args))

    def refresh(self) -> None:
        """Refresh the resource."""
        self._record("refresh", self._read)

    def destroy(self) -> None:
        """Delete the resource."""
        self._record("destroy", self._delete)

    def _record(self, operation: str, run: Callable[[], Json]) -> None:
        self.emulator.clear_requests()
        self.messages.clear()
        try:
            result = run()
        except Failed as failure:
            result = {"error": without_class(str(failure))}
        outputs: Json = without_nulls(comparable(self.resource_type, self.outputs))
        outputs.pop(RETAINED, None)  # dynamic resources have it in their outputs too: their reads get no inputs
        step = {
            "operation": operation,
            **result,
            "id": self.id,
            "outputs": outputs,
            "messages": self._messages(),
            "sent": self._sent(),
        }
        self.steps.append(without_run_differences(step))

    def _deploy(self, args: Mapping[str, Any]) -> Json:
        inputs, failures = self.front.check(self.resource_type, self.inputs, args)
        if failures:
            return {"failures": sorted(failures)}
        done = self._apply(inputs)
        self.inputs = inputs
        return {**done, "inputs": comparable(self.resource_type, inputs)}

    def _apply(self, inputs: Json) -> Json:
        if not self.id:
            self.id, self.outputs = self.front.create(self.resource_type, inputs)
            return {"did": "create"}
        response = self.front.diff(self.resource_type, self.id, (self.inputs, self.outputs), inputs)
        if response.changes == NONE:
            return {"did": "nothing"}
        if response.replaces:
            self._delete()
            self.id, self.outputs = self.front.create(self.resource_type, inputs)
            return {"did": "replace", "because": list(response.replaces)}
        self.outputs = self.front.update(self.resource_type, self.id, (self.inputs, self.outputs), inputs)
        return {"did": "update"}

    def _read(self) -> Json:
        found, outputs, inputs = self.front.read(self.resource_type, self.id, (self.inputs, self.outputs))
        self.id, self.outputs, self.inputs = found, outputs, inputs if found else {}
        return {"inputs": comparable(self.resource_type, inputs)}

    def _delete(self) -> Json:
        self.front.delete(self.resource_type, self.id, (self.inputs, self.outputs))
        self.id, self.inputs, self.outputs = "", {}, {}
        return {}

    def _messages(self) -> list[str]:
        """Return the messages to the engine, without two, and without the name of the resource before them.

        Only a dynamic resource lists all that an update sends. The caution before an adoption comes once for each
        operation: for a process of `pulumi.dynamic` all calls of one engine are one operation. The plugin gives the
        engine the URN instead of the name.
        """
        return [
            message.removeprefix("'it': ")
            for message in self.messages
            if " sends `" not in message and message != CLAIMED_ELSEWHERE
        ]

    def _sent(self) -> list[Json]:
        """Return the requests, without the probe for the server's dialect, which a process sends once."""
        asked = [request for request in self.emulator.requests if request.query != PROBE]
        return [{"method": item.method, "path": item.path, "query": item.query, "body": item.body} for item in asked]


def without_nulls(value: Any) -> Any:
    """Return outputs without nulls at any depth: `pulumi.dynamic` passes none on."""
    if isinstance(value, list):
        return [without_nulls(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {name: without_nulls(item) for name, item in value.items() if item is not None}


def without_run_differences(value: Any) -> Any:
    """Return a value without what differs between runs: times, and the random part of an id."""
    if isinstance(value, (list, tuple)):
        return [without_run_differences(item) for item in value]
    if isinstance(value, dict):
        return {name: "some time" if name in MOMENTS else without_run_differences(item) for name, item in value.items()}
    if not isinstance(value, str):
        return value
    return ID.sub(_without_random_part, MOMENT.sub("some time", REQUEST.sub("some request", unquote(value))))


def _without_random_part(found: re.Match[str]) -> str:
    try:
        kind, number, _ = base64.b64decode(found[0]).decode().split(":")
    except ValueError:
        return found[0]
    return f"<{kind} {number}>"
