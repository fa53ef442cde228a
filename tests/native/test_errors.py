"""Errors of the plugin: one line that says what was tried, without a traceback and without a secret, for every call."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import grpc
import pytest
from google.protobuf import empty_pb2, struct_pb2
from pulumi.runtime.proto import provider_pb2, provider_pb2_grpc
from tests.lifecycle.samples import agent, ai, llm

from arize_emulator import DropConnection, Emulator, FaultRule, HtmlPage, InvalidJson, Status
from pulumi_arize.casing import camel
from pulumi_arize.errors import ArizeError
from pulumi_arize.model.functions import FUNCTIONS
from pulumi_arize.model.resource_types import (
    AI_INTEGRATION,
    INTEGRATION,
    INTEGRATION_TYPES,
    ORGANIZATION,
    SETTING_TYPES,
    SPACE,
    SPACE_DEFAULT,
    SPACE_DEFAULT_AGENT,
    ResourceType,
)
from pulumi_arize.native.server import OneLineErrors
from pulumi_embedded.values import SIGNATURE

from .conftest import Configured, Start
from .front_ends import Native, settings
from .inspection import error_message
from .provider_process import PLUGIN, Failed, Failure, Json, Plugin, urn_of

SECRET = "s3cret-that-nobody-may-see"
FAULTS: dict[str, Any] = {
    "refused": Status(status=403, detail=f"not with {SECRET}"),
    "the server's problem": Status(status=500, detail=f"it fell over {SECRET}"),
    "the connection is lost": DropConnection(),
    "a page in between": HtmlPage(status=502, html=f"<html>{SECRET}\nand more</html>"),
    "no JSON": InvalidJson(text=f"[{SECRET}"),
    "a secret of the request": Status(status=422, detail="not s3cret-key and s3cret-header"),
}
ASSET = "c44067f5952c0a294b673a41bacd8c17"
HURRIED = {"requestDeadline": "2", "maxRetries": "1", "retryDelay": "0.001", "maxRetryDelay": "0.001"}
UNPROTECTED = {"deletion_protection": False}
SAMPLES: dict[str, tuple[ResourceType, Json]] = {
    "Integration": (INTEGRATION, llm("NVIDIA_NIM", api_key="s3cret-key", headers={"x": "s3cret-header"})),
    "AiIntegration": (AI_INTEGRATION, ai(api_key="s3cret-key", headers={"x": "s3cret-header"})),
    "Organization": (ORGANIZATION, {"name": "Team", **UNPROTECTED}),
    "Space": (SPACE, {"name": "Dev", "organization_id": "T3JnYW5pemF0aW9uOjE6YQ==", **UNPROTECTED}),
    "SpaceDefaultIntegration": (SPACE_DEFAULT, {"space_id": "c3BhY2U6MTph", "integration_id": "i", "model_name": "m"}),
    "SpaceDefaultAgentRuntime": (SPACE_DEFAULT_AGENT, {"space_id": "c3BhY2U6MTph", "integration_id": "i"}),
}


@pytest.fixture(scope="module")
def process() -> Iterator[Plugin]:
    """Return a plugin."""
    plugin = Plugin(PLUGIN)
    yield plugin
    plugin.close()


@pytest.fixture
def hurried(process: Plugin, emulator: Emulator) -> Native:
    """Return a plugin that does not try for long; what nobody may see is the account's key."""
    emulator.add_key(SECRET)
    process.configure(settings(emulator, **HURRIED, apiKey=SECRET))
    return Native(process)


