"""The schema says what the plugin does: what it takes, returns, requires, hides and replaces."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from pulumi.runtime.proto import provider_pb2
from tests.api_contract import LEGACY
from tests.e2e.declarations import CASES, FIRST, SECOND, Case
from tests.e2e.life import places
from tests.json_paths import with_value
from tests.lifecycle.samples import ai, llm

from arize_emulator import Emulator
from pulumi_arize.model.resource_types import INTEGRATION_TYPES, RESOURCE_TYPES, SPACE_DEFAULT, ResourceType
from pulumi_arize.settings import Settings
from pulumi_embedded.values import Secret, reveal

from .front_ends import KINDS, Native, token
from .inspection import value_at
from .provider_process import Json
from .schemas import SCHEMA, found_in, reachable, shape_of, violations

cases = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
OPTIONS = {"api_key_version": 2, "deletion_protection": False}
CONDITIONAL = "providerMetadata"
"""What some providers require, and others refuse: a rule between fields, which no schema can say."""


def spec_of(resource_type: ResourceType) -> Json:
    """Return what the schema says of a resource."""
    spec: Json = SCHEMA["resources"][token(resource_type)]
    return spec


def given(plugin: Native, case: Case, emulator: Emulator, turn: int = FIRST, *, bare: bool = False) -> Json:
    """Return a case's arguments by the schema's names."""
    options = {} if bare else OPTIONS
    return plugin.given(KINDS[case.kind], {**case.args(turn, places(emulator), bare=bare), **options})


def test_the_committed_schema_is_what_the_plugin_returns(plugin: Native) -> None:
    """It is current, whichever version an engine asks for."""
    response = plugin.plugin.call("GetSchema", provider_pb2.GetSchemaRequest(version=1))
    assert json.loads(response.schema) == SCHEMA


@cases
def test_what_it_takes_and_returns(plugin: Native, emulator: Emulator, case: Case) -> None:
    """All inputs of the tests, full and bare, is of the types of the schema; so are outputs, made and read."""
    resource_type = KINDS[case.kind]
    spec = spec_of(resource_type)
    for turn, bare in ((FIRST, False), (SECOND, True)):
        arguments = given(plugin, case, emulator, turn, bare=bare)
        assert violations(spec, arguments, "inputProperties", "requiredInputs") == []
        inputs, failures = plugin.plugin.check(plugin.urn(resource_type), {}, arguments)
        assert failures == []
        item_id, outputs = plugin.plugin.create(plugin.urn(resource_type), inputs)
        assert _problems_of_outputs(spec, outputs) == []
        assert _problems_of_outputs(spec, plugin.plugin.read(plugin.urn(resource_type), item_id)[1]) == []


def _problems_of_outputs(spec: Json, outputs: Json) -> list[str]:
    hidden = {name for name in outputs if name.startswith("__")}
    shown = {name: value for name, value in reveal(outputs).items() if name not in {"id", *hidden}}
    return violations(spec, shown, "properties", "required")


@cases
def test_what_is_secret(plugin: Native, emulator: Emulator, case: Case) -> None:
    """What the schema calls secret comes back marked from every call, and nothing else does."""
    resource_type = KINDS[case.kind]
    inputs, _ = plugin.plugin.check(plugin.urn(resource_type), {}, given(plugin, case, emulator))
    item_id, outputs = plugin.plugin.create(plugin.urn(resource_type), inputs)
    read = plugin.plugin.read(plugin.urn(resource_type), item_id, (inputs, outputs))
    for values, key in ((inputs, "inputProperties"), (outputs, "properties"), (read[1], "properties")):
        secret = {path for path, spec, _ in found_in(spec_of(resource_type), reveal(values), key) if spec.get("secret")}
        assert {*marked(values)} == secret


def marked(value: Any, path: str = "") -> Iterator[str]:
    """Return the paths of what is marked as secret."""
    if isinstance(value, Secret):
        yield path
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from marked(item, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from marked(item, f"{path}[{index}]")


@cases
def test_what_is_required(plugin: Native, emulator: Emulator, case: Case) -> None:
    """Leaving out what the schema requires is a failure there; what it does not require is required of a key alone."""
    kind, arguments = KINDS[case.kind], given(plugin, case, emulator, bare=False)
    everything = [*found_in(spec_of(kind), arguments, "inputProperties")]
    for path, spec, _ in everything:
        if "[" in path or not spec or _open(path) or path == CONDITIONAL:
            continue
        _, failures = plugin.plugin.check(plugin.urn(kind), {}, with_value(arguments, tuple(path.split("."))))
        complained = {_plain(failed) for failed, reason in failures if "is required" in reason}
        needed = path in complained and not spec.get("secret")
        assert needed == _required(kind, arguments, path), (path, failures)


def _required(resource_type: ResourceType, arguments: Json, path: str) -> bool:
    """Tell whether the schema requires what stands at a path in the object that it stands in."""
    *outer, name = path.split(".")
    spec, value, members, required = spec_of(resource_type), arguments, "inputProperties", "requiredInputs"
    for part in outer:
        spec, value = shape_of(spec[members][part], value[part]) or {}, value[part]
        members, required = "properties", "required"
    return name in spec.get(required, [])


def _open(path: str) -> bool:
    """Tell whether a path leads into a map or a JSON of the user's own."""
    return any(part in ("headers", "inputSchema") for part in path.split(".")[:-1])


