"""How long it takes to start: what `import pulumi_arize` adds to a program, and a provider's process until it responds.

A process is ready after its first response to a `Check`: `pulumi.dynamic` serves before it has loaded any provider.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence

import grpc
from pulumi.runtime.proto import provider_pb2, provider_pb2_grpc
from tests.soak.server import Server

from pulumi_embedded.values import to_wire

from .machine import output_of
from .operations import DYNAMIC, NATIVE
from .project import FLOOR, PROGRAM, SCRIPTS
from .samples import Spread

IMPORT = """
import time
import pulumi
begun = time.perf_counter()
import {}
print(time.perf_counter() - begun)
"""
IMPORTED = ("pulumi_arize", "pulumi_arize.native")
PICKLED = """
import importlib
import sys
from pulumi.dynamic.dynamic import serialize_provider
print(serialize_provider({}))
"""
PROVIDERS = {
    FLOOR: "importlib.import_module('floor').Nothing()",
    DYNAMIC: "importlib.import_module('pulumi_arize.dynamic.resource').ProviderReference('Integration')",
}
"""How a program says which provider a resource has."""

SERVED = [sys.executable, "-u", "-m", "pulumi.dynamic", "127.0.0.1:1"]
COMMANDS = {FLOOR: SERVED, DYNAMIC: SERVED, NATIVE: [str(SCRIPTS / "pulumi-resource-arize"), "127.0.0.1:1"]}
TYPES = {
    FLOOR: "pulumi-python:dynamic/floor:Integration",
    DYNAMIC: "pulumi-python:dynamic/arize:Integration",
    NATIVE: "arize:index:Integration",
}
ARGUMENTS = {"name": "Number 1", "config": {"provider": "OPEN_AI", "api_key": "key 1"}}


def measure_imports(runs: int) -> dict[str, Spread]:
    """Return the seconds that an import takes in a program that has imported Pulumi."""
    seconds = defaultdict(list)
    for _ in range(runs):
        for module in IMPORTED:
            seconds[module].append(float(output_of(sys.executable, "-c", IMPORT.format(module), folder=PROGRAM)))
    return {module: Spread(values) for module, values in seconds.items()}


def measure_startup(runs: int) -> dict[str, Spread]:
    """Return the seconds from the start of a provider's process to its first response."""
    pickled = {
        side: output_of(sys.executable, "-c", PICKLED.format(made), folder=PROGRAM) for side, made in PROVIDERS.items()
    }
    seconds = defaultdict(list)
    with Server() as server:
        configuration = _configuration(server)
        for _ in range(runs):
            for side, command in COMMANDS.items():
                extra = {"__provider": pickled[side]} if side in pickled else {}
                seconds[side].append(_until_checked(command, TYPES[side], configuration, {**ARGUMENTS, **extra}))
    return {side: Spread(values) for side, values in seconds.items()}


def _configuration(server: Server) -> dict[str, str]:
    variables = server.env
    return {
        "apiKey": variables["ARIZE_API_KEY"],
        "host": variables["ARIZE_API_HOST"],
        "port": variables["ARIZE_API_PORT"],
        "scheme": variables["ARIZE_API_SCHEME"],
    }


def _until_checked(
    command: Sequence[str], type_: str, configuration: Mapping[str, str], arguments: Mapping[str, object]
) -> float:
    is_native = type_ == TYPES[NATIVE]
    configured = configuration if is_native else {f"arize:{name}": value for name, value in configuration.items()}
    begun = time.perf_counter()
    process = subprocess.Popen(command, cwd=PROGRAM, stdout=subprocess.PIPE, text=True)  # noqa: S603 - a provider
    try:
        assert process.stdout is not None  # noqa: S101 - it is a pipe
        port = process.stdout.readline().strip()
        with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
            stub = provider_pb2_grpc.ResourceProviderStub(channel)
            stub.Configure(provider_pb2.ConfigureRequest(args=to_wire(dict(configured))))
            checked = stub.Check(
                provider_pb2.CheckRequest(
                    urn=f"urn:pulumi:dev::bench::{type_}::one", type=type_, name="one", news=to_wire(dict(arguments))
                )
            )
        seconds = time.perf_counter() - begun
    finally:
        process.kill()
        process.wait()
    if checked.failures:
        raise RuntimeError(f"the check failed: {checked.failures}")
    return seconds