def operations(front: Native, resource_type: ResourceType, args: Mapping[str, Any]) -> dict[str, Callable[[], Any]]:
    """Return every call on a resource that asks the server something."""
    inputs = front.checked(resource_type, args)
    old: tuple[Json, Json] = (inputs, {**inputs, "id": "aWQ6MTph"})
    changed = {**inputs, "name": "another", "modelName": "another", "integrationId": "another"}
    return {
        "create": lambda: front.create(resource_type, inputs),
        "adopt": lambda: front.create(resource_type, {**inputs, "adopt": "aWQ6MTph"}),
        "read": lambda: front.read(resource_type, "aWQ6MTph", old),
        "import": lambda: front.read(resource_type, "by name", ({}, {})),
        "import by its id": lambda: front.read(resource_type, "aWQ6MTph", ({}, {})),
        "update": lambda: front.update(resource_type, "aWQ6MTph", old, changed),
        "delete": lambda: front.delete(resource_type, "aWQ6MTph", old),
    }


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("sample", SAMPLES)
def test_every_operation(hurried: Native, emulator: Emulator, sample: str, fault: str) -> None:
    """Whatever the server does, each says what was tried, and on what."""
    kind, args = SAMPLES[sample]
    with emulator.faults(FaultRule(fault=FAULTS[fault])):
        for operation, call in operations(hurried, kind, args).items():
            has_secrets = kind in INTEGRATION_TYPES and not operation.startswith("import")
            if (kind in SETTING_TYPES and operation == "adopt") or (
                fault == "a secret of the request" and not has_secrets
            ):
                continue
            assert error_message(call).startswith("cannot "), operation


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_server_that_is_gone(configured: Configured, sample: str) -> None:
    """A server that is gone is an error that names the setting to check."""
    for operation, call in operations(configured(**HURRIED, port="1"), *SAMPLES[sample]).items():
        if SAMPLES[sample][0] not in SETTING_TYPES or operation != "adopt":
            assert "arize:host" in error_message(call), operation


def test_a_server_s_words_stay(hurried: Native, emulator: Emulator) -> None:
    """Whatever they are, and however they are marked: the names of properties in them are not converted."""
    words = "`config.api_key` and base_url, not 'model_names'"
    inputs = hurried.checked(INTEGRATION, llm())
    with emulator.faults(FaultRule(method="POST", fault=Status(status=422, detail=words))):
        assert words in error_message(lambda: hurried.create(INTEGRATION, inputs))


CHECKED: dict[str, tuple[Json, list[Failure]]] = {
    "a field": (llm(apikey="k"), [("config.apikey", "did you mean apiKey?")]),
    "a rule": (llm("CUSTOM", api_key="k", auth={}), [("config.apiKey", "cannot be set together with `auth`")]),
    "a place in a schema": (
        agent(input_schema={"properties": {"base_url": {"type": "api_key"}}}),
        [("config.inputSchema", "at properties/base_url/type: 'api_key' is not")],
    ),
}


@pytest.mark.parametrize("case", CHECKED)
def test_problems_are_named_as_the_schema_names_them(hurried: Native, case: str) -> None:
    """What a check says of a property is in the schema's words, and what the user has written in the user's own."""
    given, expected = CHECKED[case]
    reasons = dict(hurried.check(INTEGRATION, {}, given)[1])
    assert [(path, words) for path, words in expected if words not in reasons.get(path, "")] == []


WRONG_ARGUMENTS: dict[str, tuple[str, Json, str]] = {
    "nothing given": ("getIntegration", {}, "give either a name or an id"),
    "both given": ("getSpace", {"name": "a", "id": "b"}, "give either a name or an id"),
    "no such name": ("getOrganization", {"name": "Acmé"}, "'Acme'"),
    "an id that is none": ("getSpace", {"id": "x"}, "cannot look up space 'x'"),
    "a number for a name": ("getSpace", {"name": 5}, ""),
    "a list for a name": ("getIntegration", {"name": ["a"]}, ""),
    "an object for an id": ("getAiIntegration", {"id": {"a": "b"}}, ""),
    "a type of no kind": ("listIntegrations", {"type": "ROBOT"}, ""),
    "what it does not take": ("getSpace", {"name": "Lab", "colour": "red"}, "colour"),
}


@pytest.mark.parametrize("case", WRONG_ARGUMENTS)
def test_bad_arguments_of_a_lookup(hurried: Native, emulator: Emulator, case: str) -> None:
    """Each is a line that says what is wrong."""
    assert emulator.requests == []
    function, arguments, words = WRONG_ARGUMENTS[case]
    assert words in error_message(lambda: hurried.plugin.invoke(f"arize:index:{function}", arguments))


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
@pytest.mark.parametrize("fault", [name for name in FAULTS if "request" not in name])
def test_every_lookup(hurried: Native, emulator: Emulator, function: Any, fault: str) -> None:
    """Whatever the server does, the error of a lookup names what it should find."""
    with emulator.faults(FaultRule(fault=FAULTS[fault])):
        assert error_message(
            lambda: hurried.plugin.invoke(f"arize:index:{camel(function.name)}", {"name": "x"})
        ).startswith("cannot ")


def test_a_function_that_is_none(hurried: Native) -> None:
    """The error has those that there are."""
    message = error_message(lambda: hurried.plugin.invoke("arize:index:getNothing", {}))
    assert "arize:index:getNothing" in message
    assert "arize:index:getIntegration" in message