def _plain(path: str) -> str:
    return path.removeprefix('["').removesuffix('"]')


@cases
def test_what_replaces(plugin: Native, emulator: Emulator, case: Case) -> None:
    """A change of what the schema marks so replaces the resource; no other change does."""
    resource_type = KINDS[case.kind]
    first = given(plugin, case, emulator)
    item_id, (inputs, outputs) = plugin.deployed(resource_type, case.args(FIRST, places(emulator)))
    others = [other for other in CASES if other.kind == case.kind]
    declared = [case.args(SECOND, places(emulator)), *(other.args(FIRST, places(emulator)) for other in others)]
    immutable = {
        path
        for path, spec, _ in found_in(spec_of(resource_type), first, "inputProperties")
        if spec.get("willReplaceOnChanges")
    }
    for args in declared:
        changed, _ = plugin.check(resource_type, inputs, args)
        response = plugin.diff(resource_type, item_id, (inputs, outputs), changed)
        assert {*response.replaces} <= immutable
        now = {path: value_at(reveal(changed), path) for path in immutable}
        assert bool(response.replaces) == any(
            now[path] not in (None, value_at(reveal(inputs), path)) for path in immutable
        )


def test_nothing_more_is_in_it(plugin: Native, emulator: Emulator) -> None:
    """Every property of the schema is one that the tests declare, or that a response has."""
    taken: dict[str, set[str]] = {"inputProperties": {"adopt"}, "properties": {"adopt"}}
    for case in CASES:
        kind = KINDS[case.kind]
        arguments = given(plugin, case, emulator)
        inputs, _ = plugin.plugin.check(plugin.urn(kind), {}, arguments)
        _, outputs = plugin.plugin.create(plugin.urn(kind), inputs)
        for key, values in (("inputProperties", arguments), ("properties", reveal(outputs))):
            taken[key] |= {path.rpartition(".")[2] for path, spec, _ in found_in(spec_of(kind), values, key) if spec}
    for key, names in taken.items():
        written = {name for kind in INTEGRATION_TYPES for name, _ in reachable(spec_of(kind), key)}
        assert {name.rpartition(".")[2] for name in written} == names


def test_the_default_of_a_space_is_as_it_says(plugin: Native, emulator: Emulator) -> None:
    """All of it is required, and all of it is returned."""
    made = emulator.add("integrations", {**llm(), "name": "A"})["id"]
    args = {"spaceId": emulator.space_id("Lab"), "integrationId": made, "modelName": "m"}
    spec = spec_of(SPACE_DEFAULT)
    assert {*spec["inputProperties"]} == {*spec["requiredInputs"]} == {*spec["properties"]} == {*args}
    inputs, _ = plugin.plugin.check(plugin.urn(SPACE_DEFAULT), {}, args)
    assert plugin.plugin.create(plugin.urn(SPACE_DEFAULT), inputs)[1] == args
    assert [name for name, item in spec["inputProperties"].items() if item.get("willReplaceOnChanges")] == ["spaceId"]


