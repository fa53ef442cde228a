"""What the generated resource classes have in common. A program's process loads this: it imports no model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, ClassVar

import pulumi
from pulumi.dynamic import Resource, ResourceProvider
from pulumi.dynamic.dynamic import PROVIDER_KEY, serialize_provider

from ..args import Secrets, properties, resource_arguments
from ..loading import lean
from ..options import NATIVE, RESOURCE, alias_of_type, completed, forced_replacements
from ..property_names import Names


def load_provider(kind_name: str) -> ResourceProvider:
    """Return the provider of a kind of resource. State files name this function: it stays where it is."""
    with lean():
        from ..model.kinds import RESOURCES  # noqa: PLC0415 - only the provider's process needs them
        from .provider import Provider  # noqa: PLC0415

    return Provider(next(kind for kind in RESOURCES if kind.name == kind_name))


class ProviderReference(ResourceProvider):
    """Stands for the provider in a program: it pickles as a reference of some bytes, without a secret in it."""

    serialize_as_secret_always = False

    def __init__(self, kind_name: str) -> None:
        super().__init__()
        self._kind_name = kind_name

    def __reduce__(self) -> tuple[Any, ...]:
        return load_provider, (self._kind_name,)


class ArizeResource(Resource):
    """A resource of Arize.

    `returned` names the outputs that are no inputs, `secrets` the secret properties, `names` all properties.
    """

    returned: ClassVar[Sequence[str]] = ()
    secrets: ClassVar[Secrets] = {}
    names: ClassVar[Names] = {}

    def __init_subclass__(cls, names: Names | None = None, **kwargs: Any) -> None:
        """Note the names of the properties."""
        super().__init_subclass__(**kwargs)
        cls.names = names or cls.names

    def _declare(self, resource_name: str, arguments: Mapping[str, Any], opts: pulumi.ResourceOptions | None) -> None:
        """Register the resource, as the `__init__` of `pulumi.dynamic.Resource` would.

        That one would pickle the provider anew for each resource. This is no `__init__`: Pulumi takes what calls the
        third one, seen from its own, for the line of the program.
        """
        kind_name = self._resource_type_name.rpartition(":")[2]
        other_type = f"{NATIVE}{kind_name}"
        options = completed(opts, self.names, alias_of_type(other_type, resource_name, opts), other_type)
        given = properties(resource_arguments(arguments), self.secrets)
        inputs = {
            **dict.fromkeys([*arguments, *self.returned]),
            **given,
            RESOURCE: f"{kind_name}::{resource_name}",
            **forced_replacements(options),
            PROVIDER_KEY: _pickled(kind_name),
        }
        token = f"pulumi-python:{self._resource_type_name}"
        pulumi.CustomResource.__init__(self, token, resource_name, inputs, options)


@cache
def _pickled(kind_name: str) -> str:
    text: str = serialize_provider(ProviderReference(kind_name))
    return text
