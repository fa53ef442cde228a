"""Imports: an integration that was created by hand is imported as it is, and the generated code changes nothing."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

import pytest
from pulumi.runtime.proto import provider_pb2
from tests.api_contract import LEGACY, SECRETS
from tests.e2e.declarations import CASES, FIRST, Case
from tests.e2e.life import places
from tests.lifecycle.samples import agent, ai, evaluator, llm

from arize_emulator import Emulator
from pulumi_arize.casing import camel
from pulumi_arize.model.resource_types import AI_INTEGRATION, INTEGRATION, SPACE, SPACE_DEFAULT, ResourceType
from pulumi_embedded.values import reveal

from .conftest import Started
from .front_ends import KINDS, Native, comparable
from .inspection import error_message, in_clear
from .provider_process import Failed, Json
from .scenarios import with_other_secrets

WITH_KEYS = [*SECRETS, "headers"]
DIFF_NONE, DIFF_SOME = provider_pb2.DiffResponse.DIFF_NONE, provider_pb2.DiffResponse.DIFF_SOME

bare = pytest.mark.parametrize("bare", [False, True], ids=["full", "bare"])


def made(server: Emulator, resource_type: ResourceType, args: Mapping[str, Any]) -> str:
    """Create an integration outside of Pulumi, and return its id."""
    return str(server.add(resource_type.path.rpartition("/")[2], args)["id"])


def imported(plugin: Native, resource_type: ResourceType, wanted: str) -> tuple[str, Json, Json]:
    """Return the id, the outputs and the inputs of an import, which has nothing but the id."""
    return plugin.plugin.read(plugin.urn(resource_type), wanted)


def generated(inputs: Json) -> Json:
    """Return the arguments of the code that an engine writes for an import."""
    return {name: value for name, value in inputs.items() if not name.startswith("__")}


def secrets_in(value: Any) -> list[str]:
    """Return all keys and header values in inputs."""
    if not isinstance(value, dict):
        return []
    own = [value[name] for name in SECRETS if name in value] + [*value.get("headers", {}).values()]
    return own + [secret for item in value.values() for secret in secrets_in(item)]


def unchanged(plugin: Native, resource_type: ResourceType, item_id: str, outputs: Json, inputs: Json) -> Json:
    """Fail where the generated code would change something; return its inputs."""
    program = generated(inputs)
    again, failures = plugin.plugin.check(plugin.urn(resource_type), inputs, program)
    assert failures == []
    response = plugin.diff(resource_type, item_id, (inputs, outputs), again)
    assert (response.changes, [*response.detailedDiff]) == (DIFF_NONE, [])
    assert again == inputs
    return again


@bare
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_everything_is_imported_by_its_id(plugin: Native, emulator: Emulator, case: Case, bare: bool) -> None:  # noqa: FBT001
    """Generated code changes nothing, shows no secret, and a refresh of it finds nothing."""
    _imported_alike(plugin, emulator, case, bare=bare)


@pytest.mark.parametrize("case", [case for case in CASES if case.provider in LEGACY], ids=lambda case: case.name)
def test_so_it_is_from_an_older_server(started: Started, legacy_emulator: Emulator, case: Case) -> None:
    """It comes in the current dialect."""
    inputs = _imported_alike(started(Native, legacy_emulator), legacy_emulator, case, bare=False)
    assert case.provider in (inputs.get("provider"), inputs.get("config", {}).get("provider"))


def _imported_alike(plugin: Native, server: Emulator, case: Case, *, bare: bool) -> Json:
    kind, args = KINDS[case.kind], case.args(FIRST, places(server), bare=bare)
    item_id = made(server, kind, args)
    found, outputs, inputs = imported(plugin, kind, item_id)
    assert found == item_id
    assert all(not in_clear([outputs, inputs], secret) for secret in secrets_in(args))
    assert all(secret not in str(reveal(inputs)) for secret in secrets_in(args))
    again = unchanged(plugin, kind, item_id, outputs, inputs)
    refreshed = plugin.plugin.read(plugin.urn(kind), item_id, (again, outputs))
    assert refreshed == (item_id, outputs, inputs)
    assert {request.method for request in server.requests} <= {"GET"}
    return comparable(kind, inputs)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_key_given_later_is_sent_alone(plugin: Native, emulator: Emulator, case: Case) -> None:
    """A secret that an import left out is rotated by setting it: the PATCH has it, or the whole object around it."""
    kind, args = KINDS[case.kind], case.args(FIRST, places(emulator))
    item_id = made(emulator, kind, args)
    _, outputs, inputs = imported(plugin, kind, item_id)
    program = plugin.given(kind, with_keys_of(comparable(kind, generated(inputs)), with_other_secrets(args)))
    if program == generated(inputs):
        assert case.provider in ("VERTEX_AI", "AWS_BEDROCK"), "no key to give"
        return
    again, failures = plugin.plugin.check(plugin.urn(kind), inputs, program)
    assert failures == []
    response = plugin.diff(kind, item_id, (inputs, outputs), again)
    given = {path for path in paths(args) if path.rpartition(".")[2] in WITH_KEYS}
    named = {"config.auth" if path.startswith("config.auth") else path for path in given}
    assert {*response.detailedDiff} == {camel(path) for path in named}
    emulator.clear_requests()
    updated = plugin.update(kind, item_id, (inputs, outputs), again)
    (request,) = [item for item in emulator.requests if item.method == "PATCH"]
    assert {*paths(request.body, whole=("config.auth",))} == named | ({"type"} & {*request.body})
    assert plugin.diff(kind, item_id, (again, updated), again).changes == DIFF_NONE


def with_keys_of(args: Json, full: Json) -> Json:
    """Return inputs with the keys of other inputs."""
    inner: Json = {
        name: with_keys_of(args.get(name, {}), full[name])
        for name in ("config", "auth")
        if name in full and secrets_in(full[name])
    }
    keys = {name: full[name] for name in WITH_KEYS if name in full}
    tag = {"auth_type": full["auth_type"]} if "auth_type" in full and "role_arn" not in full else {}
    return {**tag, **args, **keys, **inner}


def paths(args: Json, before: str = "", whole: tuple[str, ...] = ("config.auth.auth_type",)) -> list[str]:
    """Return the paths of the fields of inputs, those in `config` and `auth` too."""
    found = []
    for name, value in args.items():
        path = before + name
        inside = name in ("config", "auth") and path not in whole
        found += paths(value, f"{path}.", whole) if inside else [path]
    return found


SAMPLES: dict[str, tuple[ResourceType, Json, tuple[str, ...]]] = {
    "llm": (INTEGRATION, llm(), ("LLM/model", "llm/model", "model")),
    "agent": (INTEGRATION, agent(), ("AGENT/agent", "agent")),
    "evaluator": (INTEGRATION, evaluator(), ("EVALUATOR/evaluator", "evaluator")),
    "flat": (AI_INTEGRATION, ai(api_key="s3cret"), ("OPEN_AI/flat", "openAI/flat", "flat")),
    "slashes": (INTEGRATION, {**llm(), "name": "a/b/c"}, ("LLM/a/b/c", "a/b/c")),
    "looks like a type": (INTEGRATION, {**llm(), "name": "AGENT/x"}, ("LLM/AGENT/x", "AGENT/x")),
    "spaces": (AI_INTEGRATION, ai(name=" x "), (" x ", "OPEN_AI/ x ")),
}


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_name_is_as_good_as_an_id(plugin: Native, emulator: Emulator, sample: str) -> None:
    """`type/name` in either casing, and the name alone, import the integration of that name, with its id."""
    kind, args, names = SAMPLES[sample]
    item_id = made(emulator, kind, args)
    for wanted in names:
        found, outputs, inputs = imported(plugin, kind, wanted)
        assert found == item_id
        unchanged(plugin, kind, item_id, outputs, inputs)


def test_integrations_of_one_name_are_distinguished(plugin: Native, emulator: Emulator) -> None:
    """Where two types share a name, the name alone is an error that gives both ids, and the type decides."""
    ids = {kind: made(emulator, INTEGRATION, {**of(), "name": "twin"}) for kind, of in (("LLM", llm), ("AGENT", agent))}
    with pytest.raises(Failed) as failure:
        imported(plugin, INTEGRATION, "twin")
    assert all(item_id in str(failure.value) for item_id in ids.values())
    assert {kind: imported(plugin, INTEGRATION, f"{kind}/twin")[0] for kind in ids} == ids


@pytest.mark.parametrize(
    ("kind", "wanted"), [(INTEGRATION, "LLM/modle"), (INTEGRATION, "modle"), (AI_INTEGRATION, "modle")]
)
def test_an_unknown_name_says_what_is_near(plugin: Native, emulator: Emulator, kind: ResourceType, wanted: str) -> None:
    """One line: what was tried, and the names that come close."""
    made(emulator, INTEGRATION, llm())
    with pytest.raises(Failed, match=rf"^cannot import {kind.title} '{wanted}': .*'model'") as failure:
        imported(plugin, kind, wanted)
    assert "\n" not in str(failure.value)


def test_the_error_lists_what_may_be_before_the_slash(plugin: Native, emulator: Emulator) -> None:
    """A provider instead of the type is an error that lists the types."""
    made(emulator, INTEGRATION, llm())
    with pytest.raises(Failed, match=r"before the slash, write one of LLM, AGENT, EVALUATOR, not 'OPEN_AI'$"):
        plugin.read(INTEGRATION, "OPEN_AI/model", ({}, {}))


PREFIXES: dict[str, tuple[ResourceType, str, str]] = {
    "organization": (SPACE, "Acme/Lab", "the space 'Lab' has another organization than 'Acme'"),
    "type": (INTEGRATION, "AGENT/model", "the integration 'model' has another type than 'AGENT'"),
    "provider": (AI_INTEGRATION, "GEMINI/flat", "the AI integration 'flat' has another provider than 'GEMINI'"),
}


@pytest.mark.parametrize("case", PREFIXES)
def test_a_name_with_another_prefix(plugin: Native, emulator: Emulator, case: str) -> None:
    """The error says that the prefix is wrong: a list of names, with this one in it, would not tell."""
    resource_type, wanted, expected = PREFIXES[case]
    made(emulator, INTEGRATION, llm())
    made(emulator, AI_INTEGRATION, ai())
    message = error_message(lambda: imported(plugin, resource_type, wanted))
    assert message == f"cannot import {resource_type.title} {wanted!r}: {expected}"


@pytest.mark.parametrize("kind", [INTEGRATION, AI_INTEGRATION, SPACE_DEFAULT], ids=lambda kind: kind.name)
def test_what_is_gone_cannot_be_imported(plugin: Native, emulator: Emulator, kind: ResourceType) -> None:
    """The id of what is no more is an error: of a response without an id, the engine would make a resource."""
    gone = made(emulator, INTEGRATION, llm())
    emulator.delete(gone)
    wanted = base64.b64encode(b"Space:99:abcd").decode() if kind is SPACE_DEFAULT else gone
    with pytest.raises(Failed, match=f"^cannot import {kind.title} '{wanted}': there is none"):
        imported(plugin, kind, wanted)


def test_one_of_another_type_of_the_older_resource(plugin: Native, emulator: Emulator) -> None:
    """An integration is imported as an AI integration as well: the two resources stand over one store."""
    item_id = made(emulator, INTEGRATION, llm())
    found, outputs, inputs = imported(plugin, AI_INTEGRATION, item_id)
    assert found == item_id
    unchanged(plugin, AI_INTEGRATION, item_id, outputs, inputs)


@pytest.mark.parametrize("wanted", ["Lab", "Research/Lab", "id"])
def test_the_default_of_a_space(plugin: Native, emulator: Emulator, wanted: str) -> None:
    """It is imported by the space's id, its name, or its organization's and its own."""
    space = emulator.space_id("Lab")
    args = {"space_id": space, "integration_id": made(emulator, INTEGRATION, llm()), "model_name": "m"}
    plugin.deployed(SPACE_DEFAULT, args)
    found, outputs, reported = imported(plugin, SPACE_DEFAULT, space if wanted == "id" else wanted)
    assert (found, comparable(SPACE_DEFAULT, reported)) == (space, args)
    unchanged(plugin, SPACE_DEFAULT, space, outputs, reported)


def test_a_space_without_a_default_cannot_be_imported(plugin: Native, emulator: Emulator) -> None:
    """There is nothing to import."""
    with pytest.raises(Failed, match="there is none"):
        imported(plugin, SPACE_DEFAULT, emulator.space_id("Lab"))


def test_what_a_program_only_reads(plugin: Native, emulator: Emulator) -> None:
    """`Integration.get` with a part of the state in addition to the id reads the same."""
    item_id = made(emulator, INTEGRATION, llm())
    found, outputs, _ = plugin.plugin.read(plugin.urn(INTEGRATION), item_id, ({}, {"name": "whatever"}))
    assert (found, outputs["name"]) == (item_id, "model")
    assert outputs == imported(plugin, INTEGRATION, item_id)[1]


def test_a_key_that_the_server_has_not_is_no_secret_to_keep(plugin: Native, emulator: Emulator) -> None:
    """What was never set is not left out: giving it later adds it, and leaving it out changes nothing."""
    item_id = made(emulator, INTEGRATION, llm("NVIDIA_NIM"))
    _, _, inputs = imported(plugin, INTEGRATION, item_id)
    assert [name for name in inputs if name.startswith("__")] == []
