"""However a program gives an alias, it stands for the other front end's type too: nothing is sent."""

from __future__ import annotations

from typing import Any

import pulumi

import pulumi_arize as dynamic
from arize_emulator import Emulator
from pulumi_arize import native
from pytest_pulumi_arize.stack import Stack

TYPES = {dynamic: "pulumi-python:dynamic/arize:Integration", native: "arize:index:Integration"}


def declare(arize: Any, name: str, *aliases: Any, parent: pulumi.Resource | None = None, **options: Any) -> None:
    """Declare the integration by a name."""
    opts = pulumi.ResourceOptions(aliases=list(aliases), parent=parent, **options)
    arize.Integration(name, name="It", config=dynamic.OpenAiConfig(api_key="k-1234567"), opts=opts)


def by_transformation(args: pulumi.ResourceTransformationArgs) -> pulumi.ResourceTransformationResult:
    """Add an alias, as a stack's transformation may."""
    opts = pulumi.ResourceOptions(aliases=[pulumi.Alias(name="second")])
    return pulumi.ResourceTransformationResult(args.props, pulumi.ResourceOptions.merge(args.opts, opts))


class Holder(pulumi.ComponentResource):
    """A component with the integration in it, which was outside."""

    def __init__(self, arize: Any) -> None:
        super().__init__("tests:index:Holder", "holder")
        declare(arize, "fourth", pulumi.Alias(name="third", parent=pulumi.ROOT_STACK_RESOURCE), parent=self)


def test_aliases(stack: Stack, emulator: Emulator, arize: Any) -> None:
    """By an Output, by a transformation, with another parent, as a URN through a component, with a type."""
    first, other = arize, native if arize is dynamic else dynamic
    stack.up(lambda: declare(first, "first"))
    held = emulator.integrations
    root = stack.export()["deployment"]["resources"][0]["urn"]
    prefix = "::".join(root.split("::")[:2])
    steps = [
        lambda: declare(other, "second", pulumi.Output.from_input(f"{prefix}::{TYPES[first]}::first")),
        lambda: declare(first, "third", transformations=[by_transformation]),
        lambda: Holder(other),
        lambda: declare(first, "fifth", f"{prefix}::tests:index:Holder${TYPES[first]}::fourth"),
        lambda: declare(other, "sixth", pulumi.Alias(name="fifth", type_=TYPES[other])),
    ]
    for step in steps:
        outcome = stack.up(step)
        assert [request.method for request in outcome.requests if request.method != "GET"] == []
        assert emulator.integrations == held
