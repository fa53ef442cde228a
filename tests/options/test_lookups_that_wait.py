"""Lookups wait for what they depend on, as Pulumi's own functions do; their options hold or are refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pulumi
import pytest
from tests.test_package import python

import pulumi_arize as dynamic
from arize_emulator import Emulator
from pulumi_arize import native
from pytest_pulumi_arize.operation_result import OperationFailedError
from pytest_pulumi_arize.stack import Stack


def made(arize: Any, **options: Any) -> Any:
    """Declare the integration that a lookup finds."""
    config = dynamic.OpenAiConfig(api_key="k-1234567")
    return arize.Integration("it", name="It", config=config, opts=pulumi.ResourceOptions(**options))


class Holder(pulumi.ComponentResource):
    """A component with the integration in it."""

    def __init__(self, arize: Any) -> None:
        super().__init__("tests:index:Holder", "holder")
        made(arize, parent=self)


def after(arize: Any, depends_on: Any) -> Any:
    """Find it by a name that is known, once something else is there."""
    return arize.get_integration_output("It", opts=pulumi.InvokeOutputOptions(depends_on=depends_on))


WAYS: dict[str, Callable[[Any], Any]] = {
    "by its name": lambda of: of.get_integration_output(name=made(of).name),
    "after it": lambda of: after(of, made(of)),
    "after a list": lambda of: after(of, [made(of)]),
    "after an Output": lambda of: after(of, [pulumi.Output.from_input(made(of))]),
    "after its component": lambda of: after(of, Holder(of)),
}


@pytest.mark.parametrize("way", WAYS)
def test_what_waits(stack: Stack, emulator: Emulator, arize: Any, way: str) -> None:
    """The first preview makes no lookup; the deployment makes it once the resource is there, and so do later ones."""

    def program() -> None:
        pulumi.export("id", WAYS[way](arize).apply(lambda found: found.id))

    assert "GET" not in {request.method for request in stack.preview(program).requests}
    stack.up()
    assert stack.outputs == {"id": emulator.get("It")["id"]}
    assert stack.preview().changed == []


def test_all_that_a_list_names(stack: Stack, arize: Any) -> None:
    """A lookup of many waits too; what it finds is secret only where it is."""

    def program() -> None:
        found = arize.list_integrations_output(name=made(arize).name)
        pulumi.export("names", found.apply(lambda items: [item.name for item in items]))

    stack.preview(program)
    stack.up()
    assert stack.outputs == {"names": ["It"]}


def test_a_name_that_is_about_to_change(stack: Stack, arize: Any) -> None:
    """A lookup by the name of an integration is unknown in the preview that renames it; the deployment finds it."""

    def program(name: str, wanted: str = "") -> None:
        config = dynamic.OpenAiConfig(api_key="k-1234567")
        it = arize.Integration("it", name=name, config=config)
        found = arize.get_integration_output(name=it.name.apply(lambda known: wanted or known))
        pulumi.export("name", found.apply(lambda integration: integration.name))

    stack.up(lambda: program("It"))
    assert stack.preview(lambda: program("Renamed")).updated == ["it"]
    stack.up()
    assert stack.outputs == {"name": "Renamed"}
    with pytest.raises(OperationFailedError, match="no integration is named 'Nobody'"):
        stack.up(lambda: program("Renamed", "Nobody"))


def test_a_provider_that_is_not_there_yet(stack: Stack, emulator: Emulator) -> None:
    """A lookup by a provider whose key another resource makes is unknown in the first preview."""

    def program() -> None:
        key = made(native).name.apply(lambda _: emulator.api_key)
        there = native.Provider("there", api_key=key, host=emulator.host, port=emulator.port, scheme="http")
        found = native.get_space_output("Production", opts=pulumi.InvokeOptions(provider=there))
        pulumi.export("space", found.apply(lambda space: space.id))

    stack.preview(program)
    stack.up()
    assert stack.outputs == {"space": emulator.space_id("Production")}


MOCKED = """
import json
import pulumi
import pulumi.runtime
from {module} import get_integration_output, get_space, list_integrations_output

class Mocks(pulumi.runtime.Mocks):
    def new_resource(self, args):
        return ["an-id", args.inputs]

    def call(self, args):
        seen.append([args.token, args.args])
        if args.token == "arize:index:listIntegrations":
            return {{"results": [{{"id": "one", "name": "One"}}]}}
        return {{"id": "mocked", "name": args.args["name"], "organizationId": "org"}}

seen, found = [], {{}}
pulumi.runtime.set_mocks(Mocks())

@pulumi.runtime.test
def check():
    found["space"] = get_space("Production").organization_id
    later = get_integration_output(name=pulumi.Output.from_input("It"))
    listed = list_integrations_output(name="o")
    def keep(values):
        found["later"], found["listed"] = values[0].id, [item.id for item in values[1]]
    return pulumi.Output.all(later, listed).apply(keep)

check()
print(json.dumps([found, sorted(seen)]))
"""


def test_mocks(arize: Any) -> None:
    """Where a test of a program sets mocks, every lookup asks them, and nothing else."""
    found, seen = json.loads(python(MOCKED.format(module=arize.__name__)))
    assert found == {"space": "org", "later": "mocked", "listed": ["one"]}
    assert seen == [
        ["arize:index:getIntegration", {"name": "It"}],
        ["arize:index:getSpace", {"name": "Production"}],
        ["arize:index:listIntegrations", {"name": "o"}],
    ]


def test_only_an_output_waits(arize: Any) -> None:
    """A lookup whose result is wanted at once cannot wait, and says which one can."""
    waiting = pulumi.InvokeOutputOptions()
    waiting.depends_on = ["whatever"]  # type: ignore[list-item]
    with pytest.raises(pulumi.RunError, match=r"^get_space: only get_space_output can wait"):
        arize.get_space("Production", opts=waiting)


PLUGIN: dict[str, Any] = {"version": "1.2.3", "plugin_download_url": "https://example.com"}


@pytest.mark.parametrize("option", PLUGIN)
def test_a_lookup_without_a_plugin_refuses(option: str) -> None:
    """What names a plugin is refused where there is none."""
    opts = pulumi.InvokeOptions(**{option: PLUGIN[option]})
    with pytest.raises(pulumi.RunError, match=f"^get_space: the option `{option}` names a plugin"):
        dynamic.get_space("Production", opts=opts)
    with pytest.raises(pulumi.RunError, match=f"^get_space: the option `{option}` names a plugin"):
        dynamic.get_space_output("Production", opts=opts)


@pytest.mark.parametrize("by", ["provider", "parent"])
def test_a_lookup_without_a_plugin_takes_no_provider(stack: Stack, by: str) -> None:
    """It would be a lookup in the stack's own account."""

    def program() -> None:
        theirs = native.Provider("theirs", api_key="key-of-theirs")
        opts = pulumi.ResourceOptions(providers=[theirs])
        holder = pulumi.ComponentResource("tests:index:Holder", "holder", None, opts)
        given = pulumi.InvokeOptions(provider=theirs) if by == "provider" else pulumi.InvokeOptions(parent=holder)
        for lookup in (dynamic.get_space, dynamic.get_space_output):
            with pytest.raises(pulumi.RunError, match=r"^get_space: the provider 'theirs' cannot be used"):
                lookup("Production", opts=given)

    stack.preview(program)
