"""The configuration of stacks in one test: each project and each name has its own."""

from __future__ import annotations

from collections.abc import Callable

import pulumi

from pytest_pulumi_arize.stack import Stack

NewStack = Callable[..., Stack]


def export_settings() -> None:
    """Export what the program sees of two settings."""
    pulumi.export("size", pulumi.Config().get("size"))
    pulumi.export("shared", pulumi.Config("shared").get("key") or "not set")


def test_projects_share_no_settings(new_stack: NewStack) -> None:
    """Stacks with the same name in two projects have settings of their own, whichever is made or set first."""
    network = new_stack("prod", project="network")
    network.set_config("size", "large")
    network.set_config("shared:key", "of network")
    app = new_stack("prod", project="app")
    app.set_config("size", "small")
    assert network.up(export_settings).outputs == {"size": "large", "shared": "of network"}
    assert app.up(export_settings).outputs == {"size": "small", "shared": "not set"}


def test_stack_that_is_requested_again_keeps_its_settings(new_stack: NewStack) -> None:
    """A second object for a stack has the state and the settings of the first one."""
    new_stack("prod").set_config("size", "large")
    assert new_stack("prod").up(export_settings).outputs["size"] == "large"
