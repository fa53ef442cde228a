"""What is fuzzed: each target ends in a value or an ArizeError, or else it fails."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import httpx
from google.protobuf import json_format, struct_pb2
from google.protobuf.message import DecodeError
from hypothesis import HealthCheck, Phase, settings
from pulumi.runtime import rpc
from tests.raw_server import Server
from tests.share import share

from pulumi_arize.api.account import Account
from pulumi_arize.api.error_responses import status_error
from pulumi_arize.dynamic.provider import DynamicProvider
from pulumi_arize.errors import ArizeError
from pulumi_arize.lifecycle.check import check
from pulumi_arize.lifecycle.diff import diff
from pulumi_arize.lifecycle.merge_response import ALL_PATHS, Response
from pulumi_arize.lifecycle.registry import lifecycle
from pulumi_arize.lifecycle.response_forms import as_sent
from pulumi_arize.lifecycle.response_matching import matches_inputs
from pulumi_arize.lifecycle.state import build_state, inputs_from_state
from pulumi_arize.model.resource_types import RESOURCE_TYPES, ResourceType

Json = Any
KINDS = {kind.name: kind for kind in RESOURCE_TYPES}
LONGEST = 50_000
"""Characters of the longest error."""


def in_time(small: int, *, shrinking: bool = False) -> settings:
    """Return how a target is fed: so many inputs, and more in `make soak`; one that takes 20 s has hung.

    What fails is made smaller only where that takes no real requests.
    """
    return settings(
        deadline=timedelta(seconds=20),
        suppress_health_check=list(HealthCheck),
        max_examples=share(40 * small, small),
        phases=[Phase.explicit, Phase.generate, *([Phase.shrink] if shrinking else [])],
    )


QUICK = {"requestDeadline": 0.3, "requestTimeout": 0.3, "maxRetries": 1, "retryDelay": 0.001, "maxRetryDelay": 0.001}
"""Settings for servers that may never respond well."""


def account(server: Server) -> Account:
    """Return a new account behind a server."""
    return Account(server.settings(**QUICK))


@contextmanager
def only_our_errors() -> Iterator[None]:
    """Let errors of ours pass, each of one line or two and not endless; any other comes out."""
    try:
        yield
    except ArizeError as error:
        output = str(error)
        assert output.count("\n") <= 1, output
        assert len(output) <= LONGEST, output


def checked(resource_type: ResourceType, given: Json, before: Json) -> None:
    """Check any inputs, after any other ones."""
    _, problems = check(resource_type, given, before)
    for problem in problems:
        assert "\n" not in problem.reason
        assert problem.property_path or "" in given


def compared(resource_type: ResourceType, state: Json, given: Json) -> None:
    """Compare any state with what check made of any inputs, and make inputs of any state."""
    inputs, _ = check(resource_type, given)
    for change in diff(resource_type, state, inputs):
        assert change.path
    for asked in (ALL_PATHS, ()):
        build_state(resource_type, Response(state, asked), inputs, given, b"")
        build_state(resource_type, Response(given, asked), as_sent(resource_type.model_for(state), state), state, b"")
    matches_inputs(resource_type, state, inputs)
    inputs_from_state(resource_type.variants(state), state, [name for name in state if isinstance(name, str)])


def parsed(status: int, headers: Mapping[str, str], body: bytes) -> None:
    """Make an error of any response."""
    try:
        response = httpx.Response(status, headers=headers, content=body)
    except (UnicodeError, httpx.HTTPError):  # no such response can come: httpx has made it none before
        return
    with only_our_errors():
        raise status_error(response)


def lived(resource_type: ResourceType, account: Account, inputs: Json, state: Json) -> None:
    """Create, read, update and delete, with any state, against a server with any responses."""
    operations = lifecycle(resource_type, account)
    for operation in (
        lambda: operations.create(inputs),
        lambda: operations.read("id", state, ["name", "config", "config.api_key"]),
        lambda: operations.update("id", state, inputs),
        lambda: operations.delete("id", state),
    ):
        with only_our_errors():
            operation()


def from_engine(values: Mapping[str, Json]) -> dict[str, Json] | None:
    """Return values as the engine's protocol hands them to a provider, None where it cannot carry them."""
    sent, received = struct_pb2.Struct(), struct_pb2.Struct()
    try:
        sent.update(values)
        received.ParseFromString(sent.SerializeToString())
        arrived: dict[str, Json] = json_format.MessageToDict(received)
    except (ValueError, OverflowError, RecursionError, DecodeError):
        return None
    return arrived


def carried(provider: DynamicProvider, olds: dict[str, Json], news: dict[str, Json]) -> None:
    """Check, compare and read through the dynamic provider; what it returns, the engine's protocol can carry."""
    check_wire(lambda: provider.check(olds, news).inputs)
    with only_our_errors():
        provider.diff("id", olds, news)
    check_wire(lambda: provider.read("id", olds).outs)
    check_wire(lambda: provider.read("id", olds).inputs)


def check_wire(operation: Callable[[], dict[str, Json] | None]) -> None:
    """Run a operation, and put what it returns on the wire as `pulumi.dynamic` does."""
    with only_our_errors():
        values = operation()
        asyncio.run(rpc.serialize_properties(values or {}, {}))
