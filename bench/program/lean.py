"""The leanest floor: the same, but the pickled provider is no secret, which the engine would encrypt at every step."""

from typing import ClassVar

import floor
from pulumi.dynamic import ResourceProvider


class Nothing(floor.Nothing):
    """The same provider; the SDK keeps it in clear."""

    serialize_as_secret_always = False


class Integration(floor.Integration, module="lean", name="Integration"):
    """A resource with the same properties."""

    provider: ClassVar[ResourceProvider] = Nothing()
