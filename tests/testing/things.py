"""A dynamic resource of the tests' own, which only the tests' folder knows."""

from typing import Any

import pulumi
from pulumi.dynamic import CreateResult, Resource, ResourceProvider


class EchoProvider(ResourceProvider):
    """Creates nothing and says what it was told."""

    serialize_as_secret_always = False

    def create(self, props: dict[str, Any]) -> CreateResult:
        """Return the inputs."""
        return CreateResult("echo", {"said": props["said"]})


class Echo(Resource, module="tests", name="Echo"):
    """What it says comes back."""

    said: pulumi.Output[str]

    def __init__(self, name: str, output: str) -> None:
        super().__init__(EchoProvider(), name, {"said": output})
