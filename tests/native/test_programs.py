"""The plugin's Python front end: a program changes its import, and nothing else."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Mapping
from typing import Any

import pulumi
import pytest
from tests.e2e.declarations import CASES, FIRST, Case
from tests.e2e.life import places
from tests.lifecycle.samples import llm
from tests.share import sample

import pulumi_arize
import pulumi_arize_native as generated
from arize_emulator import Emulator
from pulumi_arize import native as arize
from pulumi_arize._generated import inputs, results, typed_dicts
from pulumi_arize._generated.dynamic import resources
from pulumi_arize._generated.native import lookups
from pulumi_arize.casing import to_camel_case
from pulumi_arize.model.resource_types import INTEGRATION
from pytest_pulumi_arize.stack import Stack

from .inspection import in_clear
from .schemas import SCHEMA

SECRET = "s3cret-value"


@pytest.mark.parametrize("home", [inputs, lookups, resources, results], ids=lambda home: home.__name__)
def test_every_name_is_there(home: Any) -> None:
    """Both front ends have the same public names, with the same arguments."""
    for name in home.__all__:
        assert name in arize.__all__
        one, other = inspect.signature(getattr(home, name)), inspect.signature(getattr(arize, name))
        assert [*one.parameters] == [*other.parameters]
        assert [p.default for p in one.parameters.values()] == [other.parameters[n].default for n in one.parameters]


def test_what_else_is_there() -> None:
    """A provider, and nothing more."""
    assert {*arize.__all__} - {*pulumi_arize.__all__} == {"Provider"}
    assert arize.typed_dicts is typed_dicts


def test_the_name_that_generated_code_has() -> None:
    """It has everything of the front end, and an enumeration for each of the schema's."""
    enumerations = {name.rpartition(":")[2]: spec["enum"] for name, spec in SCHEMA["types"].items() if "enum" in spec}
    for name in {*arize.__all__} - {*enumerations}:
        assert getattr(generated, name) is getattr(arize, name)
    for name, values in enumerations.items():
        assert [str(item.value) for item in getattr(generated, name)] == [item["value"] for item in values]


def declare(args: Mapping[str, Any], of: Any = arize, kind: str = "Integration", **options: Any) -> Callable[[], None]:
    """Return a program with one resource."""

    def program() -> None:
        getattr(of, kind)("it", **args, opts=pulumi.ResourceOptions(**options) if options else None)

    return program


def sent(stack: Stack, program: Callable[[], None]) -> list[Any]:
    """Return the bodies that a deployment sends, and destroy it."""
    bodies = [request.body for request in stack.up(program).requests if request.method == "POST"]
    stack.destroy()
    return bodies


def with_classes(config: Mapping[str, Any]) -> Any:
    """Return a config as an argument class."""
    reported = {"provider": config["provider"]}
    given = {name: value for name, value in config.items() if name not in reported}
    if "auth" in given:
        prefix = "".join(map(str.capitalize, config["provider"].split("_")))
        kind = {"auth_type": given["auth"]["auth_type"]}
        auth = {name: value for name, value in given["auth"].items() if name not in kind}
        given["auth"] = _class_of(kind, prefix)(**auth)
    return _class_of(reported, "")(**given)


def _class_of(tag: dict[str, str], prefix: str) -> Any:
    found = [getattr(inputs, name) for name in inputs.__all__ if name.startswith(prefix)]
    return next(cls for cls in found if getattr(cls, "discriminator", None) == tag)


LLMS = [case for case in CASES if case.kind == "Integration" and case.type == "LLM"]


@pytest.mark.soak
@pytest.mark.parametrize("case", sample(LLMS, 6), ids=lambda case: case.name)
def test_every_way_to_write_is_the_same(stack: Stack, emulator: Emulator, case: Case) -> None:
    """Classes, and dict literals in either casing, send one request, which is that of a dynamic resource."""
    args = case.args(FIRST, places(emulator))
    spelled = to_camel_case(args, INTEGRATION.names)
    written = {
        "dicts": declare(args),
        "camel case": declare({**args, "config": spelled["config"], "scopings": spelled["scopings"]}),
        "classes": declare({**args, "config": with_classes(args["config"])}),
        "dynamic": declare(args, of=pulumi_arize),
    }
    bodies = {way: sent(stack, program) for way, program in written.items()}
    assert bodies["dicts"]
    assert bodies == dict.fromkeys(written, bodies["dicts"])


@pytest.mark.parametrize("name", ["api_key", "apiKey"])
@pytest.mark.parametrize("later", [False, True], ids=["plain", "output"])
def test_a_key_is_secret_however_it_is_written(stack: Stack, name: str, later: bool) -> None:  # noqa: FBT001
    """It is encrypted in inputs and outputs of the state, and shown nowhere."""
    config: Any = {"provider": "NVIDIA_NIM", name: SECRET, "model_names": ["m"], "headers": {"x": SECRET}}

    def program() -> None:
        arize.Integration("it", name="it", config=pulumi.Output.from_input(config) if later else config)

    shown = [stack.preview(program).text, stack.up().text]
    assert not in_clear([shown, json.dumps(stack.export())], SECRET)


