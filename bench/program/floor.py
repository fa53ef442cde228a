"""The floor: integrations of the same shape whose provider does nothing, and does it at once."""

import os
from typing import Any, ClassVar

import pulumi
from pulumi.dynamic import CreateResult, DiffResult, ReadResult, Resource, ResourceProvider, UpdateResult

ANSWER = dict.fromkeys(os.environ.get("BENCH_RETURNED", "").split(), "2026-07-01T00:00:00Z")
"""What a server would return in addition to the inputs."""

SHAPE: dict[str, Any] = dict.fromkeys([*os.environ.get("BENCH_ARGUMENTS", "").split(), *ANSWER])
"""The properties of a resource."""


class Nothing(ResourceProvider):
    """Every operation returns its inputs.

    It has no attributes: what `pulumi.dynamic` does to pickle some takes longer with each resource, and fails at 500.
    Pickled, it is no secret, which the engine would encrypt at every step.
    """

    serialize_as_secret_always = False

    def diff(self, _id: str, _olds: dict[str, Any], _news: dict[str, Any]) -> DiffResult:
        """Compare what a program changes."""
        return DiffResult(changes=_olds["config"] != _news["config"])

    def create(self, props: dict[str, Any]) -> CreateResult:
        """Create nothing."""
        return CreateResult(props["name"], {**props, **ANSWER})

    def read(self, id_: str, props: dict[str, Any]) -> ReadResult:
        """Find what was there."""
        return ReadResult(id_, props)

    def update(self, _id: str, _olds: dict[str, Any], _news: dict[str, Any]) -> UpdateResult:
        """Change nothing."""
        return UpdateResult({**_news, **ANSWER})


class Integration(Resource, module="floor", name="Integration"):
    """A resource with the same properties."""

    provider: ClassVar[ResourceProvider] = Nothing()

    def __init__(self, resource_name: str, name: str, config: dict[str, Any]) -> None:
        super().__init__(
            self.provider, resource_name, {**SHAPE, "name": name, "config": config}, pulumi.ResourceOptions()
        )
