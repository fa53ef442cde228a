"""What a transformation adds is treated like what the program gives, in both front ends."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pulumi
import pytest

from pytest_pulumi_arize.stack import Stack

HIDDEN = "zz-hidden"
CUSTOM: dict[str, Any] = {"provider": "CUSTOM", "model_names": ["m"]}
Transformation = Callable[[pulumi.ResourceTransformationArgs], pulumi.ResourceTransformationResult | None]


def adding(**options: Any) -> Callable[[pulumi.ResourceTransformationArgs], pulumi.ResourceTransformationResult]:
    """Return a transformation that adds options."""

    def add(args: pulumi.ResourceTransformationArgs) -> pulumi.ResourceTransformationResult:
        merged = pulumi.ResourceOptions.merge(args.opts, pulumi.ResourceOptions(**options))
        return pulumi.ResourceTransformationResult(args.props, merged)

    return add


class Team(pulumi.ComponentResource):
    """A component whose transformations reach what is in it."""

    def __init__(self, transformation: Transformation) -> None:
        super().__init__("tests:index:Team", "team", None, pulumi.ResourceOptions(transformations=[transformation]))


@pytest.mark.parametrize("path", ["config.base_url", "config.baseUrl", "config", "*"])
def test_a_replacement(stack: Stack, arize: Any, path: str) -> None:
    """`replace_on_changes` replaces, with each form of a path, and deletes first."""

    def declare(url: str) -> None:
        options = pulumi.ResourceOptions(transformations=[adding(replace_on_changes=[path])])
        arize.Integration("it", name="It", config={**CUSTOM, "base_url": f"https://{url}.example.com"}, opts=options)

    stack.up(lambda: declare("first"))
    outcome = stack.up(lambda: declare("second"))
    assert outcome.replaced == ["it"]
    assert [request.method for request in outcome.requests if request.method != "GET"] == ["DELETE", "POST"]


def by_option(args: pulumi.ResourceTransformationArgs) -> pulumi.ResourceTransformationResult | None:
    """Make a property of an integration secret, and set its key."""
    if args.type_ == "tests:index:Team":
        return None
    hidden = adding(additional_secret_outputs=["base_url"])(args)
    return pulumi.ResourceTransformationResult({**hidden.props, "apiKey": f"{HIDDEN}-key"}, hidden.opts)


@pytest.mark.parametrize("of", ["resource", "parent"])
def test_secrets(stack: Stack, arize: Any, of: str) -> None:
    """What an option makes secret, and a key that is set, show nowhere, also by a transformation of a component."""

    def declare(value: str) -> None:
        options = {"parent": Team(by_option)} if of == "parent" else {"transformations": [by_option]}
        arize.AiIntegration(
            "it",
            name="It",
            provider="CUSTOM",
            base_url=f"https://{HIDDEN}-{value}.example.com",
            opts=pulumi.ResourceOptions(**options),
        )

    for value in ("first", "second"):
        texts = [stack.preview(lambda now=value: declare(now)).text, stack.up().text, json.dumps(stack.export())]
        assert HIDDEN not in "".join(texts)
    assert stack.refresh().changed == []
    assert stack.up().changed == []