@pytest.mark.parametrize("call", ["Check", "Diff", "Create", "Read", "Update", "Delete"])
def test_a_type_that_is_none(hurried: Native, call: str) -> None:
    """A resource of another version, say, is an error that has its type, and the existing types."""
    request = getattr(provider_pb2, f"{call}Request")(urn=urn_of("arize:index:Robot"))
    message = error_message(lambda: hurried.plugin.call(call, request))
    assert "arize:index:Robot" in message
    assert "arize:index:Integration" in message


@pytest.mark.parametrize("call", ["Create", "Read", "Update", "Delete", "Invoke"])
def test_nothing_is_configured_yet(start: Start, call: str) -> None:
    """Without `Configure`, every call is an error that says so."""
    asked = {"tok": "arize:index:getSpace"} if call == "Invoke" else {"urn": urn_of("arize:index:Integration")}
    message = error_message(lambda: start().call(call, getattr(provider_pb2, f"{call}Request")(**asked)))
    assert "Configure" in message


def test_an_unexpected_error(configured: Configured) -> None:
    """It has the class of the error, not its message, which may hold a value; and how to see more."""
    plugin = configured().plugin
    request = provider_pb2.CheckRequest(urn=urn_of("arize:index:Integration"))
    request.news.update({"name": {SIGNATURE: ASSET, "path": 5, "what": SECRET}})
    assert "ARIZE_PROVIDER_DEBUG=1" in error_message(lambda: plugin.call("Check", request))


def test_debugging_shows_where(start: Start, emulator: Emulator) -> None:
    """With ARIZE_PROVIDER_DEBUG the error has the code that it comes from."""
    plugin = start(ARIZE_PROVIDER_DEBUG="1")
    plugin.configure(settings(emulator))
    with pytest.raises(Failed, match=r"give either a name or an id:\n(.*\n)+.*lookups\.py"):
        plugin.invoke("arize:index:getSpace", {})


def test_a_schema_and_information_at_any_time(start: Start) -> None:
    """They need no configuration; a call that the protocol has and the plugin has not is an error that says so."""
    plugin = start()
    assert plugin.call("GetPluginInfo", empty_pb2.Empty()).version
    assert plugin.call("GetSchema", provider_pb2.GetSchemaRequest()).schema.startswith("{")
    construct = provider_pb2.ConstructRequest(type="arize:index:Nothing", inputs=struct_pb2.Struct())
    with pytest.raises(Failed):
        plugin.call("Construct", construct)


class OlderServicer(provider_pb2_grpc.ResourceProviderServicer):
    """Raises the provider's error as it is, as the servicer of older SDKs does."""

    async def Configure(self, request: Any, context: Any) -> Any:  # noqa: ARG002, N802 - gRPC's name and parameters
        """Fail with an error that another error has caused."""
        try:
            os.environ[SECRET]
        except KeyError:
            raise ArizeError("cannot create it: what was wrong") from None


class NewerServicer(OlderServicer):
    """Raises a bare exception with the traceback instead, as the servicer of newer SDKs does."""

    async def Configure(self, request: Any, context: Any) -> Any:  # noqa: N802 - gRPC's name
        """Fail in the newer way."""
        try:
            await super().Configure(request, context)
        except ArizeError as error:
            raise Exception(f"{error}:\n  File server.py") from None  # noqa: TRY002 - it is what the SDK raises


@pytest.mark.parametrize("servicer", [OlderServicer, NewerServicer])
def test_the_error_of_the_provider_with_every_sdk(servicer: type[OlderServicer]) -> None:
    """The engine gets the provider's own message, not that of its cause, however the SDK hands the error on."""

    async def call() -> grpc.aio.AioRpcError:
        server = grpc.aio.server(interceptors=[OneLineErrors()])
        provider_pb2_grpc.add_ResourceProviderServicer_to_server(servicer(), server)
        port = server.add_insecure_port("127.0.0.1:0")
        await server.start()
        async with grpc.aio.insecure_channel(f"127.0.0.1:{port}") as channel:
            with pytest.raises(grpc.aio.AioRpcError) as failure:
                await provider_pb2_grpc.ResourceProviderStub(channel).Configure(provider_pb2.ConfigureRequest())
        await server.stop(0)
        return failure.value

    assert asyncio.run(call()).details() == "cannot create it: what was wrong"