def test_everything_is_described() -> None:
    """Each resource, function, type, property and setting has a text, with names as the schema spells them."""
    described = [*_described(SCHEMA["resources"]), *_described(SCHEMA["functions"]), *_described(SCHEMA["types"])]
    described += _described({"provider": SCHEMA["provider"]})
    assert [path for path, text in described if not text] == []
    names = {name for resource_type in RESOURCE_TYPES for name in _names(resource_type.names) if "_" in name}
    assert [(path, text) for path, text in described if any(f"`{name}`" in text for name in names)] == []


def _names(names: Any) -> Iterator[str]:
    for name, inner in names.items():
        yield name
        yield from _names(inner)


def _described(members: Json) -> Iterator[tuple[str, str]]:
    for name, spec in members.items():
        yield name, spec.get("description", "")
        for key in ("properties", "inputProperties"):
            yield from ((f"{name}.{prop}", inner.get("description", "")) for prop, inner in spec.get(key, {}).items())
        for key in ("inputs", "outputs"):
            inside = spec.get(key, {}).get("properties", {})
            yield from ((f"{name}.{prop}", inner.get("description", "")) for prop, inner in inside.items())


def test_both_dialects_are_documented() -> None:
    """Each value of an enumeration, and each constant, has its legacy form in its description, where it has one."""
    reported: dict[str, str] = {}
    for spec in SCHEMA["types"].values():
        for item in spec.get("enum", []):
            reported[item["value"]] = reported.get(item["value"], "") + item.get("description", "")
        for inner in spec.get("properties", {}).values():
            if "const" in inner:
                reported[inner["const"]] = reported.get(inner["const"], "") + inner["description"]
    assert {value for value, text in reported.items() if "`" in text} == {*LEGACY}
    assert all(f"`{LEGACY[value]}`" in text for value, text in reported.items() if "`" in text)


def test_both_dialects_lead_to_a_type() -> None:
    """A discriminator knows each of them."""
    mapping = spec_of(KINDS["Integration"])["inputProperties"]["config"]["discriminator"]["mapping"]
    assert all(mapping[former] == mapping[now] for now, former in LEGACY.items() if now in mapping)
    assert {former for now, former in LEGACY.items() if now in mapping} <= {*mapping}


def test_the_settings_of_a_provider() -> None:
    """They are those of the stack's configuration, and the secret ones are marked."""
    settings = SCHEMA["provider"]["inputProperties"]
    assert settings == SCHEMA["config"]["variables"]
    assert len(settings) == len(Settings.model_fields)
    assert {"apiKey", "proxyUrl", "fingerprintKey"} == {name for name, spec in settings.items() if spec.get("secret")}


FOUND = {
    "getOrganization": {"name": "Acme"},
    "getSpace": {"name": "Lab", "organizationId": ""},
    "getIntegration": {"name": "model", "type": "LLM"},
    "getAiIntegration": {"name": "flat"},
    "listIntegrations": {"name": "o", "type": "llm", "spaceId": ""},
}


@pytest.mark.parametrize("function", FOUND)
def test_functions(plugin: Native, emulator: Emulator, function: str) -> None:
    """Each takes the arguments that the schema has, and returns what it has; a header's value is a secret."""
    emulator.add("integrations", llm("NVIDIA_NIM", headers={"x": "s3cret"}, api_key="s3cret"))
    emulator.add("ai-integrations", ai(headers={"x": "s3cret"}))
    ids = {"organizationId": emulator.organization_id("Research"), "spaceId": emulator.space_id("Lab")}
    arguments = {name: ids.get(name, value) for name, value in FOUND[function].items()}
    spec = SCHEMA["functions"][f"arize:index:{function}"]
    assert {*arguments} | ({"id"} if "id" in spec["inputs"]["properties"] else set()) == {*spec["inputs"]["properties"]}
    found = plugin.plugin.invoke(f"arize:index:{function}", arguments)
    assert violations(spec["outputs"], reveal(found), "properties", "required") == []
    assert found
    assert {*marked(found)} == ({"headers"} if function == "getAiIntegration" else set())


def test_there_is_nothing_else() -> None:
    """Every resource of the models, and no other; every function."""
    assert {*SCHEMA["resources"]} == {token(resource_type) for resource_type in RESOURCE_TYPES}
    assert {*SCHEMA["functions"]} == {f"arize:index:{name}" for name in FOUND}
