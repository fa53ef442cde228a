"""The floor as Pulumi's documentation writes a dynamic resource: the SDK makes a secret of its pickled provider."""

from typing import ClassVar

import floor
from pulumi.dynamic import ResourceProvider


class Nothing(floor.Nothing):
    """The same provider, kept as a secret."""

    serialize_as_secret_always = True


class Integration(floor.Integration, module="documented", name="Integration"):
    """A resource with the same properties."""

    provider: ClassVar[ResourceProvider] = Nothing()
