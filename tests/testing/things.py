"""A dynamic resource in a module that only tests can import."""

from typing import Any

import pulumi
from pulumi.dynamic import CreateResult, Resource, ResourceProvider


class EchoProvider(ResourceProvider):
    """Creates nothing, and returns its input."""

    serialize_as_secret_always = False

    def create(self, props: dict[str, Any]) -> CreateResult:
        """Return the inputs."""
        return CreateResult("echo", {"said": props["said"]})


class Echo(Resource, module="tests", name="Echo"):
    """A resource whose output is its input."""

    said: pulumi.Output[str]

    def __init__(self, name: str, output: str) -> None:
        super().__init__(EchoProvider(), name, {"said": output})