def test_outputs_have_the_models_names(stack: Stack) -> None:
    """Every output is there by the name that a dynamic resource has for it, nested ones too; also before it changes."""

    def program(of: Any) -> Callable[[], None]:
        def run() -> None:
            made = of.Integration("it", **llm("NVIDIA_NIM", api_key="k"), deletion_protection=False)
            for name in ("id", "name", "type", "scopings", "created_at", "created_by_user_id", "deletion_protection"):
                pulumi.export(name, getattr(made, name))
            pulumi.export("config", made.config.apply(lambda config: {**config}))
            pulumi.export("fingerprint", made.key_fingerprint)

        return run

    reported = [stack.up(program(of)).outputs for of in (pulumi_arize, arize, pulumi_arize, arize)]
    assert reported[0]["created_at"]
    assert reported[0]["config"]["has_api_key"] is True
    for later in reported[1:]:
        assert {k: v for k, v in later.items() if v != reported[0][k]} == {}


def test_what_a_program_only_reads(stack: Stack, emulator: Emulator) -> None:
    """`get` takes an id or `type/name`, and the program sees the outputs; nothing of it is destroyed."""
    made = emulator.add("integrations", llm())

    def program() -> None:
        for number, wanted in enumerate((made["id"], "LLM/model")):
            pulumi.export(f"name {number}", arize.Integration.get(f"read{number}", wanted).name)

    outputs = stack.up(program).outputs
    assert outputs == {"name 0": "model", "name 1": "model"}
    stack.destroy()
    assert emulator.get("model")["id"] == made["id"]


@pytest.mark.parametrize("name", ["", "Research/Lab"], ids=["by id", "by name"])
def test_the_id_of_what_is_read(stack: Stack, emulator: Emulator, name: str) -> None:
    """It is the id, also where the program gives a name; a preview knows it, and shows no change by it."""
    space_id = emulator.space_id("Lab")

    def program() -> None:
        space = arize.Space.get("space", name or space_id)
        made = arize.Integration("it", name="It", config=arize.OpenAiConfig(api_key="k-1234"), scopings=[space])
        arize.SpaceDefaultIntegration("default", space_id=space, integration_id=made, model_name="m")
        pulumi.export("id", space.id)

    assert stack.up(program).outputs["id"] == space_id
    assert [item["space_id"] for item in emulator.get("It")["scopings"]] == [space_id]
    assert stack.preview(program).changed == []
    assert stack.up(program).changed == []


def test_lookups(stack: Stack, emulator: Emulator) -> None:
    """They return the same results as those of a program with dynamic resources."""
    emulator.add("integrations", llm())
    emulator.add("ai-integrations", {"name": "flat", "provider": "OPEN_AI", "headers": {"api_key": "h"}})

    def program(of: Any) -> Callable[[], None]:
        def run() -> None:
            pulumi.export("organization", of.get_organization("Acme").id)
            pulumi.export("space", vars(of.get_space("Lab")))
            pulumi.export("integration", vars(of.get_integration("model", type="LLM")))
            pulumi.export("ai", vars(of.get_ai_integration("flat")))
            pulumi.export("all", [item.name for item in of.list_integrations(type="LLM")])
            pulumi.export("later", of.get_space_output(name=pulumi.Output.from_input("Lab")).apply(lambda it: it.id))

        return run

    assert stack.up(program(arize)).outputs == stack.up(program(pulumi_arize)).outputs


@pytest.mark.parametrize("of", [pulumi_arize, arize], ids=["dynamic", "native"])
def test_a_lookup_that_fails(stack: Stack, of: Any) -> None:
    """It raises one error in either front end, with the same words, which Pulumi shows without a traceback."""
    reported: list[Exception] = []

    def program() -> None:
        try:
            of.get_space("Nowhere")
        except of.LookupFailed as error:
            reported.append(error)

    stack.preview(program)
    assert [str(error) for error in reported] == [
        "no space is named 'Nowhere'; there are 'Lab', 'Production', 'Staging'"
    ]
    assert isinstance(reported[0], pulumi.RunError)


IGNORED = ["config.base_url", "config.baseUrl"]


@pytest.mark.parametrize("path", IGNORED)
def test_what_a_program_ignores_stays_ignored(stack: Stack, emulator: Emulator, path: str) -> None:
    """A path has either casing, on either front end, and keeps its meaning while the program moves between them."""

    def program(of: Any, host: str) -> Callable[[], None]:
        args = llm("NVIDIA_NIM", base_url=f"https://{host}.example.com")
        return declare(args, of=of, ignore_changes=[path])

    stack.up(program(pulumi_arize, "first"))
    emulator.clear_requests()
    for host, of in zip("abcde", (arize, arize, pulumi_arize, pulumi_arize, arize), strict=True):
        stack.up(program(of, host))
    assert [request.method for request in emulator.requests if request.method != "GET"] == []
    assert emulator.get("model")["config"]["base_url"] == "https://first.example.com"
